import type { Duration, Effects } from '../effects/effects.ts';
import type { LocksFound, StatementEffects } from '../judge/locks.ts';
import type { QualifiedName } from '../operations/operation.ts';
import { quoteName } from '../postgres/identifiers.ts';
import { blockedWords, blocksWrites } from '../postgres/lock-modes.ts';
import { key } from '../schema/catalog.ts';
import type { Palette } from '../reporters/palette.ts';
import { oneLine } from '../reporters/printable.ts';
import { inTransactions } from './lock-groups.ts';

/** What `locks` prints for people: a table for each statement, and one for each transaction as a whole. */
export function locksText({ statements }: LocksFound, palette: Palette): string {
  const files = [...new Set(statements.map(({ script }) => script))];
  const wholes = inTransactions(statements);
  const parts = files.flatMap((script) => {
    const own = statements.filter((each) => each.script === script);
    return [
      palette.strong(`${oneLine(script.file.path)}${script.direction === 'down' ? ' (down)' : ''}`),
      ...own.map((each) => statementText(each, palette)),
      ...wholes.filter(({ first }) => first.script === script).map(({ first, last, effects, isNew }) =>
        [palette.strong(`lines ${lineOf(first)} to ${lineOf(last)}, one transaction: until its end`), ...rows(effects, isNew, palette)].join('\n')),
    ];
  });
  return parts.length === 0 ? 'no statements\n' : `${parts.join('\n\n')}\n`;
}

function statementText(each: StatementEffects, palette: Palette): string {
  const { script: { file }, statement: { span }, effects, isNew, refuses } = each;
  const sql = oneLine(shortened(file.text.slice(span.start, span.end)));
  return [
    `${palette.frame(`line ${lineOf(each)}`)}  ${sql}`,
    ...rows(effects, isNew, palette),
    ...(refuses === undefined ? [] : [`  cannot run in a transaction: ${refuses}`]),
  ].join('\n');
}

const longest = 100;

function shortened(sql: string): string {
  const line = sql.replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

function rows(effects: Effects, isNew: (relation: QualifiedName) => boolean, palette: Palette): readonly string[] {
  const { locks, unknown, depends, duration } = effects;
  const cells = locks.map(({ relation, mode }) => [oneLine(quoteName(relation)), mode, isNew(relation) ? 'made by this script' : `blocks ${blockedWords(mode)}`, doings(relation, effects)] as const);
  const width = (column: 0 | 1 | 2): number => Math.max(0, ...cells.map((row) => row[column].length));
  const table = cells.map(([relation, mode, blocks, does]) => {
    const paint = blocks.startsWith('blocks') && blocksWrites(mode) ? palette.warning : palette.faint;
    return `  ${relation.padEnd(width(0))}  ${paint(mode.padEnd(width(1)))}  ${blocks.padEnd(width(2))}  ${does}`.trimEnd();
  });
  return [
    ...(table.length > 0 ? table : [palette.faint('  no lock on anything that was there before')]),
    ...(table.length > 0 ? [`  ${howLong[duration]}`] : []),
    ...(unknown ? ['  It may do more: not all of it is known here.'] : []),
    ...depends.map((sentence) => `  ${oneLine(sentence)}`),
  ];
}

const howLong: Readonly<Record<Duration, string>> = {
  brief: 'takes a moment, once the locks are there',
  rows: 'takes as long as the rows that it reads and writes',
  scan: 'takes as long as reading the whole table',
  rewrite: 'takes as long as writing the whole table and its indexes anew',
};

const scannedFor: Readonly<Record<Effects['scans'][number]['for'], string>> = {
  check: 'scanned for a CHECK',
  'foreign key': 'scanned for a foreign key',
  'not null': 'scanned for nulls',
  domain: 'scanned for a domain',
  'partition bound': 'scanned for rows outside of the partition',
  'index build': 'scanned to build an index',
};

/** What happens to a relation beside the lock. */
function doings(relation: QualifiedName, { rewrites, scans, indexBuilds }: Effects): string {
  const at = key(relation);
  const words = [
    ...(rewrites.some((each) => key(each) === at) ? ['rewritten'] : []),
    ...scans.filter((scan) => key(scan.relation) === at).map((scan) => scannedFor[scan.for]),
    ...(indexBuilds.some(({ index, kind }) => index && kind === 'again' && key(index) === at) ? ['built again'] : []),
  ];
  return words.join(', ');
}

function lineOf({ script: { file }, statement: { span } }: StatementEffects): number {
  return file.position(span.start).line;
}
