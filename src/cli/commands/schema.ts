import { resolve } from 'node:path';
import { findVersion } from '../../applied/record.ts';
import type { Config } from '../../config/config.ts';
import { nearest } from '../../config/nearest.ts';
import { replayed, replayedFile, silentRun } from '../../judge/replayed.ts';
import type { MigrationSet, Script } from '../../project/migration.ts';
import { isFolder, slashed, Tree } from '../../project/tree.ts';
import { oneLine } from '../../reporters/printable.ts';
import { count } from '../../reporters/summary.ts';
import { psql } from '../../runners/executions.ts';
import type { Catalog } from '../../schema/catalog.ts';
import { compareSchemas } from '../../schema/compare.ts';
import { describe } from '../../schema/describe.ts';
import { findProject, sayLost } from '../find-project.ts';
import { CallError, exit, type Io } from '../io.ts';
import type { Call } from '../options.ts';
import { oneOf } from '../parse.ts';
import { schemaText } from '../schema-text.ts';
import { setUp } from '../setup.ts';

/** `pgmiglint schema [path]`: the catalog that a history builds. */
export async function run(call: Call, io: Io): Promise<number> {
  const format = call.value('format') ?? 'text';
  await oneOf('format', format, ['text', 'json']);
  const { paths, file } = wordsOf(call, io);
  const setup = await setUp(call, io, paths);
  const project = await findProject(call, io, setup);
  const lost = sayLost(project, io);
  const set = theOnly(project.sets);
  const catalog = replayed(await upTo(set, call.value('at')), await silentRun(setup.config));
  if (call.has('check')) return lost ? exit.mistake : await check(catalog, set, file, setup.config, io);
  const schema = describe(catalog, setup.config.sets[set.path]?.searchPath);
  io.stdout.write(format === 'json' ? `${JSON.stringify(schema, undefined, 2)}\n` : schemaText(schema));
  return lost ? exit.mistake : exit.clean;
}

/** With --check the word that is a file is the schema's, and the other one leads to the migrations. */
function wordsOf(call: Call, io: Io): { readonly paths: readonly string[]; readonly file?: string } {
  const at = call.has('check') ? call.words.findIndex((word) => !isFolder(resolve(io.cwd, word))) : -1;
  const file = call.words[at];
  const paths = call.words.filter((_, index) => index !== at);
  if (paths.length > 1) throw new CallError(call.has('check') ? 'schema --check takes one file and one folder with migrations' : 'schema takes no more than [path]');
  return { paths, ...(file === undefined ? {} : { file }) };
}

async function check(built: Catalog, set: MigrationSet, named: string | undefined, config: Config, io: Io): Promise<number> {
  const script = named === undefined ? set.schemaFile : readNamed(named, io);
  if (!script) throw new CallError(`--check wants a file: pgmiglint schema --check schema.sql, or "schemaFile" of ${set.path} in the configuration`);
  const differences = compareSchemas(built, replayedFile(script, set, await silentRun(config)));
  const { path } = script.file;
  if (built.gap !== undefined) io.stderr.write(`pgmiglint: ${set.path} has migrations that cannot be read: what they do is no part of the comparison\n`);
  if (differences.length === 0) {
    io.stderr.write(`${path}: up to date with ${set.path}\n`);
    return exit.clean;
  }
  for (const { message, place } of differences) io.stdout.write(`${oneLine(path)}:${place ? place.file.position(place.span.start).line : 1}: ${oneLine(message)}\n`);
  io.stderr.write(`${path}: ${count(differences.length, 'difference')} from what ${set.path} builds\n`);
  return exit.findings;
}

function readNamed(path: string, io: Io): Script {
  const tree = new Tree(io.cwd);
  const file = tree.read(slashed(resolve(io.cwd, path)), slashed(path));
  if (!file) throw new CallError(`${path} cannot be read`);
  return { file, span: { start: 0, end: file.text.length }, direction: 'up', execution: psql, heading: { file, span: { start: 0, end: 0 } } };
}

function theOnly(sets: readonly MigrationSet[]): MigrationSet {
  const [set, another] = sets;
  if (!set) throw new CallError('no migrations here: there is no schema to print');
  if (another) throw new CallError(`there are ${sets.length} migration sets here, name one: ${sets.map(({ path }) => path).join(', ')}`);
  return set;
}

async function upTo(set: MigrationSet, wanted: string | undefined): Promise<MigrationSet> {
  if (wanted === undefined) return set;
  const version = findVersion(set, wanted);
  if (version === undefined) {
    const near = await nearest(wanted, set.migrations.map(({ version: own }) => own));
    throw new CallError(`${set.path} has no version "${wanted}"${near === undefined ? '' : `, did you mean ${near}?`}`);
  }
  const last = set.migrations.findLastIndex((migration) => migration.version === version && !migration.repeatable);
  return { ...set, migrations: set.migrations.slice(0, last + 1) };
}
