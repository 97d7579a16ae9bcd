import { oneMessage, oneMessageInTransaction } from './executions.ts';
import { files, history, numbered } from './names.ts';
import { byNumber } from './order.ts';
import { strength } from './runner.ts';
import type { Runner } from './runner.ts';
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
} satisfies Runner;
