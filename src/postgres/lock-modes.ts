/** The eight lock modes of a relation, the weakest first. */
export const lockModes = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
] as const;

export type LockMode = (typeof lockModes)[number];

/** What running code does with a relation and a lock may keep waiting. */
export type Blocked = 'reads' | 'writes';

/**
 * The modes that another session cannot hold at the same time: table 13.2 of the manual.
 *
 * @see https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES
 */
const conflicts: Readonly<Record<LockMode, readonly LockMode[]>> = {
  'ACCESS SHARE': ['ACCESS EXCLUSIVE'],
  'ROW SHARE': ['EXCLUSIVE', 'ACCESS EXCLUSIVE'],
  'ROW EXCLUSIVE': ['SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'],
  'SHARE UPDATE EXCLUSIVE': ['SHARE UPDATE EXCLUSIVE', 'SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'],
  SHARE: ['ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'],
  'SHARE ROW EXCLUSIVE': ['ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'],
  EXCLUSIVE: ['ROW SHARE', 'ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'],
  'ACCESS EXCLUSIVE': lockModes,
};

/** SELECT takes ACCESS SHARE; INSERT, UPDATE, DELETE and MERGE take ROW EXCLUSIVE. */
const taken: Readonly<Record<Blocked, LockMode>> = { reads: 'ACCESS SHARE', writes: 'ROW EXCLUSIVE' };

/** Whether two sessions cannot hold these on one relation at the same time. */
export function isConflict(a: LockMode, b: LockMode): boolean {
  return conflicts[a].includes(b);
}

/** What a lock keeps waiting in other sessions: `reads` (SELECT), `writes` (INSERT, UPDATE, DELETE), both, or neither. */
export function blockedBy(mode: LockMode): readonly Blocked[] {
  return (['reads', 'writes'] as const).filter((what) => isConflict(mode, taken[what]));
}

function wordsOf(mode: LockMode): string {
  const blocked = blockedBy(mode);
  return blocked.length > 0 ? blocked.join(' and ') : 'neither reads nor writes';
}

const words = Object.fromEntries(lockModes.map((mode) => [mode, wordsOf(mode)])) as Readonly<Record<LockMode, string>>;

/** {@link blockedBy} for a sentence: `reads and writes`, `writes`, or `neither reads nor writes`. */
export function blockedWords(mode: LockMode): string {
  return words[mode];
}

/** Asked of every lock of every operation. */
const ranks = Object.fromEntries(lockModes.map((mode, index) => [mode, index])) as Readonly<Record<LockMode, number>>;

/** Below 0 where `a` is the weaker one. EXCLUSIVE and stronger include what each weaker mode keeps out. */
export function compareModes(a: LockMode, b: LockMode): number {
  return ranks[a] - ranks[b];
}

/** SHARE and stronger: INSERT, UPDATE and DELETE of other sessions wait. */
export function blocksWrites(mode: LockMode): boolean {
  return isConflict(mode, taken.writes);
}

/** ACCESS EXCLUSIVE alone: even a SELECT of another session waits. */
export function blocksReads(mode: LockMode): boolean {
  return isConflict(mode, taken.reads);
}

/** The mode that words such as `share row exclusive` name; undefined for no mode. */
export function lockModeNamed(text: string): LockMode | undefined {
  const name = text.toUpperCase();
  return lockModes.find((mode) => mode === name);
}
