import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lockPath } from '../../applied/lock-path.ts';
import { configName } from '../../config/load.ts';
import { baselineName } from '../../baseline/baseline.ts';
import { configTemplate, hookTemplates, tasksTemplate, workflowTemplate, type Surroundings } from '../init-templates.ts';
import { count } from '../../reporters/summary.ts';
import { findProject } from '../find-project.ts';
import { CallError, exit, type Io } from '../io.ts';
import type { Call } from '../options.ts';
import { setUp } from '../setup.ts';

/** What a project wants beside its configuration. */
interface Wishes {
  readonly lock: boolean;
  readonly baseline: boolean;
  readonly hook: string | undefined;
  readonly workflow: boolean;
  readonly editor: boolean;
}

/** A file to write; `text` is what it would hold. */
interface Plan {
  readonly path: string;
  readonly text: string;
  /** What is left to do by hand. */
  readonly then?: string;
}

/** `pgmiglint init`: a commented configuration, and what else is asked for. Never overwrites. */
export async function run(call: Call, io: Io): Promise<number> {
  const project = await findProject(call, io, await setUp(call, io, call.words));
  for (const problem of project.problems) throw new CallError(problem);
  const { stdout } = io;
  const surroundings: Surroundings = { sets: project.sets, installed: existsSync(join(io.cwd, 'node_modules/pgmiglint')), npm: existsSync(join(io.cwd, 'package-lock.json')) };
  for (const { path, runner, migrations } of project.sets) stdout.write(`found     ${path}: ${count(migrations.length, 'migration')}, ${runner}\n`);
  if (project.sets.length === 0) stdout.write('found     no migrations yet\n');

  const wishes = await wishesOf(call, io);
  if (!wishes) return exit.clean;
  const made: string[] = [];
  const left: Plan[] = [];
  for (const plan of plans(wishes, surroundings, io)) {
    if (write(plan, io)) made.push(plan.path);
    else left.push(plan);
  }
  made.push(...await recorded(wishes, call, io));
  for (const { path, text } of left) stdout.write(`\n${path} is there and stays as it is${path === configName ? '.' : `; what belongs into it:\n\n${text.replace(/^(?=.)/gm, '  ')}`}\n`);
  stdout.write(made.length > 0 ? `\nTo undo all of it: rm ${made.map(quoted).join(' ')}\n` : '\nNothing was written.\n');
  return exit.clean;
}

/** The files to write, the configuration first. */
function plans({ hook, workflow, editor }: Wishes, surroundings: Surroundings, { cwd }: Io): readonly Plan[] {
  const template = hook === undefined ? undefined : hookTemplates[hook];
  if (hook === 'git' && !existsSync(join(cwd, '.git/hooks'))) throw new CallError('there is no .git/hooks here: run it at the root of a repository, or choose another --hook');
  return [
    { path: configName, text: configTemplate(surroundings) },
    ...(template ? [template] : []),
    ...(workflow ? [{ path: '.github/workflows/pgmiglint.yml', text: workflowTemplate(surroundings) }] : []),
    ...(editor ? [{ path: '.vscode/tasks.json', text: tasksTemplate() }] : []),
  ];
}

/** @returns whether it was written: what is there stays */
function write({ path, text, then }: Plan, { cwd, stdout }: Io): boolean {
  const file = join(cwd, path);
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Fails where somebody has made it meanwhile, too.
    writeFileSync(file, text, { flag: 'wx' });
    if (text.startsWith('#!')) chmodSync(file, 0o755);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST' && existsSync(file)) return false;
    throw new CallError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  stdout.write(`wrote     ${path}${then === undefined ? '' : ` (now run: ${then})`}\n`);
  return true;
}

/** Lock files and the baseline are written by their own commands. @returns the files that were not there before */
async function recorded({ lock, baseline }: Wishes, call: Call, io: Io): Promise<readonly string[]> {
  const plain: Call = { words: call.words, has: () => false, value: () => undefined, values: () => [] };
  const made: string[] = [];
  if (lock) {
    const before = await lockFiles(call, io);
    await (await import('./record.ts')).run(plain, io);
    made.push(...(await lockFiles(call, io)).filter((path) => !before.includes(path)));
  }
  if (baseline && existsSync(join(io.cwd, baselineName))) io.stdout.write(`${baselineName} is there and stays as it is; "pgmiglint baseline" writes it anew\n`);
  else if (baseline) {
    await (await import('./baseline.ts')).run(plain, io);
    made.push(baselineName);
  }
  return made;
}

async function lockFiles(call: Call, io: Io): Promise<readonly string[]> {
  const { sets } = await findProject(call, io, await setUp(call, io, call.words));
  return sets.map(lockPath).filter((path) => existsSync(join(io.cwd, path)));
}

/** By the options; on a terminal, where none is given, by questions. Undefined: broken off. */
async function wishesOf(call: Call, { ask }: Io): Promise<Wishes | undefined> {
  const given: Wishes = { lock: call.has('lock'), baseline: call.has('baseline'), hook: call.value('hook'), workflow: call.has('workflow'), editor: call.has('editor') };
  if (!ask || call.has('yes') || Object.values(given).some((value) => value !== false && value !== undefined)) return given;
  const lock = await ask.confirm('Have all of these migrations been applied? Then they are recorded (.applied.sha256) and judged no more.');
  if (lock === undefined) return undefined;
  const baseline = lock ? false : await ask.confirm("Write today's findings down, so that only new ones are told?");
  if (baseline === undefined) return undefined;
  const hook = await ask.choose('A hook that judges what is staged before each commit?', ['none', ...Object.keys(hookTemplates)]);
  if (hook === undefined) return undefined;
  const workflow = await ask.confirm('A workflow for GitHub Actions?');
  if (workflow === undefined) return undefined;
  const editor = await ask.confirm('A task for VS Code?');
  return editor === undefined ? undefined : { lock, baseline, hook: hook === 'none' ? undefined : hook, workflow, editor };
}

function quoted(path: string): string {
  return /^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
