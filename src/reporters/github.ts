import type { Severity } from '../judge/finding.ts';
import type { Result } from '../judge/result.ts';
import { count } from './summary.ts';
import type { ReportOptions } from './reporter.ts';
import { tellAll, type Told } from './told.ts';

/** So many annotations of one kind GitHub shows of a step; it drops the others silently. */
const most = 10;

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Workflow commands that GitHub turns into annotations
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands). What GitHub would drop is counted
 * on a line of its own.
 */
export function github(result: Result, { below }: ReportOptions): string {
  const told = tellAll(result, { below });
  const shown = (['error', 'warning', 'info'] as const).flatMap((severity) => told.filter((one) => one.severity === severity).slice(0, most));
  const dropped = told.length - shown.length;
  return [
    ...shown.map((one) => `${annotation(one)}\n`),
    ...(dropped > 0 ? [`pgmiglint: ${count(dropped, 'finding')} more than GitHub annotates; the job summary has all of them\n`] : []),
  ].join('');
}

function annotation({ rule, severity, file, start, end, message }: Told): string {
  const properties = {
    file,
    line: start.line,
    // Columns count within one line only.
    ...(start.line === end.line ? { col: start.column, endColumn: end.column } : { endLine: end.line }),
    title: `pgmiglint: ${rule}`,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[severity]} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
