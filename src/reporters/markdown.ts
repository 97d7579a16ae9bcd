import type { Severity } from '../judge/finding.ts';
import type { Locked, Result } from '../judge/result.ts';
import { excerpt, lastLine } from './excerpt.ts';
import { fenced } from './fence.ts';
import { lines as printable } from './printable.ts';
import { stepHeading } from './step-heading.ts';
import { count } from './summary.ts';
import type { ReportOptions } from './reporter.ts';
import { durationOf, onOneLine, statementAt, tellAll, type Told } from './told.ts';

/** GitHub refuses a comment of 65,536 characters and more; bytes are never fewer. */
const room = 65_000;
/** So many rows are read; the rest is counted. */
const mostRows = 30;
const longestMessage = 300;
/** So many statements and relations of theirs are told. */
const mostLocks = 20;
const few = 3;

const order: readonly Severity[] = ['error', 'warning', 'info'];
const signs: Readonly<Record<Severity, string>> = { error: '🛑', warning: '⚠️', info: 'ℹ️' };

/** A comment for a pull request: short, the worst first, what is long collapsed, and never too long to be posted. */
export function markdown(result: Result, { below }: ReportOptions): string {
  const told = order.flatMap((severity) => tellAll(result, { below }).filter((one) => one.severity === severity));
  const head = `### pgmiglint: ${headline(told)}\n\n`;
  const foot = `${lockTable(result.locked ?? [], below)}<sub>${footer(result)}</sub>\n`;
  if (told.length === 0) return head + foot;
  const table = rows(told);
  const used = size(head) + size(table) + size(foot);
  return head + table + details(told, room - used) + foot;
}

function headline(told: readonly Told[]): string {
  const parts = order.map((severity) => [told.filter((one) => one.severity === severity).length, severity] as const).filter(([number]) => number > 0);
  return parts.length === 0 ? 'no findings' : parts.map(([number, severity]) => count(number, severity)).join(', ');
}

function footer({ sets, summary }: Result): string {
  const pending = sets.reduce((sum, set) => sum + set.pending, 0);
  const migrations = sets.reduce((sum, set) => sum + set.migrations, 0);
  return [
    `${count(migrations, 'migration')} in ${count(sets.length, 'set')}, ${pending} pending`,
    ...(summary.suppressed > 0 ? [`${count(summary.suppressed, 'finding')} suppressed`] : []),
    ...((summary.baselined ?? 0) > 0 ? [`${count(summary.baselined ?? 0, 'finding')} in the baseline`] : []),
  ].join('; ');
}

function rows(told: readonly Told[]): string {
  const all = fitting(told, mostRows, 30_000, ({ severity, file, start, message, rule }) => `| ${signs[severity]} | ${code(shortened(`${file}:${start.line}`))} | ${prose(shortened(onOneLine(message)))} ${code(rule)} |`);
  return [
    '| | where | what |',
    '|---|---|---|',
    ...all,
    ...(told.length > all.length ? [`| | | and ${count(told.length - all.length, 'finding')} more |`] : []),
    '',
    '',
  ].join('\n');
}

/** The first of many lines: no more than a number, and no more than there is room for. */
function fitting<T>(all: readonly T[], most: number, bytes: number, line: (one: T) => string): readonly string[] {
  const lines: string[] = [];
  let used = 0;
  for (const one of all.slice(0, most)) {
    const text = line(one);
    used += size(text) + 1;
    if (used > bytes) break;
    lines.push(text);
  }
  return lines;
}

/** The source and the safe way of as many findings as there is room for. */
function details(told: readonly Told[], budget: number): string {
  const head = '<details><summary>In detail</summary>\n\n';
  const foot = '</details>\n\n';
  const left = (number: number): string => `${count(number, 'finding')} more: no room is left here.\n\n`;
  let used = size(head) + size(foot) + size(left(told.length));
  const blocks: string[] = [];
  for (const one of told) {
    const block = detail(one);
    if (used + size(block) > budget) continue;
    used += size(block);
    blocks.push(block);
  }
  if (blocks.length === 0) return '';
  return head + blocks.join('') + (blocks.length < told.length ? left(told.length - blocks.length) : '') + foot;
}

function detail({ rule, severity, file, start, message, related, instead, place, finding }: Told): string {
  const digits = String(finding ? lastLine(place) : 1).length;
  const source = finding ? excerpt(place, { digits, width: 110, mark: '^', paint: same, frame: same }).slice(1).join('\n') : '';
  return [
    `**${severity}** ${code(rule)} ${code(`${file}:${start.line}:${start.column}`)}`,
    prose(message),
    ...(source === '' ? [] : [fenced('text', source)]),
    ...related.map((other) => `- ${code(`${other.file}:${other.start.line}`)}: ${prose(onOneLine(other.message))}`),
    ...instead.flatMap((step) => [`Instead, ${stepHeading(step)}:`, fenced('sql', printable(step.sql).join('\n'))]),
    '',
    '',
  ].join('\n\n').replace(/\n+$/, '\n\n');
}

/** What is locked, collapsed: for who has to choose when it runs. */
function lockTable(locked: readonly Locked[], below = ''): string {
  if (locked.length === 0) return '';
  const all = fitting(locked, mostLocks, 15_000, (one) => {
    const { file, span } = one.place;
    const more = one.locks.length > few ? ` and ${one.locks.length - few} more` : '';
    const list = one.locks.slice(0, few).map(({ relation, mode }) => `${code(shortened(relation))} ${mode}`).join(', ');
    const blocks = [...new Set(one.locks.flatMap((lock) => lock.blocks))].join(', ');
    return `| ${code(shortened(`${below}${file.path}:${file.position(span.start).line}`))} | ${code(statementAt(one.place, 80))} | ${list}${more} | ${blocks} | ${prose(shortened(durationOf(one)))} |`;
  });
  return [
    '<details><summary>What is locked</summary>',
    '',
    '| where | statement | lock | blocks | held at least |',
    '|---|---|---|---|---|',
    ...all,
    ...(locked.length > all.length ? [`| | and ${count(locked.length - all.length, 'statement')} more | | | |`] : []),
    '',
    '</details>',
    '',
    '',
  ].join('\n');
}

function same(text: string): string {
  return text;
}

function shortened(text: string): string {
  return text.length <= longestMessage ? text : `${text.slice(0, longestMessage).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A name between backticks, also in a table. */
function code(text: string): string {
  const inner = onOneLine(printable(text).join(' ')).replaceAll('|', '\\|');
  const longest = Math.max(0, ...Array.from(inner.matchAll(/`+/g), ([run]) => run.length));
  const tick = '`'.repeat(longest + 1);
  return longest > 0 ? `${tick} ${inner} ${tick}` : `${tick}${inner}${tick}`;
}

/** Words that Markdown and HTML shall leave alone; nobody is mentioned, and no issue. Code in backticks stays code. */
function prose(text: string): string {
  return printable(text).join('\n').split(/(`[^`\n]+`)/).map((part, index) => (index % 2 === 1 ? part.replaceAll('|', '\\|') : plain(part))).join('');
}

function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]~|]/g, '\\$&')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    .replace(/@(?=\w)|#(?=\d)/g, '$&<!-- -->');
}

function size(text: string): number {
  return new TextEncoder().encode(text).length;
}
