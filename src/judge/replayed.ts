import type { Config } from '../config/config.ts';
import type { MigrationSet, Script } from '../project/migration.ts';
import type { Catalog } from '../schema/catalog.ts';
import { Dispatch } from './dispatch.ts';
import { judgeSet, type Run } from './judge-set.ts';
import { Ledger } from './ledger.ts';
import { Levels } from './levels.ts';
import { loadReader } from './reader.ts';

/** A run in which no rule looks on. */
export async function silentRun(config: Config): Promise<Run> {
  const levels = await Levels.of({ ...config, overrides: [] });
  return { dispatch: new Dispatch([], levels), ledger: new Ledger(levels), config, reader: await loadReader(config), onScript: () => undefined };
}

/** The catalog that a set's ups build. */
export function replayed(set: MigrationSet, run: Run): Catalog {
  const ups = set.migrations.map(({ version, name, repeatable, up, opaque }) => ({ version, name, repeatable, ...(up ? { up } : {}), ...(opaque === undefined ? {} : { opaque }) }));
  return judgeSet({ ...set, migrations: ups }, new Set(), run);
}

/** The catalog that a file with a whole schema builds by itself. */
export function replayedFile(script: Script, { path, runner, evidence, downs, generated, leftOut }: MigrationSet, run: Run): Catalog {
  return replayed({ path, runner, evidence, downs, generated, leftOut, migrations: [{ version: '', name: '', repeatable: false, up: script }] }, run);
}
