import type { Result, SetSummary } from '../judge/result.ts';
import type { ReportOptions } from './reporter.ts';
import { oneLine } from './printable.ts';
import { redact } from './redact.ts';

/** More sets than this are told by their number. */
const fewSets = 6;
/** So many of a list are told one by one. */
const few = 5;

/** `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : `${noun}s`}`;
}

/** What was checked, on one line: for a run that found nothing. */
export function quietSummary(result: Result, options: ReportOptions): string {
  const { files, statements } = result.summary;
  const where = result.sets.map((set) => `${oneLine(set.path)} (${set.runner})`);
  const [only] = where;
  const place = where.length === 0 ? 'no migration set found' : where.length === 1 && only !== undefined ? only : sets(result.sets);
  const judged = total(result.sets, options);
  const parts = [
    `no findings: ${place}, ${count(judged.migrations, 'migration')} in ${count(files, 'file')} with ${count(statements, 'statement')}`,
    ...(judged.applied > 0 ? [`${judged.judged} judged, ${judged.applied} applied already`] : []),
    ...asides(result),
    ...doubts(result),
  ];
  return `${parts.join('; ')}\n`;
}

/** The lines under the findings. */
export function summary(result: Result, options: ReportOptions): readonly string[] {
  const { errors, warnings, infos, files, statements } = result.summary;
  const severities = [[errors, 'error'], [warnings, 'warning'], [infos, 'info']] as const;
  const found = severities.filter(([number]) => number > 0).map(([number, noun]) => count(number, noun));
  return [
    `${found.length > 0 ? found.join(', ') : 'no findings'} in ${count(files, 'file')} with ${count(statements, 'statement')}`,
    ...(result.sets.length > fewSets ? [manySets(result.sets, options)] : result.sets.map((set) => oneSet(set, options))),
    ...asides(result),
    ...leftOut(result),
    ...[...result.unknown].slice(0, few).map(([what, times]) => `not known: ${oneLine(redact(what))} (${count(times, 'time')})`),
    ...(result.unknown.size > few ? [`not known: ${result.unknown.size - few} more`] : []),
  ];
}

function oneSet(set: SetSummary, options: ReportOptions): string {
  const { judged, applied } = total([set], options);
  const already = set.appliedFrom === undefined ? '' : `, ${applied} applied already (${set.appliedFrom})`;
  return `${oneLine(set.path)} (${set.runner}): ${count(set.migrations, 'migration')}, ${judged} judged${already}`;
}

function manySets(all: readonly SetSummary[], options: ReportOptions): string {
  const { migrations, judged, applied } = total(all, options);
  return `${sets(all)}: ${count(migrations, 'migration')}, ${judged} judged${applied > 0 ? `, ${applied} applied already` : ''}`;
}

/** `3 migration sets (2 goose, 1 flyway)`. */
function sets(all: readonly SetSummary[]): string {
  const byRunner = new Map<string, number>();
  for (const { runner } of all) byRunner.set(runner, (byRunner.get(runner) ?? 0) + 1);
  const runners = [...byRunner].toSorted(([, a], [, b]) => b - a).map(([runner, number]) => `${number} ${runner}`);
  return `${count(all.length, 'migration set')} (${runners.join(', ')})`;
}

function total(all: readonly SetSummary[], { all: judgeAll }: ReportOptions): { migrations: number; judged: number; applied: number } {
  let migrations = 0;
  let pending = 0;
  for (const set of all) {
    migrations += set.migrations;
    pending += set.pending;
  }
  return { migrations, judged: judgeAll ? migrations : pending, applied: migrations - pending };
}

function asides({ summary: { suppressed, standIns, baselined = 0 } }: Result): readonly string[] {
  return [
    ...(suppressed > 0 ? [`${count(suppressed, 'finding')} suppressed`] : []),
    ...(baselined > 0 ? [`${count(baselined, 'finding')} in the baseline`] : []),
    ...(standIns > 0 ? [`${count(standIns, 'placeholder')} with a stand-in`] : []),
  ];
}

/** What a run could not see, in a word. */
function doubts({ leftOut, unknown }: Result): readonly string[] {
  const questions = [...unknown.values()].reduce((sum, times) => sum + times, 0);
  return [
    ...(questions > 0 ? [`${count(questions, 'question')} that the history does not answer`] : []),
    ...(leftOut.length > 0 ? [`${count(leftOut.length, 'file')} left out (--explain-discovery says why)`] : []),
  ];
}

function leftOut(result: Result): readonly string[] {
  const byReason = new Map<string, number>();
  for (const { reason } of result.leftOut) byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  const reasons = [...byReason].toSorted(([, a], [, b]) => b - a);
  const more = reasons.slice(few).reduce((sum, [, files]) => sum + files, 0);
  return [
    ...reasons.slice(0, few).map(([reason, files]) => `${count(files, 'file')} left out: ${oneLine(redact(reason))}`),
    ...(more > 0 ? [`${count(more, 'file')} left out for other reasons`] : []),
  ];
}
