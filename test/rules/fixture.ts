import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Applied, AppliedDifference } from '../../src/applied/applied.ts';
import { readApplied } from '../../src/applied/read-applied.ts';
import { defaults, loadConfig } from '../../src/config/load.ts';
import type { Config } from '../../src/config/config.ts';
import type { Result } from '../../src/judge/result.ts';
import { lint } from '../../src/lint.ts';
import { discover } from '../../src/project/discover.ts';
import { Folder } from '../../src/project/folder.ts';
import { Tree } from '../../src/project/tree.ts';
import type { Execution, Migration, MigrationSet, Script } from '../../src/project/migration.ts';
import { rules } from '../../src/rules/registry.ts';
import { oneMessage, oneMessageInTransaction, psql, statementsInTransaction } from '../../src/runners/executions.ts';
import { runnerCalled, runners } from '../../src/runners/registry.ts';
import { SourceFile, type Span } from '../../src/source/source-file.ts';
import { expectations, type Expected } from './carets.ts';

export const fixturesFolder = join(import.meta.dirname, '../../fixtures/rules');

/** A file or a folder below fixtures/rules/<id>/. */
export interface Fixture {
  readonly rule: string;
  /** `unsafe.sql`, `safe.sql`, or the name of a further case. */
  readonly name: string;
  readonly path: string;
  readonly folder: boolean;
}

/** Every fixture of every rule. */
export function fixtures(): readonly Fixture[] {
  return readdirSync(fixturesFolder).flatMap((rule) => {
    if (!statSync(join(fixturesFolder, rule)).isDirectory()) return [];
    return readdirSync(join(fixturesFolder, rule), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.name.endsWith('.sql'))
      .map((entry) => ({ rule, name: entry.name, path: join(fixturesFolder, rule, entry.name), folder: entry.isDirectory() }));
  });
}

export interface Run {
  readonly result: Result;
  readonly expected: readonly Expected[];
}

/** Lints a fixture through the public pipeline. */
export async function run(fixture: Fixture): Promise<Run> {
  return fixture.folder ? runFolder(fixture) : runText(fixture.rule, fixture.name, readFileSync(fixture.path, 'utf8'));
}

/** A convention is on in its own folder. */
function configFor(rule: string): Config {
  const convention = rules.find(({ id }) => id === rule)?.convention;
  return convention === true ? { ...defaults, rules: { [rule]: 'warning' } } : defaults;
}

/** How the runners that a file can name send it. What depends on names or directives is a folder. */
const executions: Readonly<Record<string, { readonly execution: Execution; readonly downs: MigrationSet['downs']; readonly generated?: true }>> = {
  psql: { execution: psql, downs: 'none' },
  'golang-migrate': { execution: oneMessage, downs: 'none' },
  goose: { execution: statementsInTransaction, downs: 'none' },
  drizzle: { execution: { wrap: 'all pending', send: 'statements', session: 'kept' }, downs: 'none', generated: true },
  dbmate: { execution: oneMessageInTransaction, downs: 'none' },
  tern: { execution: oneMessageInTransaction, downs: 'none' },
  /** Outside a transaction, as it runs an index build. */
  flyway: { execution: { wrap: 'none', send: 'statements', session: 'kept', heldLock: 'transaction' }, downs: 'none' },
  supabase: { execution: { wrap: 'none', send: 'pipeline', session: 'kept' }, downs: 'none' },
};

/** What stands above the SQL: `-- runner: goose`, `-- downs: expected`, `-- postgres: 11` … */
export function headers(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const { key, value } = /^-- (?<key>runner|name|twin|read by|downs|postgres|applied|server|direction|version|before|behind|now|large): (?<value>.+)$/.exec(line)?.groups ?? {};
    if (key === undefined || value === undefined) {
      if (!line.startsWith('--')) break;
      continue;
    }
    found[key] = value.trim();
  }
  return found;
}

