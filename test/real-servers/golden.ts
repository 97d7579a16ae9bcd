import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EffectCase } from './cases.ts';
import { majors } from './majors.ts';
import type { Observation } from './observe.ts';

/** What a run of majors has in common; what is empty is left out. */
type Range = Partial<Observation> & { readonly majors: string };

interface Entry {
  /** Absent where the name of the case is its SQL. */
  readonly sql?: string;
  readonly seen: readonly Range[];
}

/** What was seen on a server: case → major → observation. */
export type Seen = ReadonlyMap<string, ReadonlyMap<number, Observation>>;

const file = fileURLToPath(new URL('golden/effects.json', import.meta.url));

const nothing: Observation = { locks: {}, rewrites: [], rebuilds: [], scans: [], builds: [] };

function read(): Readonly<Record<string, Entry>> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Entry>) : {};
}

/** What the servers are known to do with these cases; a case whose SQL has changed is not known. */
export function readGolden(cases: readonly EffectCase[]): Seen {
  const entries = read();
  return new Map(cases.map(({ name, sql }) => {
    const entry = entries[name];
    const seen = (entry?.sql ?? name) === sql && entry ? entry.seen : [];
    return [name, new Map(seen.flatMap(({ majors: range, ...observation }) => spread(range).map((major) => [major, { ...nothing, ...observation }] as const)))];
  }));
}

/** The names in the file, so that none is left behind when its case goes. */
export function goldenNames(): readonly string[] {
  return Object.keys(read());
}

/** One line for each run of majors that did the same. */
export function writeGolden(cases: readonly EffectCase[], seen: Seen): void {
  const entries = cases.map(({ name, sql }) => {
    const lines = ranges(seen.get(name) ?? new Map<number, Observation>()).map((range) => `    ${spaced(range)}`);
    return `  ${JSON.stringify(name)}: { ${sql === name ? '' : `"sql": ${JSON.stringify(sql)}, `}"seen": [\n${lines.join(',\n')}\n  ] }`;
  });
  writeFileSync(file, `{\n${entries.join(',\n')}\n}\n`);
}

function spaced(range: Range): string {
  return JSON.stringify(range, undefined, 1).replace(/\s*\n\s*/g, ' ');
}

function ranges(seen: ReadonlyMap<number, Observation>): readonly Range[] {
  const runs: { first: number; last: number; observation: Observation; text: string }[] = [];
  for (const major of majors) {
    const observation = seen.get(major);
    if (!observation) continue;
    const text = JSON.stringify(observation);
    const run = runs.at(-1);
    if (run?.text === text && run.last === major - 1) run.last = major;
    else runs.push({ first: major, last: major, observation, text });
  }
  return runs.map(({ first, last, observation }) => {
    const said = Object.entries(observation).filter(([, value]) => typeof value === 'string' || Object.keys(value as object).length > 0);
    return { majors: first === last ? String(first) : `${first}-${last}`, ...Object.fromEntries(said) };
  });
}

function spread(range: string): readonly number[] {
  const [first = 0, last = first] = range.split('-').map(Number);
  return majors.filter((major) => major >= first && major <= last);
}
