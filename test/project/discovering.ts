import { fileURLToPath } from 'node:url';
import type { Config } from '../../src/config/config.ts';
import { discover } from '../../src/project/discover.ts';
import type { DiscoverOptions, Discovery } from '../../src/project/discover.ts';
import type { Migration, MigrationSet, Script } from '../../src/project/migration.ts';

const projects = fileURLToPath(new URL('../../fixtures/projects', import.meta.url));
export const defaults: Config = { paths: [], ignore: [], failOn: 'error', sets: {}, rules: {}, overrides: [] };

/** Runs discovery in a folder of fixtures/projects, or in any absolute one. */
export function discoverIn(folder: string, options: Partial<DiscoverOptions> = {}): Promise<Discovery> {
  return discover({ cwd: folder.startsWith('/') ? folder : `${projects}/${folder}`, paths: [], config: defaults, ...options });
}

/** The one set that a fixture holds. */
export async function theSet(folder: string, options: Partial<DiscoverOptions> = {}): Promise<MigrationSet> {
  const { sets } = await discoverIn(folder, options);
  const [set, ...others] = sets;
  if (!set || others.length > 0) throw new Error(`${folder} holds ${sets.length} sets`);
  return set;
}

/** `version name up down`, with what is there, in the order of the set. */
export function outline(set: MigrationSet): string[] {
  return set.migrations.map((migration) => {
    const parts = [migration.up && 'up', migration.down && 'down', migration.opaque === undefined ? undefined : 'opaque', migration.repeatable ? 'repeatable' : undefined];
    return [migration.version, migration.name, ...parts].filter((part) => part !== undefined && part !== '').join(' ');
  });
}

export function migration(set: MigrationSet, version: string, nth = 0): Migration {
  const found = set.migrations.filter((each) => each.version === version)[nth];
  if (!found) throw new Error(`no migration ${version}`);
  return found;
}

export function textOf(script: Script | undefined): string | undefined {
  return script?.file.text.slice(script.span.start, script.span.end);
}

export function chunksOf(script: Script | undefined): string[] | undefined {
  return script?.chunks?.map(({ start, end }) => script.file.text.slice(start, end));
}

/** The line of the section's directive. */
export function headingOf(script: Script | undefined): string | undefined {
  return script?.heading.file.text.slice(script.heading.span.start, script.heading.span.end);
}

export function run(script: Script | undefined): string {
  const execution = script?.execution;
  return execution ? `${execution.wrap}, ${execution.send}, ${execution.session}` : 'nothing';
}
