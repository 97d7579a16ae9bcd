import { readApplied } from '../../applied/read-applied.ts';
import { appliedRequest } from '../applied-request.ts';
import { discoveryJson, explainDiscovery } from '../discovery.ts';
import { findProject, sayLost } from '../find-project.ts';
import { CallError, exit, FileError, type Io } from '../io.ts';
import type { Call } from '../options.ts';
import { oneOf } from '../parse.ts';
import { setUp } from '../setup.ts';

/** `pgmiglint sets [paths…]`: which folders are migration sets, of which runner, and why. */
export async function run(call: Call, io: Io): Promise<number> {
  const format = call.value('format') ?? 'text';
  await oneOf('format', format, ['text', 'json']);
  const setup = await setUp(call, io, call.words);
  const overlays = call.has('staged') ? await (await import('../../applied/staged.ts')).stagedOverlays(setup.paths, io.cwd, io.env) : [];
  const project = await findProject(call, io, setup, { overlays });
  const lost = sayLost(project, io);
  if (project.sets.length + project.leftOut.length === 0 && !lost) throw new CallError(`no SQL files in ${setup.paths.join(', ')}: looked for folders of migrations, and for .sql files`);
  const { applied, problems, notices } = await readApplied(project.sets, io.cwd, { ...appliedRequest(call, setup.config, io), overlays });
  for (const notice of notices) io.stderr.write(`pgmiglint: ${notice}\n`);
  io.stdout.write(format === 'json' ? discoveryJson(project, applied) : explainDiscovery(project, applied));
  if (problems.length > 0) throw new FileError(problems);
  return lost ? exit.mistake : exit.clean;
}
