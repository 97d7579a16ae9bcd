import type { Remark } from '../project/migration.ts';
import { oneMessage, oneMessageInTransaction } from './executions.ts';
import { files, history, isSql, isUp, strayNumbered } from './names.ts';
import { byNumber } from './order.ts';
import { strength } from './runner.ts';
import { lineNumber, linesWithAny, misplaced } from './remarks.ts';
import type { Runner, ScriptName, ScriptSource } from './runner.ts';
import { wholeFile } from './sections.ts';

const pattern = /^(\d+)_(.*?)(?:\.(up|down))?\.sql$/;

/** The time in digits. */
const stamp = 14;

export default {
  id: 'sqlx',
  title: 'sqlx',
  downs: 'optional',
  generated: false,
  layout: 'files',
  naming: 'VERSION_name.sql, VERSION_name.up.sql or VERSION_name.down.sql',
  recognise(folder) {
    const named = folder.counted;
    if (named.length === 0) return undefined;
    if (named.some((name) => folder.read(name)?.text.startsWith('-- no-transaction') === true)) {
      return { strength: strength.directive, evidence: 'a file that starts with "-- no-transaction"' };
    }
    if (folder.dependency('Cargo.toml', 'sqlx') !== undefined) {
      return { strength: strength.dependency, evidence: `${files(named.length)} named VERSION_name.sql, and Cargo.toml names sqlx` };
    }
    // It alone runs both kinds of names from one folder, and stamps them with the time.
    const stamped = named.filter((name) => name.indexOf('_') === stamp);
    if (stamped.some(isUp) && stamped.some((name) => !isUp(name) && !name.endsWith('.down.sql'))) {
      return { strength: strength.shape + 1, evidence: `${files(named.length)} named VERSION_name.sql, with .up and without` };
    }
    // A workspace's crates are Rust, and what else runs such names from there keeps them elsewhere.
    if (!folder.absolute.includes('/crates/')) return undefined;
    return { strength: strength.shape + 2, evidence: `${files(named.length)} named VERSION_name.sql in a folder of Rust crates` };
  },
  history: history(read, byNumber),
  sections: wholeFile(({ file }) => (file.text.startsWith('-- no-transaction') ? oneMessage : oneMessageInTransaction)),
  remarks,
  stray,
} satisfies Runner;

function read(path: string): ScriptName | undefined {
  const match = pattern.exec(path);
  if (!match) return undefined;
  const [, version = '', name = '', direction] = match;
  return { path, version, name, direction: direction === 'down' ? 'down' : 'up' };
}

function remarks({ file }: ScriptSource): Remark[] {
  if (file.text.startsWith('-- no-transaction')) return [];
  const line = linesWithAny(file.text, ['no-transaction', 'NO-TRANSACTION']).find(({ text }) => /^\s*--\s*no-transaction\b/i.test(text));
  if (!line) return [];
  const where = line.start === 0 ? 'spelt otherwise' : `in line ${lineNumber(file, line.start)}`;
  return [misplaced(line, `sqlx takes "-- no-transaction" only where it is the very first thing in the file. Here it is ${where}, and the file runs in a transaction.`)];
}

/** sqlx reads what stands before the first underscore as the version, and stops where that is no number. */
function stray(path: string): 'never run' | 'refused' | undefined {
  return isSql(path) && path.endsWith('.sql') && path.includes('_') ? 'refused' : strayNumbered(path);
}
