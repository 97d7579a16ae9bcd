import { effectsOf, type Effects } from '../../src/effects/effects.ts';
import { lower } from '../../src/operations/lower.ts';
import { readScript } from '../../src/parser/read-script.ts';
import { compareModes } from '../../src/postgres/lock-modes.ts';
import { Replay } from '../../src/schema/replay.ts';
import { SourceFile } from '../../src/source/source-file.ts';
import type { Statement } from '../../src/parser/statement.ts';
import type { Operation, QualifiedName } from '../../src/operations/operation.ts';
import type { EffectCase } from './cases.ts';
import type { Observation } from './observe.ts';

/** What pgmiglint says beforehand of a case, in the words of an observation. The servers' time zone is UTC. */
export function foretell({ setup, sql }: EffectCase, postgres: number, timeZone = 'UTC'): Observation {
  const replay = found(setup).fork();
  return inWords(run(replay, sql, (operation) => effectsOf(operation, replay.catalog, postgres, { timeZone })));
}

const replays = new Map<readonly string[], Replay>();

/** The schema that a set-up makes. */
function found(setup: readonly string[]): Replay {
  const known = replays.get(setup);
  if (known) return known;
  const replay = new Replay();
  replay.startScript(1);
  for (const text of setup) run(replay, text, () => undefined);
  replays.set(setup, replay);
  return replay;
}

function run<T>(replay: Replay, text: string, look: (operation: Operation) => T): readonly T[] {
  return parse(text).flatMap((statement) => lower(statement, replay.names()).map((operation) => {
    const seen = look(operation);
    replay.apply(operation, statement);
    return seen;
  }));
}

/** The statements of a text; what the grammar refuses is left out. */
export function parse(text: string): readonly Statement[] {
  const file = new SourceFile('case.sql', text);
  const span = { start: 0, end: text.length };
  return readScript({ file, span, direction: 'up', execution: { wrap: 'none', send: 'statements', session: 'kept' }, heading: { file, span } }).statements;
}

function inWords(all: readonly Effects[]): Observation {
  const locks = new Map<string, Effects['locks'][number]>();
  for (const lock of all.flatMap((effects) => effects.locks)) {
    if ((lock.role === 'index' || lock.role === 'sequence') && compareModes(lock.mode, 'SHARE UPDATE EXCLUSIVE') < 0) continue;
    const other = locks.get(shown(lock.relation));
    if (!other || compareModes(other.mode, lock.mode) < 0) locks.set(shown(lock.relation), lock);
  }
  const rewrites = distinct(all.flatMap((effects) => effects.rewrites.map(shown)));
  const isRewritten = (name: string): boolean => rewrites.includes(name);
  const builds = all.flatMap(({ indexBuilds }) => indexBuilds);
  return {
    locks: Object.fromEntries([...locks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { mode }]) => [name, mode])),
    rewrites,
    rebuilds: distinct(builds.flatMap(({ kind, index }) => (kind === 'again' && index ? [shown(index)] : []))),
    scans: distinct(all.flatMap(({ scans }) => scans.map(({ relation }) => shown(relation))).filter((name) => !isRewritten(name))),
    builds: distinct(builds.flatMap(({ kind, table }) => (kind === 'new' ? [shown(table)] : []))),
  };
}

function shown({ schema, name }: QualifiedName): string {
  return schema === 'public' ? name : `${schema}.${name}`;
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
