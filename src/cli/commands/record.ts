import { openLockFile } from '../../applied/lock-file.ts';
import { lockPath } from '../../applied/lock-path.ts';
import { findVersion, plan, writeLockFile, type Recording } from '../../applied/record.ts';
import { bytesFrom } from '../../applied/set-files.ts';
import { nearest } from '../../config/nearest.ts';
import type { MigrationSet } from '../../project/migration.ts';
import { count } from '../../reporters/summary.ts';
import { findProject, sayLost } from '../find-project.ts';
import { CallError, exit, FileError, type Io } from '../io.ts';
import type { Call } from '../options.ts';
import { setUp } from '../setup.ts';

/** `pgmiglint record`: writes down what is applied. Nothing is written where anything is refused. */
export async function run(call: Call, io: Io): Promise<number> {
  const project = await findProject(call, io, await setUp(call, io, call.words));
  const lost = sayLost(project, io);
  if (project.sets.length === 0) throw new CallError('no migrations here: there is nothing to record');

  const read = bytesFrom(io.cwd);
  const force = call.has('force');
  const wanted = call.value('until');
  const plans: { set: MigrationSet; recording: Recording; started: boolean }[] = [];
  for (const set of project.sets) {
    const lock = openLockFile(set, read);
    if (lock && 'problems' in lock) throw new FileError(lock.problems);
    const until = wanted === undefined ? undefined : await version(set, wanted);
    plans.push({ set, recording: plan(set, lock, read, { force, ...(until === undefined ? {} : { until }) }), started: lock !== undefined });
  }
  for (const { recording: { unreadable } } of plans) for (const path of unreadable) io.stderr.write(`pgmiglint: ${path} cannot be read\n`);
  if (lost || plans.some(({ recording }) => recording.unreadable.length > 0)) return exit.mistake;
  if (call.has('check')) return check(plans, io);
  if (!force && plans.some(({ recording }) => recording.differing.length > 0)) return refuse(plans, io);
  for (const { set, recording, started } of plans) write(set, recording, started, io);
  return exit.clean;
}

async function version(set: MigrationSet, wanted: string): Promise<string> {
  const found = findVersion(set, wanted);
  if (found !== undefined) return found;
  const near = await nearest(wanted, set.migrations.map(({ version: own }) => own));
  throw new CallError(`${set.path} has no version "${wanted}"${near === undefined ? '' : `, did you mean ${near}?`}`);
}

type Plans = readonly { readonly set: MigrationSet; readonly recording: Recording }[];

function check(plans: Plans, io: Io): number {
  let stale = false;
  for (const { set, recording } of plans) {
    const { added, differing, gone } = recording;
    if (!recording.changed && differing.length === 0 && gone.length === 0) continue;
    stale = true;
    io.stderr.write(`pgmiglint: ${lockPath(set)} is not up to date\n`);
    const say = (what: string, paths: readonly string[]): void => { for (const path of paths) io.stderr.write(`  ${what}: ${path}\n`); };
    say('not recorded', added);
    say('differs', differing);
    say('gone', gone);
    if (added.length + differing.length + gone.length === 0) io.stderr.write('  the order of its lines\n');
  }
  return stale ? exit.findings : exit.clean;
}

function refuse(plans: Plans, io: Io): number {
  for (const { set, recording: { differing } } of plans) {
    for (const path of differing) io.stderr.write(`pgmiglint: ${lockPath(set)} records another content of ${path}\n`);
  }
  io.stderr.write('Nothing was written. What was applied should stand as it was: bring the files back, or say --force to record what stands there now.\n');
  return exit.findings;
}

function write(set: MigrationSet, { text, changed, added, differing, gone }: Recording, started: boolean, io: Io): void {
  const path = lockPath(set);
  if (!changed) {
    io.stderr.write(`${path}: ${started ? 'up to date' : 'nothing to record'}\n`);
    return;
  }
  try {
    writeLockFile(set, text, io.cwd);
  } catch (error) {
    throw new CallError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  const done = [...(added.length > 0 ? [`${count(added.length, 'file')} added`] : []), ...(differing.length > 0 ? [`${count(differing.length, 'file')} overwritten`] : []), ...(gone.length > 0 ? [`${count(gone.length, 'file')} gone`] : [])];
  io.stderr.write(`${path}: ${done.length > 0 ? done.join(', ') : 'put in order'}\n`);
}
