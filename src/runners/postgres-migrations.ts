import type { Remark } from '../project/migration.ts';
import { oneMessage, oneMessageInTransaction } from './executions.ts';
import { files, history, numbered } from './names.ts';
import { byNumber } from './order.ts';
import { strength } from './runner.ts';
import { linesWithAny, misplaced } from './remarks.ts';
import type { Runner, ScriptSource } from './runner.ts';
import { wholeFile } from './sections.ts';

const directive = '-- postgres-migrations disable-transaction';

export default {
  id: 'postgres-migrations',
  title: 'postgres-migrations',
  downs: 'none',
  generated: false,
  layout: 'files',
  naming: 'NUMBER_name.sql or NUMBER-name.sql',
  recognise(folder) {
    const named = folder.numbered;
    if (named.length === 0) return undefined;
    const count = folder.count(named, (text) => text.includes(directive));
    if (count > 0) return { strength: strength.directive, evidence: `${files(count)} with "${directive}"` };
    const manifest = folder.dependency('package.json', '"postgres-migrations"');
    return manifest === undefined ? undefined : { strength: strength.dependency, evidence: `${manifest} names postgres-migrations` };
  },
  history: history((path) => numbered(path, /^(-?\d+)[-_]?(.*)\.(?:sql|js)$/i, 'up', /\.js$/i), byNumber),
  sections: wholeFile(({ file }) => (file.text.includes(directive) ? oneMessage : oneMessageInTransaction)),
  remarks,
  stray: (path) => (/\.sql$/i.test(path) ? 'refused' : undefined),
} satisfies Runner;

function remarks({ file: { text } }: ScriptSource): Remark[] {
  if (text.includes(directive)) return [];
  const line = linesWithAny(text, ['disable-transaction', 'DISABLE-TRANSACTION']).find((one) => /^\s*--\s*postgres-migrations/i.test(one.text));
  return line ? [misplaced(line, `postgres-migrations looks for "${directive}", letter by letter, and does not see this: the file runs in a transaction.`)] : [];
}
