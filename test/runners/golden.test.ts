import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { lint } from '../../src/lint.ts';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import type { Discovery } from '../../src/project/discover.ts';
import type { MigrationSet, Script } from '../../src/project/migration.ts';
import { psql } from '../../src/runners/executions.ts';
import { SourceFile } from '../../src/source/source-file.ts';
import { casesOf, writeFiles } from '../real-runners/cases.ts';
import type { Case } from '../real-runners/cases.ts';
import { Foresight } from '../real-runners/foresee.ts';
import { readGolden } from '../real-runners/golden.ts';
import { fixtures } from '../real-runners/neutral.ts';
import { layoutOf, runnerNames } from '../real-runners/layouts.ts';
import type { RunnerName } from '../real-runners/layouts.ts';
import type { Outcome } from '../real-runners/outcome.ts';
import { defaults, discoverIn } from '../project/discovering.ts';

/** What a source file does not keep (whether a byte order mark stood in front), and values that only the run knows. */
const unforeseeable: ReadonlySet<string> = new Set(['byte-order-mark', 'directive-after-a-byte-order-mark', 'placeholder', 'placeholder-built-in']);

/** The runner's own table refuses a version that stands twice. */
const duplicateKey = '23505';

/** Where pgmiglint's picture is wrong, and why. May only fall: one that has come right fails too. */
const wrong: Readonly<Record<string, string>> = {
  'sql-migrate: comment-in-a-literal': 'lines that start with "-- " are dropped from literals too; here the text is the file\'s',
  'liquibase: begin-in-the-middle-no-transaction': 'what follows a BEGIN goes to the server in one piece, as it seems; here it is split',
};

/** What every case finds in its database. */
const found: Script = baseline(join(fixtures, 'base.sql'));

/** The rules that say an error beforehand. */
const foretold: Readonly<Record<string, readonly string[]>> = {
  25001: ['concurrently-in-transaction', 'not-allowed-in-transaction'],
  '55P04': ['enum-value-used-in-same-transaction'],
};

beforeAll(() => loadGrammar());

/** What `npm run test:runners` saw the real runners do is what pgmiglint says beforehand. */
describe.each(runnerNames.filter((runner) => readGolden(runner) !== undefined))('%s', (runner) => {
  const layout = layoutOf(runner);
  const config: Config = { ...defaults, sets: { [layout.set]: { ...layout.settings, runner: layout.runner } } };

  test.each(foreseeable(runner))('$one.name', async ({ one, outcome }) => {
    const project = await read(config, one);
    const set = project.sets.find(({ path }) => path === layout.set);
    if (!set) throw new Error(`no set ${layout.set}`);
    const foreseen = foresee(set, outcome);
    const happened = { error: firstError(outcome) ?? 'none', seen: outcome.seen };
    const known = wrong[`${runner}: ${one.name}`];
    if (known !== undefined) {
      expect(foreseen, known).not.toEqual(happened);
      return;
    }
    expect(foreseen).toEqual(happened);
    if (happened.error !== 'none' && !(happened.error in foretold)) return;
    expect(await said(project, config, outcome), 'what the rules say').toEqual(happened.error === 'none' ? [] : [happened.error]);
  });
});

/** A COMMIT or ROLLBACK of the script's own: an error where the runner stops at it, silence where it opens no transaction. */
describe.each(runnerNames.filter((runner) => readGolden(runner) !== undefined))('%s and transaction control', (runner) => {
  const { set: path, runner: id, settings } = layoutOf(runner);
  const config: Config = { ...defaults, sets: { [path]: { ...settings, runner: id } } };

  test.each(casesOf(runner).filter(({ name }) => name === 'own-transaction' || name === 'own-rollback'))('$name', async (one) => {
    const outcome = readGolden(runner)?.cases[one.name];
    const project = await read(config, one);
    const isWrapped = project.sets.some(({ migrations }) => migrations.some(({ up }) => up?.execution.wrap !== 'none'));
    const stops = outcome?.runs.some(({ says }) => says?.includes('transaction') === true) === true;
    const { findings } = await lint(project, { config, all: true });
    const severities = findings.filter(({ rule }) => rule === 'transaction-control-in-wrapped-script').map(({ severity }) => severity);
    expect(severities).toEqual(isWrapped ? [stops ? 'error' : 'warning'] : []);
  });
});

