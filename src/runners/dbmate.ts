import { oneMessage, oneMessageInTransaction } from './executions.ts';
import { files, history, numbered } from './names.ts';
import { byPath } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptSource, Section } from './runner.ts';
import { cutAt, linesWith } from './sections.ts';
import type { Heading } from './sections.ts';

const directive = /^--\s*migrate:(up|down)(?:\s+(.*))?$/;

export default {
  id: 'dbmate',
  title: 'dbmate',
  downs: 'expected',
  generated: false,
  layout: 'files',
  naming: 'VERSION_name.sql',
  recognise(folder) {
    const named = folder.numbered;
    const count = folder.count(named, (text) => text.includes('migrate:up'));
    if (count === 0 || count * 2 <= named.length) return undefined;
    return { strength: strength.directive, evidence: `${files(count)} with "-- migrate:up" directives` };
  },
  history: history((path) => numbered(path, /^(\d+)[-_]?(.*)\.sql$/, 'both'), byPath),
  sections,
} satisfies Runner;

function sections({ file }: ScriptSource): Section[] {
  const headings: Heading[] = [];
  for (const line of linesWith(file.text, 'migrate:')) {
    const match = directive.exec(line.text);
    if (!match) continue;
    const options = (match[2] ?? '').split(/\s+/);
    const execution = options.includes('transaction:false') ? oneMessage : oneMessageInTransaction;
    headings.push({ direction: match[1] === 'up' ? 'up' : 'down', line, execution });
  }
  return cutAt(file, headings, oneMessageInTransaction);
}
