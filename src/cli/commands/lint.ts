import { hasLockFile, mayBeApplied, readApplied } from '../../applied/read-applied.ts';
import type { Baseline } from '../../baseline/baseline.ts';
import { reaches } from '../../judge/levels.ts';
import type { Result } from '../../judge/result.ts';
import type { Discovery } from '../../project/discover.ts';
import { lint } from '../../lint.ts';
import { startLoadingGrammar } from '../../parser/postgres-grammar.ts';
import { Sharing } from '../../judge/share.ts';
import { findingJson } from '../../reporters/json.ts';
import { plain } from '../../reporters/palette.ts';
import { reporters } from '../../reporters/registry.ts';
import type { ReportOptions } from '../../reporters/reporter.ts';
import { count } from '../../reporters/summary.ts';
import type { Config } from '../../config/config.ts';
import { findBaseline, lookedAt } from '../find-baseline.ts';
import { findProject } from '../find-project.ts';
import { appliedRequest } from '../applied-request.ts';
import { CallError, exit, FileError, type Io } from '../io.ts';
import { paletteFor } from '../colours.ts';
import type { Call, OptionName } from '../options.ts';
import { version } from '../package.ts';
import { Progress } from '../progress.ts';
import { belowRepository, reportsOf, wants, writeReports, type Reports } from '../reports.ts';
import { setUp } from '../setup.ts';

/** `pgmiglint [paths…]`: discovers, judges, reports. */
export async function run(call: Call, io: Io): Promise<number> {
  const reports = await reportsOf(call, io);
  if (isHook(call, reports) && !(await (await import('../../applied/staged.ts')).isMigrationStaged(io.cwd, io.env))) {
    if (reports.stdout === 'text' && !call.has('quiet')) io.stdout.write('nothing staged concerns a migration\n');
    return exit.clean;
  }
  startLoadingGrammar();
  const overlay = await standardInput(call, io);
  const named = call.words.filter((word) => word !== '-');
  const setup = await setUp(call, io, overlay ? [...named, overlay.path] : named);
  const { config } = setup;
  const staged = call.has('staged') ? await (await import('../../applied/staged.ts')).stagedOverlays(setup.paths, io.cwd, io.env) : [];
  const overlays = overlay ? [...staged, overlay] : staged;
  if (call.has('print-config')) {
    io.stdout.write(`${JSON.stringify(config, undefined, 2)}\n`);
    return exit.clean;
  }

  const sharing = new Sharing(() => io.otherThread?.start(), reports.stdout === 'json' ? findingJson : undefined);
  if (io.otherThread?.isStarted) sharing.warm();
  const progress = new Progress(io, call.has('quiet'));
  const judged: Config = { ...config, now: Date.now() };
  const request = appliedRequest(call, config, io);
  const isJudgedWhole = !call.has('explain-discovery') && !mayBeApplied(io.cwd, request);
  const project = await findProject(call, io, setup, {
    overlays,
    onProgress(files) {
      sharing.warm();
      progress.tell('reading files:', files);
    },
    onSet(set) {
      if (isJudgedWhole && !hasLockFile(set, io.cwd)) sharing.offer(set, judged);
    },
  });
  for (const problem of project.problems) io.stderr.write(`pgmiglint: ${problem}\n`);
  if (isEmpty(project)) throw new CallError(`no SQL files in ${setup.paths.join(', ')}: looked for folders of migrations, and for .sql files`);
  const { applied, chains, problems, refusals, notices } = await readApplied(project.sets, io.cwd, { ...request, overlays });
  for (const notice of notices) io.stderr.write(`pgmiglint: ${notice}\n`);
  if (call.has('explain-discovery')) {
    progress.end();
    io.stdout.write((await import('../discovery.ts')).explainDiscovery(project, applied));
    if (problems.length > 0) throw new FileError(problems);
    return project.unreadable.length + project.problems.length > 0 ? exit.mistake : exit.clean;
  }
  if (problems.length > 0) throw new FileError(problems);
  if (refusals.length > 0) throw new CallError(refusals.join('\npgmiglint: '));

  const all = call.has('all');
  const baseline = call.has('no-baseline') ? undefined : await findBaseline(setup, io);
  const result = await lint(project, { config: judged, all, applied, chains, ...(baseline ? { baseline } : {}), timelines: wants(reports, 'html'), locks: wants(reports, 'html') || wants(reports, 'markdown') || summaryFile(reports, io) !== undefined, share: sharing.share, onProgress: (done, total) => { progress.tell('judging migrations:', done, total); } });
  progress.end();
  if (baseline && !call.has('quiet')) await sayStale(result, baseline, lookedAt(project, applied, all, io), io);
  await report(result, reports, call, io);
  return Math.max(code(result, config.failOn, io), project.problems.length > 0 ? exit.mistake : exit.clean);
}

