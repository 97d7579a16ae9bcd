import { statements, statementsInTransaction } from './executions.ts';
import { files, filesLike, history } from './names.ts';
import { byPath } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName } from './runner.ts';
import { wholeFile } from './sections.ts';

/** Comment lines from the first byte on, closed by an empty line. */
const header = /^(?:(?:--|#)[^\n]*\n)+\n/;
const withoutTransaction = /^(?:--|#)[ -~]*atlas:txmode +none\s*$/m;

export default {
  id: 'atlas',
  title: 'Atlas',
  downs: 'none',
  generated: false,
  layout: 'files',
  naming: 'VERSION.sql or VERSION_name.sql',
  recognise(folder) {
    if (folder.has('atlas.sum')) return { strength: strength.ownFile, evidence: 'atlas.sum' };
    if (folder.count(folder.numbered, (text) => text.includes('atlas:') && /^-- atlas:(?:txmode|nolint|delimiter|checkpoint|sum)\b/m.test(text)) > 0) {
      return { strength: strength.directive, evidence: 'files with "-- atlas:" directives' };
    }
    const bare = filesLike(folder, /^\d{14}\.sql$/).length;
    return bare === 0 ? undefined : { strength: strength.shape, evidence: `${files(bare)} named by the time alone` };
  },
  history: history(read, byPath),
  sections: wholeFile(({ file }) => {
    const head = file.text.startsWith('--') || file.text.startsWith('#') ? header.exec(file.text)?.[0] : undefined;
    return head !== undefined && withoutTransaction.test(head) ? statements : statementsInTransaction;
  }),
} satisfies Runner;

function read(path: string): ScriptName | undefined {
  if (!path.endsWith('.sql')) return undefined;
  const stem = path.slice(0, -4);
  const underscore = stem.indexOf('_');
  const version = underscore === -1 ? stem : stem.slice(0, underscore);
  return { path, version, name: stem.slice(version.length + 1), direction: 'up' };
}