/** The parts of a single file: its history, the up, and its down. */
function parts(text: string): { readonly history?: Span; readonly up: Span; readonly down?: Span; readonly schemaFile?: Span } {
  const historyEnd = /^-- history ends here$/m.exec(text);
  const downStart = /^-- its down:$/m.exec(text);
  const schemaStart = /^-- its schema file:$/m.exec(text);
  const end = schemaStart?.index ?? text.length;
  const start = historyEnd ? historyEnd.index + historyEnd[0].length : 0;
  const up = { start, end: downStart?.index ?? end };
  return {
    up,
    ...(historyEnd ? { history: { start: 0, end: historyEnd.index } } : {}),
    ...(downStart ? { down: { start: downStart.index, end } } : {}),
    ...(schemaStart ? { schemaFile: { start: schemaStart.index, end: text.length } } : {}),
  };
}

function script(file: SourceFile, span: Span, direction: 'up' | 'down', execution: Execution): Script {
  const heading = file.position(span.start).line;
  const start = lineStart(file.text, span.start);
  return { file, span, direction, execution, heading: { file, span: { start, end: start + file.line(heading).length } } };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The scripts of a single-file fixture. */
export function scriptsOf(name: string, text: string): { readonly history?: Script; readonly script: Script; readonly down?: Script; readonly schemaFile?: Script } {
  const file = new SourceFile(name, text);
  const head = headers(text);
  const { execution } = executions[head.runner ?? 'psql'] ?? { execution: psql };
  const { history, up, down, schemaFile } = parts(text);
  return {
    script: head['read by'] === undefined ? script(file, up, head.direction === 'down' ? 'down' : 'up', execution) : readBy(head['read by'], file, up, head.version),
    ...(history ? { history: script(new SourceFile('before.sql', text), history, 'up', psql) } : {}),
    ...(down ? { down: script(file, down, 'down', execution) } : {}),
    ...(schemaFile ? { schemaFile: script(file, schemaFile, 'up', psql) } : {}),
  };
}

/** The up of a file as a runner reads it, directives included; of a runner that looks at no other file. */
function readBy(id: string, file: SourceFile, up: Span, version = '2'): Script {
  const runner = runnerCalled(id);
  if (!runner) throw new Error(`no runner ${id}`);
  const folder = new Folder(new Tree('/'), '.', '/');
  const source = { file, folder, settings: {}, name: { path: file.path, version, name: '', direction: 'up' as const } };
  const sections = runner.sections(source);
  const section = sections.find(({ direction }) => direction === 'up');
  if (!section) throw new Error(`${id} finds no up in ${file.path}`);
  const { execution, chunks } = section;
  const start = Math.max(section.span.start, up.start);
  const remarks = runner.remarks?.(source, sections) ?? [];
  return { ...script(file, { start, end: section.span.end }, 'up', execution), ...(chunks ? { chunks: chunks.filter((chunk) => chunk.end > start) } : {}), remarks };
}

/** Lints the text of a single-file fixture. */
export async function runText(rule: string, name: string, text: string): Promise<Run> {
  const head = headers(text);
  const { history, script: own, down, schemaFile } = scriptsOf(name, text);
  const before: Migration[] = [...others(head.before), ...(history ? [{ version: '1', name: 'before', repeatable: false, up: history }] : [])];
  const migration: Migration = { version: head.version ?? '2', name: head.name ?? name, repeatable: false, ...(own.direction === 'down' ? { down: own } : { up: own }), ...(down ? { down } : {}) };
  const result = await lintScripts(rule, [...before, migration, ...others(head.behind)], head, appliedOf(own.file, head.applied), schemaFile ? { schemaFile } : {});
  return { result, expected: expectations(own.file) };
}

/** Applied migrations by the names of their files; they hold nothing. */
function others(names = ''): readonly Migration[] {
  return names.split(', ').filter((name) => name !== '').map((name) => ({
    version: /^\d+/.exec(name)?.[0] ?? name, name, repeatable: false, up: script(new SourceFile(name, ''), { start: 0, end: 0 }, 'up', psql),
  }));
}

/** Lints migrations under the runner and the version that the headers of a fixture name. */
export async function lintScripts(rule: string, migrations: readonly Migration[], head: Readonly<Record<string, string>>, applied?: Applied, besides: Pick<MigrationSet, 'schemaFile'> = {}): Promise<Result> {
  const { downs, generated } = executions[head.runner ?? 'psql'] ?? { downs: 'none' as const };
  const set: MigrationSet = {
    path: '.', runner: head.runner ?? head['read by'] ?? 'plain', evidence: 'a fixture', downs: head.downs === 'expected' ? 'expected' : downs,
    generated: generated === true, migrations, leftOut: [], ...besides,
    ...(head.twin === undefined ? {} : { twins: [{ path: 'sqlite', database: 'SQLite', versions: head.twin.split(', ').map((name) => ({ version: /^\d+/.exec(name)?.[0] ?? name, path: `sqlite/${name}` })) }] }),
  };
  const base = configFor(rule);
  const config: Config = { ...base, ...(head.postgres === undefined ? {} : { postgres: Number(head.postgres) }), ...(head.now === undefined ? {} : { now: Date.parse(head.now) }), ...(head.large === undefined ? {} : { tables: { large: head.large.split(', '), small: [], rows: {} } }) };
  return lint({ sets: [set], unreadable: [], leftOut: [] }, { config, ...(applied ? { applied: new Map([['.', applied]]) } : {}) });
}

/** The history is applied; the fixture too where it says so. */
function appliedOf(file: SourceFile, applied: string | undefined): Applied {
  const difference = (change: AppliedDifference['change']): AppliedDifference => ({
    source: 'lock file', change, path: file.path, direction: 'up', recorded: '0'.repeat(64), found: 'f'.repeat(64),
    place: { file, span: { start: 0, end: file.line(1).length } },
  });
  return {
    source: 'lock file',
    has: (path) => path !== file.path || applied !== undefined,
    differences: applied === 'and edited since' ? [difference('edited')] : applied === 'with other line endings' ? [difference('line endings')] : [],
  };
}

async function runFolder({ path, rule }: Fixture): Promise<Run> {
  const config = await folderConfig(path, rule);
  const project = await discover({ cwd: path, paths: ['.'], config });
  const { applied, chains } = await readApplied(project.sets, path);
  const result = await lint(project, { config, applied, chains });
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')).sort();
  const expected = files
    .filter((name) => name.endsWith('.sql'))
    .flatMap((name) => expectations(new SourceFile(name, readFileSync(join(path, name), 'utf8').replace(/^\uFEFF/, ''))));
  return { result, expected: [...expected, ...(files.includes('expected.txt') ? listed(join(path, 'expected.txt')) : [])] };
}

async function folderConfig(path: string, rule: string): Promise<Config> {
  const file = join(path, '.pgmiglintrc.json');
  if (!statSync(file, { throwIfNoEntry: false })) return configFor(rule);
  const loaded = await loadConfig(file, path, { rules, runners: runners.map(({ id }) => id) });
  if ('problems' in loaded) throw new Error(`${basename(path)}: ${loaded.problems.map(({ message }) => message).join('; ')}`);
  return loaded.config;
}

/** `path:line rule "part of the message"`: findings in files that take no comments of ours. */
function listed(path: string): readonly Expected[] {
  return readFileSync(path, 'utf8').split(/\r?\n/).filter((line) => line !== '').map((line) => {
    const { file = '', number, column, end, rule = '', says } = /^(?<file>[^:]+):(?<number>\d+):(?<column>\d+)-(?<end>\d+) (?<rule>[\w-]+)(?: "(?<says>.*)")?$/.exec(line)?.groups ?? {};
    return { file, line: Number(number), column: Number(column), endColumn: Number(end), rule, ...(says === undefined ? {} : { says }) };
  });
}
