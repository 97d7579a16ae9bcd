import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { generateDown } from '../../generate/down.ts';
import { downText, placeDown } from '../../generate/down-text.ts';
import { readScript } from '../../parser/read-script.ts';
import type { Migration, MigrationSet, Script } from '../../project/migration.ts';
import { layoutOf } from '../../runners/layouts.ts';
import { SourceFile } from '../../source/source-file.ts';
import { findProject, sayLost } from '../find-project.ts';
import { CallError, exit, type Io } from '../io.ts';
import type { Call } from '../options.ts';
import { oneOf } from '../parse.ts';
import { setUp } from '../setup.ts';

/** `pgmiglint generate down <file>`: the down of an up, from the replayed history. */
export async function run(call: Call, io: Io): Promise<number> {
  const [what = '', path = ''] = call.words;
  await oneOf('generate', what, ['down']);
  const file = relative(io.cwd, resolve(io.cwd, path)).replaceAll('\\', '/');
  if (!existsSync(resolve(io.cwd, file))) throw new CallError(`${path} does not exist`);
  const setup = await setUp(call, io, [file]);
  const project = await findProject(call, io, setup);
  const lost = sayLost(project, io);
  const { set, migrations: [first, ...more] } = find(project.sets, file);
  const layout = layoutOf(set.runner);
  const sqlOf = async (migration: Migration): Promise<string> => downText(await generateDown(set, migration, setup.config), layout);
  if (!call.has('write')) {
    if (more.length === 0) io.stdout.write(await sqlOf(first.migration));
    else for (const { migration } of [first, ...more]) io.stdout.write(`-- ${migration.version}\n${await sqlOf(migration)}\n`);
  } else {
    if (more.length > 0) throw new CallError(`${file} holds ${more.length + 1} migrations: take what is printed without --write`);
    await write(io, set, { up: first.up, down: first.migration.down }, await sqlOf(first.migration), layout);
  }
  return lost ? exit.mistake : exit.clean;
}

interface Found {
  readonly migration: Migration;
  readonly up: Script;
}

/** The migrations whose ups stand in a file: a changelog of Liquibase holds several. */
function find(sets: readonly MigrationSet[], file: string): { readonly set: MigrationSet; readonly migrations: readonly [Found, ...Found[]] } {
  for (const set of sets) {
    const [first, ...more] = set.migrations.flatMap((migration) => (migration.up?.file.path === file ? [{ migration, up: migration.up }] : []));
    if (first) return { set, migrations: [first, ...more] };
    for (const { up, down } of set.migrations) {
      if (down?.file.path === file) throw new CallError(up ? `${file} is a down: name its up, ${up.file.path}` : `${file} is a down without an up`);
    }
  }
  throw new CallError(`${file} is no migration of any set here: see "pgmiglint sets"`);
}

async function write(io: Io, set: MigrationSet, { up, down }: { readonly up: Script; readonly down: Script | undefined }, sql: string, layout: ReturnType<typeof layoutOf>): Promise<void> {
  if (down && readScript(down).statements.length > 0) throw new CallError(`${down.file.path} holds a down already: it is not overwritten`);
  const below = (path: string): string => relative(set.path, path).replaceAll('\\', '/');
  const own = { path: below(up.file.path), text: up.file.text };
  const placed = placeDown(layout, sql, own, down && down.file.path !== up.file.path ? below(down.file.path) : undefined);
  if ('why' in placed) throw new CallError(`${placed.why}: take what is printed without --write`);
  const target = join(set.path, placed.path).replaceAll('\\', '/');
  const full = resolve(io.cwd, target);
  if (target !== up.file.path && existsSync(full)) await refuseStatements(target, full);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, placed.text);
  io.stdout.write(`${target} written\n`);
}

/** A file that the set does not know as this migration's down may hold anything. */
async function refuseStatements(path: string, full: string): Promise<void> {
  const file = new SourceFile(path, await readFile(full, 'utf8'));
  const span = { start: 0, end: file.text.length };
  const parsed = readScript({ file, span, direction: 'down', execution: { wrap: 'none', send: 'one message', session: 'fresh' }, heading: { file, span } });
  if (parsed.statements.length + parsed.errors.length > 0) throw new CallError(`${path} holds statements already: it is not overwritten`);
}
