import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gitIn } from '../../applied/git-process.ts';
import type { Config } from '../../config/config.ts';
import { rebasePath } from '../../config/rebase.ts';
import { nameProblem } from '../../evidence/migration-names.ts';
import { optionValues, wordsOf } from '../../judge/options.ts';
import type { MigrationSet } from '../../project/migration.ts';
import { hasDowns, newFiles, type NewFile } from '../../project/new-migration.ts';
import { nextVersion, styleFor, styleOf, type Style } from '../../project/next-version.ts';
import { isFolder, Tree } from '../../project/tree.ts';
import { rules } from '../../rules/registry.ts';
import { layoutOf, type Layout } from '../../runners/layouts.ts';
import { historyFacts } from '../../runners/histories.ts';
import { runnerCalled } from '../../runners/registry.ts';
import { compareText } from '../../runners/order.ts';
import type { ScriptName } from '../../runners/runner.ts';
import { findProject, sayLost } from '../find-project.ts';
import { CallError, exit, type Io } from '../io.ts';
import type { Call } from '../options.ts';
import { folderOf, setUp } from '../setup.ts';

type Target = Pick<MigrationSet, 'path' | 'runner' | 'downs' | 'migrations'>;

/** `pgmiglint new <name> [path]`: the next migration of a set, still to be written. */
export async function run(call: Call, io: Io): Promise<number> {
  const [name = '', ...paths] = call.words;
  const setup = await setUp(call, io, paths);
  const project = await findProject(call, io, setup);
  if (sayLost(project, io)) return exit.mistake;
  const set = target(project.sets, paths, call, io);
  const layout = layoutOf(set.runner);
  if ('refused' in layout) throw new CallError(`${set.path}: ${layout.refused}`);
  const problem = /^[A-Za-z0-9][\w-]*$/.test(name) ? nameProblem(name, set.runner) : nameProblem(name, set.runner) ?? 'can hold letters, digits and underscores, and nothing else';
  if (problem !== undefined) throw new CallError(`"${name}" ${problem}`);
  if (layout.name && !layout.name.test(name)) throw new CallError(`"${name}" is no name to ${set.runner}: it reads letters, digits and underscores`);

  const files = await plan(name, set, layout, setup.config, call, io);
  write(files, set, io);
  for (const { path } of files) io.stdout.write(`${display(set, path)}\n`);
  if (layout.then !== undefined) io.stderr.write(`${layout.then}\n`);
  return exit.clean;
}

function display(set: Target, path: string): string {
  return set.path === '.' ? path : `${set.path}/${path}`;
}

/** The only set, or a folder that is to become one. */
function target(sets: readonly MigrationSet[], paths: readonly string[], call: Call, io: Io): Target {
  const [set, another] = sets;
  if (another) throw new CallError(`there are ${sets.length} migration sets here, name the folder of one: ${sets.map(({ path }) => path).join(', ')}`);
  if (set) return set;
  const runner = runnerCalled(call.value('runner') ?? '');
  const [path] = paths;
  if (!runner || path === undefined) throw new CallError('no migrations here: to begin a set, name its folder and its runner, as in pgmiglint new create_users db/migrations --runner goose');
  const folder = folderOf(io.cwd, path);
  if (!isFolder(join(io.cwd, path)) && folder !== join(io.cwd, path)) throw new CallError(`there is no folder ${path}`);
  return { path: rebasePath(folder, io.cwd, io.cwd), runner: runner.id, downs: runner.downs, migrations: [] };
}

async function plan(name: string, set: Target, layout: Layout, config: Config, call: Call, io: Io): Promise<readonly NewFile[]> {
  const runner = runnerCalled(set.runner);
  if (!runner) throw new CallError(`unknown runner ${set.runner}`);
  const history = runner.history(new Tree(io.cwd).folder(set.path));
  const read = (path: string): ScriptName | undefined => {
    const found = history.read(path);
    return found && 'path' in found ? found : undefined;
  };
  const like = newest(set);
  const last = like === undefined ? undefined : writtenVersion(like, read(like));
  const now = config.now ?? Date.now();
  const style = styleFrom(set, layout, last, call);
  const version = nextVersion(style, last, now);
  const up = layout.up(version, name, like);
  const found = read(up);
  const isUp = found !== undefined && found.direction !== 'down' && found.repeatable !== true;
  if (!isUp || !`${found.version} ${found.name}`.trim().replaceAll(' ', '_').endsWith(name)) throw new CallError(`${historyFacts(set.runner).title} would not read ${up} as a migration called "${name}": choose another name`);
  const before = like === undefined ? undefined : read(like);
  // yoyo's order is that of the files that are there: the new one is none of them yet.
  const order = before && (set.runner === 'yoyo' ? compareText(before.path, found.path) : history.compare(before, found));
  if (order !== undefined && order >= 0) throw new CallError(`${up} would sort before ${like ?? ''}, which is there already`);
  const { header, missing } = await headerOf(name, version, config, now, io);
  const plainly = set.runner.startsWith('plain');
  const template = { name, version, header, stopsOnError: plainly && isOn('psql-without-on-error-stop', config), needsTransaction: plainly && set.runner !== 'plain-pairs' };
  if (missing.length > 0) io.stderr.write(`Fill in what the header must say: ${missing.join(', ')}.\n`);
  return newFiles(layout, up, template, hasDowns(set));
}

