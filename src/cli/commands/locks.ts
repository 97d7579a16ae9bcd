import type { LocksFound } from '../../judge/locks.ts';
import { findLocks } from '../../judge/locks.ts';
import { startLoadingGrammar } from '../../parser/postgres-grammar.ts';
import { paletteFor } from '../colours.ts';
import { findProject, sayLost } from '../find-project.ts';
import { CallError, exit, type Io } from '../io.ts';
import { locksJson } from '../locks-json.ts';
import { locksText } from '../locks-text.ts';
import type { Call } from '../options.ts';
import { oneOf } from '../parse.ts';
import { setUp } from '../setup.ts';

/** `pgmiglint locks <files…>`: what each statement locks, rewrites and reads. */
export async function run(call: Call, io: Io): Promise<number> {
  const format = call.value('format') ?? 'text';
  await oneOf('format', format, ['text', 'json']);
  startLoadingGrammar();
  const setup = await setUp(call, io, call.words);
  const project = await findProject(call, io, setup);
  const lost = sayLost(project, io);
  const { only, sets, leftOut } = project;
  const isAsked = (path: string): boolean => only?.has(path) ?? true;
  const inNoSet = [...leftOut, ...sets.flatMap((set) => set.leftOut)].find(({ path }) => only?.has(path));
  if (inNoSet) throw new CallError(`${inNoSet.path} is no migration: ${inNoSet.reason}`);
  if (sets.length === 0) throw new CallError(`no migrations in ${setup.paths.join(', ')}`);
  const found = await findLocks(sets, isAsked, setup.config);
  const unread = sayUnread(found, io);
  io.stdout.write(format === 'json' ? locksJson(found) : locksText(found, await paletteFor(call, io)));
  return lost || unread ? exit.mistake : exit.clean;
}

/** What no reader understands has effects that nobody here knows. */
function sayUnread({ errors, unresolved }: LocksFound, { stderr }: Io): boolean {
  for (const { script: { file }, error: { span, message } } of errors) {
    const { line, column } = file.position(span.start);
    stderr.write(`pgmiglint: ${file.path}:${line}:${column}: ${message}\n`);
  }
  for (const { script: { file }, part: { span, message } } of unresolved) stderr.write(`pgmiglint: ${file.path}:${file.position(span.start).line}: ${message}\n`);
  return errors.length + unresolved.length > 0;
}
