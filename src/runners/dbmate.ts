import type { Remark } from '../project/migration.ts';
import { oneMessage, oneMessageInTransaction } from './executions.ts';
import { files, history, numbered, strayNumbered } from './names.ts';
import { byPath } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptSource, Section } from './runner.ts';
import { linesWithAny, misplaced } from './remarks.ts';
import { firstLineOfSql } from './line-statements.ts';
import { cutAt, firstLine, linesWith } from './sections.ts';
import type { Heading } from './sections.ts';

const pattern = /^(\d+)[-_]?(.*)\.sql$/;
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
  history: history((path) => numbered(path, pattern, 'both'), byPath),
  sections,
  remarks,
  stray: strayNumbered,
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

const inTransaction = 'dbmate knows no option but transaction:false, spelt so and in the line of the directive: this section runs in a transaction.';

function remarks({ file: { text } }: ScriptSource): Remark[] {
  const found: Remark[] = [];
  let up = -1;
  for (const line of linesWithAny(text, ['migrate:', 'MIGRATE:', 'transaction:', 'TRANSACTION:'])) {
    const match = directive.exec(line.text);
    if (match) {
      if (match[1] === 'up' && up !== -1) found.push(misplaced(line, 'A file with two "-- migrate:up" fails on PostgreSQL: dbmate records the version once for each of them. The first pair stays.'));
      if (match[1] === 'up' && up === -1) up = line.start;
      if (isMisspelt(match[2] ?? '')) found.push(misplaced(line, inTransaction));
    } else if (/^\s*--\s*migrate:(?:up|down)\b/i.test(line.text)) {
      found.push(misplaced(line, 'dbmate does not see this: a directive begins at the first column, in lower case.'));
    } else if (/^\s*--\s*transaction:\s*false\s*$/i.test(line.text)) {
      found.push(misplaced(line, inTransaction));
    }
  }
  if (up === -1) return found.length > 0 ? found : [misplaced(firstLine(text), 'dbmate refuses the file: it has no "-- migrate:up".')];
  const early = firstLineOfSql(text, 0, up);
  return early ? [misplaced(early, 'dbmate refuses the file: only blank lines and comments of hyphens may stand before "-- migrate:up".'), ...found] : found;
}

function isMisspelt(options: string): boolean {
  const words = options.split(/\s+/);
  return !words.includes('transaction:false') && words.some((word) => /^(?:trans\w*[:=].*|no-?transaction)$/i.test(word) && word !== 'transaction:true');
}
