import { readApplied } from '../../applied/read-applied.ts';
import { entriesOf, staleEntries } from '../../baseline/apply.ts';
import { baselineText, emptyBaseline, readBaseline } from '../../baseline/baseline-file.ts';
import type { Baseline, BaselineEntry } from '../../baseline/baseline.ts';
import type { Result } from '../../judge/result.ts';
import { lint } from '../../lint.ts';
import { startLoadingGrammar } from '../../parser/postgres-grammar.ts';
import { count } from '../../reporters/summary.ts';
import { appliedRequest } from '../applied-request.ts';
import { baselinePath, lookedAt } from '../find-baseline.ts';
import { findProject, sayLost } from '../find-project.ts';
import { CallError, exit, FileError, type Io } from '../io.ts';
import type { Call } from '../options.ts';
import { replaceFile } from '../reports.ts';
import { setUp } from '../setup.ts';

/** `pgmiglint baseline`: writes down today's findings, so that lint tells only what comes after. */
export async function run(call: Call, io: Io): Promise<number> {
  startLoadingGrammar();
  const setup = await setUp(call, io, call.words);
  const { config } = setup;
  if (config.baseline === false) throw new CallError('the configuration says "baseline": false');
  const project = await findProject(call, io, setup);
  const lost = sayLost(project, io);
  if (project.sets.length + project.leftOut.length === 0 && !lost) throw new CallError(`no SQL files in ${setup.paths.join(', ')}: looked for folders of migrations, and for .sql files`);
  const { applied, chains, problems, refusals, notices } = await readApplied(project.sets, io.cwd, appliedRequest(call, config, io));
  for (const notice of notices) io.stderr.write(`pgmiglint: ${notice}\n`);
  if (problems.length > 0) throw new FileError(problems);
  if (refusals.length > 0) throw new CallError(refusals.join('\npgmiglint: '));

  const all = call.has('all');
  const result = await lint(project, { config: { ...config, now: Date.now() }, all, applied, chains });
  const file = baselinePath(setup, io);
  const old = known(file, io);
  const looked = lookedAt(project, applied, all, io);
  write(file, old, call.has('prune') ? pruned(result, old, looked) : together(result, old, looked), io);
  return lost || result.unreadable.length > 0 ? exit.mistake : exit.clean;
}

/** What stands there; what cannot be understood is written anew. */
function known(file: string, io: Io): Baseline {
  const read = readBaseline(file, io.cwd);
  return read && !('problems' in read) ? read : emptyBaseline(file, io.cwd);
}

/** Today's findings, and the entries of files that nobody looked at. */
function together(result: Result, old: Baseline, looked: (path: string) => boolean): readonly BaselineEntry[] {
  const found = entriesOf(result, old.toEntry);
  const names = new Set(found.map(({ fingerprint }) => fingerprint));
  return [...found, ...old.entries.filter((entry) => !names.has(entry.fingerprint) && !looked(old.toShown(entry.file)))];
}

function pruned(result: Result, old: Baseline, looked: (path: string) => boolean): readonly BaselineEntry[] {
  const stale = new Set(staleEntries(result, old, looked));
  return old.entries.filter((entry) => !stale.has(entry));
}

function write(file: string, old: Baseline, entries: readonly BaselineEntry[], { stderr }: Io): void {
  const before = new Set(old.entries.map(({ fingerprint }) => fingerprint));
  const after = new Set(entries.map(({ fingerprint }) => fingerprint));
  const added = [...after].filter((name) => !before.has(name)).length;
  const gone = [...before].filter((name) => !after.has(name)).length;
  try {
    replaceFile(file, baselineText(entries));
  } catch (error) {
    throw new CallError(`${old.path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  stderr.write(`${old.path}: ${count(entries.length, 'finding')}, ${added} added, ${gone} gone. Commit it; lint tells only what is not in it.\n`);
}