/** The path of the newest up, below the set's folder. */
function newest({ path, migrations }: Target): string | undefined {
  const ups = migrations.filter(({ repeatable, up, opaque }) => !repeatable && (up !== undefined || opaque !== undefined));
  const paths = ups.map(({ up, opaque }) => up?.file.path ?? opaque ?? '').map((file) => (path === '.' ? file : file.slice(path.length + 1)));
  // Where the order stands in a list of the runner's, a file may have no number.
  return paths.findLast((file) => /\d/.test(file)) ?? paths.at(-1);
}

/** The version as the file name writes it: with Diesel's hyphens, and without letters in front. */
function writtenVersion(path: string, name: ScriptName | undefined): string {
  const dashed = /(?:^|\/)(\d{4}-\d\d-\d\d-\d{6})/.exec(path)?.[1];
  const version = name?.version ?? '';
  return dashed ?? (/^\D*(\d[\d._]*)$/.exec(version)?.[1] ?? /^\d+/.exec(version)?.[0] ?? version);
}

function styleFrom(set: Target, layout: Layout, last: string | undefined, call: Call): Style {
  const wanted = call.has('timestamp') ? 'time' : call.has('sequence') ? 'sequence' : undefined;
  if (call.has('timestamp') && call.has('sequence')) throw new CallError('--timestamp and --sequence: one of them');
  const own = last === undefined ? styleFor(layout.numbering) : styleOf(last);
  if (!own) throw new CallError(`${set.path}: nobody but you can say what comes after version "${last ?? ''}"`);
  if (wanted === undefined || wanted === own.kind || (wanted === 'sequence' && own.kind === 'parts')) return own;
  if (last !== undefined) throw new CallError(`${set.path} has ${own.kind === 'time' ? 'times' : 'numbers'} for versions, as ${last}: the other kind beside them would be run in another order than it was written in`);
  if (wanted === 'time') {
    if (historyFacts(set.runner).gap !== undefined) throw new CallError(`${historyFacts(set.runner).title} wants numbers without a gap, from 1 on`);
    return { kind: 'time', form: 'seconds', behind: 0 };
  }
  return { kind: 'sequence', digits: layout.numbering.kind === 'sequence' ? layout.numbering.digits : 6 };
}

function isOn(rule: string, { rules: levels }: Config): boolean {
  return (levels[rule] ?? 'off') !== 'off';
}

/** The header that missing-header asks for, as far as it is known. */
async function headerOf(name: string, version: string, config: Config, now: number, io: Io): Promise<{ readonly header: readonly string[]; readonly missing: readonly string[] }> {
  const rule = rules.find(({ id }) => id === 'missing-header');
  if (!rule?.options || !isOn(rule.id, config)) return { header: [], missing: [] };
  const date = new Date(now).toISOString().slice(0, 10);
  const known: Readonly<Record<string, () => string | Promise<string>>> = {
    migration: () => name.replaceAll(/[_-]/g, ' '), description: () => name.replaceAll(/[_-]/g, ' '), name: () => name, version: () => version, date: () => date, created: () => date,
    author: async () => (await gitIn(io.cwd, io.env)(['config', 'user.name'])).output.toString().trim(),
  };
  const header: string[] = [];
  const missing: string[] = [];
  for (const field of wordsOf(optionValues(rule.options, config.options?.[rule.id]), 'fields')) {
    const title = field.split('|').find((word) => known[word.toLowerCase()]) ?? field.split('|')[0] ?? field;
    const value = await known[title.toLowerCase()]?.();
    if (value === undefined || value === '') missing.push(title);
    header.push(`${title}: ${value ?? ''}`.trim());
  }
  return { header, missing };
}

/** All of them or none: what is there is never written over. */
function write(files: readonly NewFile[], set: Target, io: Io): void {
  const written: string[] = [];
  for (const { path, text } of files) {
    const at = join(io.cwd, set.path, path);
    try {
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, text, { flag: 'wx' });
      written.push(at);
    } catch (error) {
      for (const own of written) rmSync(own);
      const there = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      throw new CallError(there ? `${display(set, path)} is there already: nothing was written` : `${display(set, path)} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
