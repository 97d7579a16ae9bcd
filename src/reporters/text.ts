import type { Finding, Step } from '../judge/finding.ts';
import type { Result } from '../judge/result.ts';
import type { Place } from '../source/source-file.ts';
import { excerpt, gutter, lastLine } from './excerpt.ts';
import type { Paint } from './palette.ts';
import { lines, oneLine } from './printable.ts';
import { redact } from './redact.ts';
import type { ReportOptions } from './reporter.ts';
import { stepHeading } from './step-heading.ts';
import { quietSummary, summary } from './summary.ts';

/** Columns of source where nobody knows how wide the page is, and the least that makes sense. */
const usualWidth = 140;
const leastWidth = 40;

/** The report for people, in the manner of rustc. */
export function text(result: Result, options: ReportOptions): string {
  const blocks = [
    ...result.findings.map((finding) => block(finding, options)),
    ...result.unreadable.map(({ file, line, column, message }) => lost('unreadable', file, line, column, message, options)),
    ...result.bugs.map(({ rule, file, line, message }) => lost(`bug in the rule ${rule}`, file, line, 1, message, options)),
  ];
  if (options.quiet) return blocks.join('\n');
  if (blocks.length === 0) return quietSummary(result, options);
  const [first = '', ...rest] = summary(result, options);
  return [...blocks, [options.palette.strong(first), ...rest.map((line) => `  ${line}`), ''].join('\n')].join('\n');
}

function block(finding: Finding, options: ReportOptions): string {
  const { palette } = options;
  const paint = palette[finding.severity];
  const digits = String(Math.max(lastLine(finding.place), ...finding.related.map(({ place }) => lastLine(place)))).length;
  const frame = { digits, frame: palette.frame };
  const [message = '', ...more] = lines(redact(finding.message));
  return [
    paint(`${finding.severity}[${finding.rule}]`) + palette.strong(`: ${message}`),
    ...more.map((line) => palette.strong(`  ${line}`)),
    ...source(finding.place, '^', paint, digits, options),
    ...finding.related.flatMap(({ place, message: note }) => [
      gutter('', frame),
      `${palette.note('note')}: ${oneLine(redact(note))}`,
      ...source(place, '-', palette.note, digits, options),
    ]),
    gutter('', frame),
    ...finding.instead.flatMap((step) => advice(step, digits, options)),
    `${' '.repeat(digits)} ${palette.frame('=')} ${palette.faint(`pgmiglint explain ${finding.rule}`)}`,
    '',
  ].join('\n');
}

function source(place: Place, mark: '^' | '-', paint: Paint, digits: number, { palette, columns }: ReportOptions): readonly string[] {
  const { line, column } = place.file.position(place.span.start);
  const width = columns === undefined ? usualWidth : Math.max(leastWidth, columns - digits - 3);
  return [
    `${' '.repeat(digits)}${palette.frame('-->')} ${oneLine(place.file.path)}:${line}:${column}`,
    ...excerpt(place, { digits, width, mark, paint, frame: palette.frame }),
  ];
}

function advice(step: Step, digits: number, { palette }: ReportOptions): readonly string[] {
  const indent = ' '.repeat(digits + 5);
  return [
    `${' '.repeat(digits)} ${palette.frame('=')} ${stepHeading(step)}:`,
    ...lines(redact(step.sql.trimEnd())).map((line) => (line === '' ? '' : indent + palette.sql(line))),
  ];
}

function lost(kind: string, file: string, line: number, column: number, message: string, { palette }: ReportOptions): string {
  return `${palette.error(kind)}${palette.strong(`: ${oneLine(redact(message))}`)}\n ${palette.frame('-->')} ${oneLine(file)}:${line}:${column}\n`;
}
