import { compareModes } from '../postgres/lock-modes.ts';
import { key } from '../schema/catalog.ts';
import type { Duration, Effects, IndexBuild, Lock, Scan } from './effects.ts';

/** The longer ones behind. */
const durations: readonly Duration[] = ['brief', 'rows', 'scan', 'rewrite'];

/** The longest of some durations. */
function longest(all: readonly Duration[]): Duration {
  return all.reduce((a, b) => (durations.indexOf(b) > durations.indexOf(a) ? b : a), 'brief');
}

/** The effects of several operations together: the strongest lock on each relation, everything else each once. */
export function mergeEffects(all: readonly Effects[]): Effects {
  const locks = new Map<string, Lock>();
  for (const lock of all.flatMap((each) => each.locks)) {
    const known = locks.get(key(lock.relation));
    if (!known || compareModes(known.mode, lock.mode) < 0) locks.set(key(lock.relation), known?.role === 'target' ? { ...lock, role: 'target' } : lock);
  }
  const rewrites = distinct(all.flatMap((each) => each.rewrites), key);
  const rewritten = new Set(rewrites.map(key));
  return {
    locks: [...locks.values()],
    rewrites,
    scans: distinct(all.flatMap((each) => each.scans), (scan: Scan) => `${key(scan.relation)}\n${scan.for}`).filter(({ relation }) => !rewritten.has(key(relation))),
    indexBuilds: distinct(all.flatMap((each) => each.indexBuilds), buildKey),
    duration: longest(all.map(({ duration }) => duration)),
    unknown: all.some(({ unknown }) => unknown),
    depends: [...new Set(all.flatMap(({ depends }) => depends))],
  };
}

function buildKey({ table, index, kind }: IndexBuild): unknown {
  return index ? `${key(table)}\n${index.name}\n${kind}` : {};
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => unknown): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
