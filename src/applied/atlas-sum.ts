import { createHash, type Hash } from 'node:crypto';
import { posix } from 'node:path';
import type { MigrationSet } from '../project/migration.ts';
import { SourceFile, type Place } from '../source/source-file.ts';
import type { AppliedDifference } from './applied.ts';
import { withoutReturns } from './compare.ts';
import type { ReadBytes } from './set-files.ts';

/** The list of sums in a set's folder. */
const atlasSumName = 'atlas.sum';

interface Entry {
  readonly name: string;
  readonly sum: string;
  readonly place: Place;
}

/**
 * Verifies `atlas.sum` as Atlas does before it runs anything. Each sum covers all files up to its own, so behind the first
 * that differs nothing more can be told.
 *
 * @param names - the SQL files in the set's folder, in byte order
 */
export function verifyAtlasSum(set: Pick<MigrationSet, 'path'>, names: readonly string[], read: ReadBytes): readonly AppliedDifference[] {
  const path = posix.join(set.path, atlasSumName);
  const bytes = read(path);
  if (typeof bytes === 'string') return [];
  const file = new SourceFile(path, new TextDecoder().decode(bytes));
  const conflict = /^(?:<{7}|={7}|>{7})(?: |$)/m.exec(file.text);
  if (conflict) {
    const place = { file, span: { start: conflict.index, end: conflict.index + conflict[0].length } };
    return [difference(path, place, 'atlas.sum has an unresolved merge conflict. Put the newer migrations behind the others, then run `atlas migrate hash`')];
  }
  const entries = entriesOf(file);
  const listed = new Map(entries.map((entry) => [entry.name, entry]));
  const place = (name: string): Place => {
    const text = read(posix.join(set.path, name));
    const own = new SourceFile(posix.join(set.path, name), typeof text === 'string' ? '' : new TextDecoder().decode(text));
    return { file: own, span: { start: 0, end: own.line(1).length } };
  };
  const own = names.filter((name) => listed.has(name) || !name.endsWith('.down.sql'));
  const unlisted = own.filter((name) => !listed.has(name)).map((name) => difference(posix.join(set.path, name), place(name), `${name} is not in atlas.sum: Atlas refuses the whole folder ("checksum mismatch"). Run \`atlas migrate hash\``));
  const chain = verify(entries, set.path, read, place);
  if (unlisted.length + chain.length > 0) return [...unlisted, ...chain];
  const total = /^h1:\S+/.exec(file.text)?.[0];
  if (total === undefined || total === totalOf(entries)) return [];
  return [difference(path, { file, span: { start: 0, end: total.length } }, 'The first line of atlas.sum is not the sum of the others: Atlas refuses the whole folder ("checksum mismatch"). Run `atlas migrate hash`')];
}

function entriesOf(file: SourceFile): readonly Entry[] {
  return [...file.text.matchAll(/^(.+) h1:(\S+)\r?$/gm)].map((match) => ({
    name: match[1] ?? '', sum: match[2] ?? '', place: { file, span: { start: match.index, end: match.index + match[0].trimEnd().length } },
  }));
}

function verify(entries: readonly Entry[], folder: string, read: ReadBytes, place: (name: string) => Place): readonly AppliedDifference[] {
  let hash = createHash('sha256');
  for (const { name, sum, place: listed } of entries) {
    const path = posix.join(folder, name);
    const bytes = read(path);
    if (bytes === 'unreadable') return [];
    if (bytes === 'gone') return [difference(path, listed, `${name} is in atlas.sum, and its file is gone: Atlas refuses the whole folder ("checksum mismatch")`)];
    const next = [bytes, withoutReturns(bytes)].map((variant) => extended(hash, name, variant)).find((made) => made.copy().digest('base64') === sum);
    if (!next) return [difference(path, place(name), `${name} is not what atlas.sum says it was: Atlas refuses the whole folder ("checksum mismatch"). If it has been applied, bring it back; if not, run \`atlas migrate hash\``)];
    hash = next;
  }
  return [];
}

function extended(hash: Hash, name: string, bytes: Uint8Array): Hash {
  const next = hash.copy().update(name);
  return isIgnored(bytes) ? next : next.update(bytes);
}

/** `-- atlas:sum ignore` in the first line: then only the name counts. */
function isIgnored(bytes: Uint8Array): boolean {
  return /^[ -~]*atlas:sum +ignore\s*?$/m.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1').split('\n', 1)[0] ?? '');
}

function totalOf(entries: readonly Entry[]): string {
  const hash = createHash('sha256');
  for (const { name, sum } of entries) hash.update(name).update(sum);
  return `h1:${hash.digest('base64')}`;
}

function difference(path: string, place: Place, consequence: string): AppliedDifference {
  return { source: 'atlas.sum', change: 'chain', path, direction: 'up', place, recorded: '', consequence };
}
