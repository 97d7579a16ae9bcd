import type { Duration } from '../effects/effects.ts';
import { effectsOf, quoteName } from './parts.ts';
import type { Met } from './statement-at.ts';

/** How long it lasts, where that is not brief whatever the size of the table. */
const durations: Readonly<Record<Duration, string | undefined>> = {
  brief: undefined,
  scan: 'as long as it takes to read the table',
  rewrite: 'as long as it takes to write the table anew',
  rows: 'as long as the rows take that it reads and writes',
};

/** What a statement locks, rewrites and reads of the relations that are there before it, as lines of Markdown; none: nothing. */
export function lockLines({ operations, before }: Met, postgres: number | undefined): readonly string[] {
  const lines = new Set<string>();
  for (const operation of operations) {
    const { locks, rewrites, scans, indexBuilds, duration, depends } = effectsOf(operation, before, postgres);
    const long = durations[duration];
    for (const { relation, mode, role } of locks) lines.add(`- ${mode} on \`${quoteName(relation)}\`${role === 'target' ? '' : ` (${role})`}${long === undefined || role !== 'target' ? '' : `, ${long}`}`);
    for (const relation of rewrites) lines.add(`- writes \`${quoteName(relation)}\` anew, with all its indexes`);
    for (const scan of scans) lines.add(`- reads \`${quoteName(scan.relation)}\` from end to end (${scan.for})`);
    for (const { table, kind } of indexBuilds) lines.add(`- builds an index of \`${quoteName(table)}\`${kind === 'again' ? ' again' : ''}`);
    for (const sentence of depends) lines.add(`- ${sentence}`);
  }
  return lines.size === 0 ? [] : ['What it locks until the end of its transaction:', '', ...lines];
}
