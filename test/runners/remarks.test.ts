import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { defaults } from '../../src/config/load.ts';
import { lint } from '../../src/lint.ts';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { discoverIn } from '../project/discovering.ts';
import { casesOf, writeFiles } from '../real-runners/cases.ts';
import type { Case } from '../real-runners/cases.ts';
import { readGolden } from '../real-runners/golden.ts';
import { layoutOf, runnerNames } from '../real-runners/layouts.ts';
import type { RunnerName } from '../real-runners/layouts.ts';
import type { Outcome } from '../real-runners/outcome.ts';

const ids: ReadonlySet<string> = new Set(['misplaced-directive', 'runner-splits-statement', 'ignored-migration-file']);

/** An error although the runner reports success: it has done something else than the file says. */
const silent: ReadonlySet<string> = new Set([
  'node-pg-migrate: no-up-comment',
  'node-pg-migrate: sql-before-up',
  'sql-migrate: sql-before-up',
  'liquibase: sql-before-the-first-changeset',
  'diesel: metadata-in-a-comment',
  'diesel: metadata-under-a-heading',
  'diesel: metadata-without-the-key',
]);

/** Refused for what other rules say, or nobody: the words of each runner that speak of structure, names and directives are meant here. */
const structural = /parse|annotation|up block|statements preceding|down block|numeric prefix|version prefix|Invalid file name|could not read migration file name|last statement/;
const others: ReadonlySet<string> = new Set([
  'dbmate: no-down', // missing-down
  'flyway: placeholder-without-a-value',
  'goose: name-with-a-dash', // a folder without a single migration is no set
  'sqlx: name-without-a-number',
]);

beforeAll(() => loadGrammar());

/** What real runners were seen to refuse and to pass over is what the remarks say beforehand. */
describe.each(runnerNames.filter((runner) => readGolden(runner) !== undefined))('%s', (runner) => {
  const golden = readGolden(runner);

  test.each(casesOf(runner).filter(({ name }) => golden?.cases[name]))('$name', async ({ name, ...one }) => {
    const found = await remarks(runner, { name, ...one });
    const outcome = golden?.cases[name];
    const errors = found.filter((line) => line.startsWith('error'));
    const isMeant = outcome !== undefined && refuses(outcome) && !others.has(`${runner}: ${name}`);
    if (isMeant) expect(errors).not.toEqual([]);
    if (errors.length > 0) expect(outcome?.runs.some(({ result }) => result === 'fails') === true || silent.has(`${runner}: ${name}`), errors.join('\n')).toBe(true);
  });

  test('in these words', async () => {
    const lines: string[] = [];
    for (const one of casesOf(runner)) for (const line of await remarks(runner, one)) lines.push(`${one.name}\n  ${line}\n`);
    if (lines.length > 0) await expect(lines.join('')).toMatchFileSnapshot(`snapshots/remarks/${runner}.txt`);
  });
});

function refuses({ runs }: Outcome): boolean {
  return runs.some(({ says = '' }) => structural.test(says));
}

async function remarks(runner: RunnerName, one: Case): Promise<string[]> {
  const layout = layoutOf(runner);
  const config: Config = { ...defaults, sets: { [layout.set]: { ...layout.settings, runner: layout.runner } } };
  const folder = mkdtempSync(join(tmpdir(), 'pgmiglint-remarks-'));
  try {
    writeFiles(folder, one.files);
    const { findings, bugs } = await lint(await discoverIn(folder, { config }), { config, all: true });
    expect(bugs).toEqual([]);
    return findings.filter(({ rule }) => ids.has(rule)).map(({ rule, severity, place, message }) => `${severity} ${rule} ${place.file.path}:${place.file.position(place.span.start).line}: ${message}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