/** Entries of the baseline that nothing answers to any more: whoever mended it should not have to look for them. */
async function sayStale(result: Result, baseline: Baseline, looked: (path: string) => boolean, { stderr }: Io): Promise<void> {
  const { staleEntries } = await import('../../baseline/apply.ts');
  const stale = staleEntries(result, baseline, looked);
  if (stale.length === 0) return;
  stderr.write(`pgmiglint: ${count(stale.length, 'finding')} of ${baseline.path} no longer ${stale.length === 1 ? 'occurs' : 'occur'}; "pgmiglint baseline --prune" takes ${stale.length === 1 ? 'it' : 'them'} out\n`);
  for (const { rule, file } of stale.slice(0, few)) stderr.write(`  ${rule} in ${baseline.toShown(file)}\n`);
  if (stale.length > few) stderr.write(`  and ${stale.length - few} more\n`);
}

/** So many of a list are told one by one. */
const few = 5;

/** GitHub's job summary, which has what does not fit among the annotations. */
function summaryFile(reports: Reports, { env }: Io): string | undefined {
  const { GITHUB_STEP_SUMMARY: file } = env;
  return wants(reports, 'github') && file !== '' ? file : undefined;
}

/** Prints one report and writes the others. */
async function report(result: Result, reports: Reports, call: Call, io: Io): Promise<void> {
  const { columns } = io.stdout;
  const forPeople = reports.stdout === 'text' && reports.files.length === 0;
  const below = forPeople ? undefined : belowRepository(io.cwd);
  const options: ReportOptions = {
    palette: reports.stdout === 'text' ? await paletteFor(call, io) : plain,
    all: call.has('all'),
    quiet: call.has('quiet'),
    ...(columns === undefined ? {} : { columns }),
    ...(forPeople ? {} : { version: version() }),
    ...(below === undefined ? {} : { below }),
  };
  await writeReports(reports, result, options);
  const load = reporters[reports.stdout];
  if (load) for (const piece of [(await load())(result, options)].flat()) io.stdout.write(piece);
  const summary = summaryFile(reports, io);
  if (summary !== undefined) (await import('../job-summary.ts')).appendSummary(summary, result, options);
}

function isEmpty({ sets, unreadable, leftOut, problems }: Discovery): boolean {
  return sets.length + unreadable.length + leftOut.length + problems.length === 0;
}

/** Whether a hook asks about everything that is staged, for people to read: where nothing concerns it, it is to cost nothing. */
function isHook(call: Call, reports: Reports): boolean {
  return call.has('staged') && !['base', 'all', 'stdin-filename', 'explain-discovery', 'print-config'].some((option) => call.has(option as OptionName)) && call.words.length === 0
    && (reports.stdout === 'text' || reports.stdout === 'unix') && reports.files.length === 0;
}

/** Text that comes through a pipe, and the path that it stands for. */
async function standardInput(call: Call, io: Io): Promise<{ path: string; text: string } | undefined> {
  const path = call.value('stdin-filename');
  if (path === undefined && !call.words.includes('-')) return undefined;
  return { path: path ?? 'stdin.sql', text: await io.stdin() };
}

/** The exit code; says on stderr what makes it 2, because a report's reader may look for findings alone. */
function code({ findings, unreadable, bugs }: Result, failOn: Config['failOn'], io: Io): number {
  for (const { rule, file, line, message } of bugs) io.stderr.write(`pgmiglint: a bug in the rule ${rule}, at ${file}:${line}: ${message}\n`);
  if (unreadable.length > 0) io.stderr.write(`pgmiglint: ${unreadable.length === 1 ? 'something' : `${unreadable.length} things`} could not be read\n`);
  if (bugs.length > 0 || unreadable.length > 0) return exit.mistake;
  return failOn !== 'never' && findings.some(({ severity }) => reaches(severity, failOn)) ? exit.findings : exit.clean;
}
