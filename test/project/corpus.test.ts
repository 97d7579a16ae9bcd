import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Discovery } from '../../src/project/discover.ts';
import { discoverIn } from './discovering.ts';

const corpus = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
const isHere = existsSync(corpus);

/** What the index calls a runner → the ids that are right for it. */
const ids: Readonly<Record<string, readonly string[]>> = {
  'golang-migrate-style': ['golang-migrate', 'up-down-files'],
  'own-runner': ['plain', 'plain-folders', 'plain-trees', 'up-down-files'],
  'plain-psql': ['plain'],
  'pop/popx': ['popx'],
  'liquibase-sql': ['liquibase'],
  drizzle: ['drizzle', 'drizzle-folders'],
};

/** Sets for which the corpus lacks what tells the runner: it has SQL files alone. */
const exceptions: Readonly<Record<string, string>> = {
  'GaloyMoney__cala/cala-ledger/migrations': 'plain: only Cargo.toml tells sqlx',
  'GaloyMoney__cala/examples/rust/migrations': 'plain: only Cargo.toml tells sqlx',
  'rust-db__refinery/examples/migrations': 'flyway: only Cargo.toml tells refinery',
  'rust-db__refinery/refinery/tests/migrations/V1-2': 'flyway: only Cargo.toml tells refinery',
  'rust-db__refinery/refinery/tests/migrations/V3': 'flyway: only Cargo.toml tells refinery',
  'supabase__storage/migrations/multitenant': 'postgres-migrations: what runs them, as the index notes',
  'supabase__storage/migrations/tenant': 'postgres-migrations: what runs them, as the index notes',
  'supabase__storage/migrations/vector_store': 'plain: one file, and package.json is not there',
};

interface Row {
  readonly folder: string;
  readonly runner: string;
  readonly files: number;
}

function index(): Row[] {
  const lines = readFileSync(`${corpus}/INDEX.tsv`, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const cells = line.split('\t');
    return { folder: (cells[0] ?? '').replace('/', '__'), runner: cells[1] ?? '', files: Number(cells[6]) };
  });
}

describe.skipIf(!isHere)('the corpus (skipped where it is absent)', () => {
  let found: Discovery;
  beforeAll(async () => {
    found = await discoverIn(corpus);
  });

  it('has every set recognised as the index says, but for listed ones', () => {
    const rows = index();
    expect(rows).toHaveLength(64);
    const wrong: Record<string, string> = {};
    for (const { path, runner } of found.sets) {
      const named = rows.find(({ folder }) => path.startsWith(`${folder}/`))?.runner ?? '';
      if (!(ids[named] ?? [named]).includes(runner)) wrong[path] = runner;
    }
    const expected = Object.fromEntries(Object.entries(exceptions).map(([path, reason]) => [path, reason.slice(0, reason.indexOf(':'))]));
    expect(wrong).toEqual(expected);
  });

  it('has every file in one set, or left out with a reason', () => {
    const place = new Map<string, number>();
    const count = (path: string): void => {
      place.set(path, (place.get(path) ?? 0) + 1);
    };
    for (const set of found.sets) {
      const taken = new Set(set.migrations.flatMap(({ up, down, opaque }) => [up?.file.path, down?.file.path, opaque]));
      for (const path of taken) if (path !== undefined) count(path);
      for (const { path } of set.leftOut) count(path);
    }
    for (const { path } of found.leftOut) count(path);
    expect([...place].filter(([, times]) => times !== 1)).toEqual([]);
    for (const { folder, files } of index()) {
      expect([folder, [...place.keys()].filter((path) => path.startsWith(`${folder}/`)).length]).toEqual([folder, files]);
    }
    expect(found.leftOut.length).toBeLessThanOrEqual(27);
    expect(found.unreadable).toEqual([]);
  });

  it('has a set for each repository', () => {
    const without = index().filter(({ folder }) => !found.sets.some(({ path }) => path.startsWith(`${folder}/`)));
    expect(without).toEqual([]);
  });

  it('has spans inside their files, sections apart, and headings in one line', () => {
    for (const { migrations } of found.sets) {
      for (const script of migrations.flatMap(({ up, down }) => [up, down])) {
        if (!script) continue;
        const { file, span, heading, chunks } = script;
        expect(span.start >= 0 && span.start <= span.end && span.end <= file.text.length).toBe(true);
        expect(file.text.slice(heading.span.start, heading.span.end)).not.toContain('\n');
        for (const chunk of chunks ?? []) expect(chunk.start >= span.start && chunk.start < chunk.end && chunk.end <= span.end).toBe(true);
      }
    }
  });
});
