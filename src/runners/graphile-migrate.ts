import type { Remark } from '../project/migration.ts';
import { oneMessage, oneMessageInTransaction } from './executions.ts';
import { files, filesLike, history } from './names.ts';
import { byPath } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName, ScriptSource, Section } from './runner.ts';
import { linesWithAny, misplaced } from './remarks.ts';
import { whole } from './sections.ts';

const committed = /^committed\/(\d+)(?:-([-_a-zA-Z0-9]*))?\.sql$/;
const current = /^current(?:\.sql|\/(\d+)(?:-.*)?\.sql)$/;
const header = /^(?:--! [A-Z][a-zA-Z0-9_]*(?::[^\n]*)?\r?\n)+(?:\r?\n)?/;

export default {
  id: 'graphile-migrate',
  title: 'Graphile Migrate',
  downs: 'none',
  generated: false,
  layout: 'tree',
  naming: 'committed/000001-name.sql or current.sql',
  recognise(folder) {
    if (!folder.hasFolder('committed')) return undefined;
    const inside = folder.folder('committed');
    const named = filesLike(inside, /^\d+(?:-[-_a-zA-Z0-9]*)?\.sql$/);
    const count = inside.count(named, (text) => text.startsWith('--! Previous:'));
    return count === 0 ? undefined : { strength: strength.directive, evidence: `${files(count)} in committed/ with "--! Previous:"` };
  },
  history: history(read, byPath),
  sections,
  remarks,
} satisfies Runner;

function read(path: string): ScriptName | { readonly leftOut: string } | undefined {
  const match = path.startsWith('committed/') ? committed.exec(path) : undefined;
  if (match) return { path, version: match[1] ?? '', name: match[2] ?? '', direction: 'up' };
  if (path.startsWith('current') && current.test(path)) return { path, version: 'current', name: path, direction: 'up', repeatable: true };
  return path.startsWith('fixtures/') ? { leftOut: 'a fixture that migrations include' } : undefined;
}

/** The directive counts only in the first line of the body. */
function sections({ file }: ScriptSource): Section[] {
  const head = file.text.startsWith('--!') ? header.exec(file.text)?.[0].length ?? 0 : 0;
  const execution = /^--!\s*no-transaction\b/.test(file.text.slice(head, head + 80)) ? oneMessage : oneMessageInTransaction;
  return [{ ...whole(file, 'up', execution), span: { start: head, end: file.text.length } }];
}

function remarks({ file: { text } }: ScriptSource, [section]: readonly Section[]): Remark[] {
  const line = linesWithAny(text, ['transaction', 'TRANSACTION']).find((one) => /^\s*--!\s*no[-_ ]?transaction\b/i.test(one.text));
  if (!line || section?.execution === oneMessage) return [];
  const why = line.start === section?.span.start ? 'spelt otherwise' : 'further down';
  return [misplaced(line, `graphile-migrate takes "--! no-transaction" only in the first line below the header. Here it is ${why}, and the file runs in a transaction.`)];
}
