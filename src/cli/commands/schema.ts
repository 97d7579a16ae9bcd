import { findVersion } from '../../applied/record.ts';
import { nearest } from '../../config/nearest.ts';
import type { Config } from '../../config/config.ts';
import { Dispatch } from '../../judge/dispatch.ts';
import { judgeSet } from '../../judge/judge-set.ts';
import { Ledger } from '../../judge/ledger.ts';
import { Levels } from '../../judge/levels.ts';
import { loadReader } from '../../judge/reader.ts';
import type { MigrationSet } from '../../project/migration.ts';
import type { Catalog } from '../../schema/catalog.ts';
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
  const setup = await setUp(call, io, call.words);
  const project = await findProject(call, io, setup);
  const lost = sayLost(project, io);
  const set = theOnly(project.sets);
  const catalog = await replay(await upTo(set, call.value('at')), setup.config);
  const schema = describe(catalog, setup.config.sets[set.path]?.searchPath);
  io.stdout.write(format === 'json' ? `${JSON.stringify(schema, undefined, 2)}\n` : schemaText(schema));
  return lost ? exit.mistake : exit.clean;
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

/** Replays the ups; no rule looks on. */
async function replay(set: MigrationSet, config: Config): Promise<Catalog> {
  const levels = await Levels.of(config);
  const ups = set.migrations.map(({ version, name, repeatable, up, opaque }) => ({ version, name, repeatable, ...(up ? { up } : {}), ...(opaque === undefined ? {} : { opaque }) }));
  return judgeSet({ ...set, migrations: ups }, new Set(), { dispatch: new Dispatch([], levels), ledger: new Ledger(levels), config, reader: await loadReader(config), onScript: () => undefined });
}