/** REINDEX SCHEMA waits for Flyway's own table. */
const hangsOtherwise: ReadonlySet<string> = new Set(['reindex-schema']);

describe('flyway under its transactional lock', () => {
  const { set: path, runner, settings } = layoutOf('flyway');
  const config: Config = { ...defaults, sets: { [path]: { ...settings, runner } } };

  test.each(casesOf('flyway').filter(({ name, later }) => !later && !hangsOtherwise.has(name)))('$name', async (one) => {
    const outcome = readGolden('flyway')?.cases[one.name];
    if (!outcome) return;
    const waits = outcome.runs.some(({ result, errors }) => result === 'hangs' || errors[0]?.startsWith('55P03') === true);
    const { findings } = await lint(based(await read(config, one)), { config, all: true });
    expect(findings.some(({ rule }) => rule === 'index-build-hangs')).toBe(waits);
  });
});

/** The runner's own refusals, and what only a second run shows, are other rules' business. */
function foreseeable(runner: RunnerName): { readonly one: Case; readonly outcome: Outcome }[] {
  const golden = readGolden(runner);
  return casesOf(runner).flatMap((one) => {
    const outcome = golden?.cases[one.name];
    if (!outcome || one.later || unforeseeable.has(one.name) || outcome.runs.some(isForOthers) || firstError(outcome) === duplicateKey) return [];
    return [{ one, outcome }];
  });
}

/** An index build that waits for the runner's own lock ends at its lock_timeout, if there is one. */
function isForOthers({ result, says, errors }: Outcome['runs'][number]): boolean {
  return result === 'hangs' || says !== undefined || errors[0]?.startsWith('55P03') === true;
}

function foresee(set: MigrationSet, outcome: Outcome): { readonly error: string; readonly seen: string[][] } {
  const foresight = new Foresight();
  let error: string | undefined;
  for (const scripts of scriptsRun(set, outcome)) error ??= foresight.run(scripts);
  return { error: error ?? 'none', seen: foresight.seen };
}

/** All ups, then the down of the last, as far as the runner came. */
function scriptsRun({ migrations }: MigrationSet, outcome: Outcome): (readonly Script[])[] {
  return outcome.runs.map(({ command }) => {
    if (command === 'up') return migrations.map(({ up }) => up).filter((up) => up !== undefined);
    const down = migrations.at(-1)?.down;
    return down ? [down] : [];
  });
}

/** SQLSTATE. */
function firstError({ runs }: Outcome): string | undefined {
  return runs.flatMap(({ errors }) => errors)[0]?.slice(0, 5);
}

/** The errors that rules foretell of the scripts that have run. */
async function said(project: Discovery, config: Config, outcome: Outcome): Promise<readonly string[]> {
  const { findings } = await lint(based(project), { config, all: true });
  const scripts = project.sets.flatMap((set) => scriptsRun(set, outcome)).flat();
  const own = findings.filter(({ place }) => scripts.some(({ file, span }) => file.path === place.file.path && span.start <= place.span.start && place.span.start < span.end));
  return Object.keys(foretold).filter((state) => own.some(({ rule }) => foretold[state]?.includes(rule)));
}

/** A project whose sets begin with what every case finds: its tables are there. */
function based(project: Discovery): Discovery {
  return { ...project, sets: project.sets.map((set) => ({ ...set, baseline: found })) };
}

function baseline(path: string): Script {
  const file = new SourceFile(path, readFileSync(path, 'utf8'));
  return { file, span: { start: 0, end: file.text.length }, direction: 'up', execution: psql, heading: { file, span: { start: 0, end: 0 } } };
}

async function read(config: Config, one: Case): Promise<Discovery> {
  const folder = mkdtempSync(join(tmpdir(), 'pgmiglint-golden-'));
  try {
    writeFiles(folder, one.files);
    return await discoverIn(folder, { config });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
