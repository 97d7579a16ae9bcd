import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import type { Migration, MigrationSet, Script } from '../../src/project/migration.ts';
import { casesOf, writeFiles } from '../real-runners/cases.ts';
import type { Case } from '../real-runners/cases.ts';
import { Foresight } from '../real-runners/foresee.ts';
import { readGolden } from '../real-runners/golden.ts';
import { layoutOf, runnerNames } from '../real-runners/layouts.ts';
import type { Layout, RunnerName } from '../real-runners/layouts.ts';
import type { Outcome } from '../real-runners/outcome.ts';
import { defaults, discoverIn } from '../project/discovering.ts';

beforeAll(() => loadGrammar());

/** What `npm run test:runners` saw the real runners do is what pgmiglint says beforehand. */
describe.each(runnerNames.filter((runner) => readGolden(runner) !== undefined))('%s', (runner) => {
  test.each(foreseeable(runner))('$one.name', async ({ one, outcome }) => {
    const set = await read(layoutOf(runner), one);
    const foresight = new Foresight();
    let error = foresight.run(set.migrations.map(({ up }) => up).filter((up) => up !== undefined));
    if (one.down && error === undefined) error = foresight.run(lastDown(set.migrations));
    expect({ error: error ?? 'none', seen: foresight.seen }).toEqual({ error: firstError(outcome) ?? 'none', seen: outcome.seen });
  });
});

/** What a source file does not keep: whether a byte order mark stood in front. */
const unforeseeable: ReadonlySet<string> = new Set(['byte-order-mark']);

/** The runner's own table refuses a version that stands twice. */
const duplicateKey = '23505';

/** SQLSTATE. */
function firstError({ runs }: Outcome): string | undefined {
  return runs.flatMap(({ errors }) => errors)[0]?.slice(0, 5);
}

/** The runner's own refusals, and what only a second run shows, are other rules' business. */
function foreseeable(runner: RunnerName): { readonly one: Case; readonly outcome: Outcome }[] {
  const golden = readGolden(runner);
  return casesOf(runner).flatMap((one) => {
    const outcome = golden?.cases[one.name];
    if (!outcome || one.later || unforeseeable.has(one.name) || outcome.runs.some(({ result, says, errors }) => result === 'hangs' || (says !== undefined && errors.length === 0)) || firstError(outcome) === duplicateKey) return [];
    return [{ one, outcome }];
  });
}

function lastDown(migrations: readonly Migration[]): readonly Script[] {
  const down = migrations.at(-1)?.down;
  return down ? [down] : [];
}

async function read(layout: Layout, one: Case): Promise<MigrationSet> {
  const folder = mkdtempSync(join(tmpdir(), 'pgmiglint-golden-'));
  try {
    writeFiles(folder, one.files);
    const { sets } = await discoverIn(folder, { config: { ...defaults, sets: { [layout.set]: { ...layout.settings, runner: layout.runner } } } });
    const [set] = sets;
    if (!set || sets.length > 1) throw new Error(`${sets.length} sets`);
    return set;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
