import type { Remark } from '../project/migration.ts';
import { statements, statementsInTransaction } from './executions.ts';
import { files, filesLike, history } from './names.ts';
import { byPath } from './order.ts';
import { strength } from './runner.ts';
import { linesWithAny, misplaced } from './remarks.ts';
import type { Runner, ScriptName, ScriptSource } from './runner.ts';
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
  remarks,
} satisfies Runner;

function read(path: string): ScriptName | undefined {
  if (!path.endsWith('.sql')) return undefined;
  const stem = path.slice(0, -4);
  const underscore = stem.indexOf('_');
  const version = underscore === -1 ? stem : stem.slice(0, underscore);
  return { path, version, name: stem.slice(version.length + 1), direction: 'up' };
}

function remarks({ file: { text } }: ScriptSource): Remark[] {
  const head = header.exec(text)?.[0].length ?? 0;
  return linesWithAny(text, ['atlas:tx', 'atlas:delimiter']).flatMap((line): Remark[] => {
    const [, word = '', value = ''] = /^(?:--|#)\s*atlas:([\w-]+)(?:[ \t]+(\S+))?/.exec(line.text.trim()) ?? [];
    if (word === '') return [];
    if (word === 'delimiter') return line.start === 0 ? [] : [misplaced(line, 'Atlas reads "-- atlas:delimiter" in the first line of the file alone, and passes over this one.')];
    if (word !== 'txmode') return [misplaced(line, `Atlas has no directive "atlas:${word}": the word is txmode.`)];
    if (value !== 'none' && value !== 'file') return [misplaced(line, `Atlas takes none or file for a file's txmode, and no "${value}".`)];
    if (line.end <= head) return [];
    const why = text[line.end] === '\r' ? 'its lines end with a carriage return' : isAtTop(text, line.start) ? 'no empty line follows the comment' : 'it does not stand in the comment that begins the file';
    return [misplaced(line, `Atlas does not see this: ${why}. The file runs ${value === 'none' ? 'in a transaction' : 'as the command line says'}.`)];
  });
}

function isAtTop(text: string, start: number): boolean {
  return text.slice(0, start).split('\n').slice(0, -1).every((line) => /^(?:--|#)/.test(line));
}
