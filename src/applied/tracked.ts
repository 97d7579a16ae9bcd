import { posix } from 'node:path';
import type { Migration, MigrationSet } from '../project/migration.ts';
import { compareDigits } from '../runners/order.ts';
import { SourceFile, type Place } from '../source/source-file.ts';
import type { Applied, AppliedDifference } from './applied.ts';
import { withoutReturns, withReturns } from './compare.ts';
import type { ReadBytes } from './set-files.ts';
import type { TrackedFile, TrackedRow, Tracking } from './tracking/tracking.ts';

/** Compares a runner's own table with a set: what is applied, and what is not as it was applied. */
export function knownFrom(set: MigrationSet, tracking: Tracking, rows: readonly TrackedRow[], { read, evidence }: { readonly read: ReadBytes; readonly evidence: string }): Applied {
  const files = new Map<string, TrackedFile>();
  for (const migration of set.migrations) {
    const path = migration.up?.file.path ?? migration.opaque;
    if (path === undefined || migration.repeatable) continue;
    const file: TrackedFile = { migration, path, folder: set.path, read };
    const id = tracking.id(file);
    if (id !== undefined && !files.has(id)) files.set(id, file);
  }
  const newest = tracking.upTo ? rows.at(-1) : undefined;
  const known = new Map(rows.map((row) => [row.id, row]));
  const paths = new Set<string>();
  for (const [id, { path }] of files) if (known.has(id) || (newest && compareDigits(id, newest.id) <= 0)) paths.add(path);
  const differences = rows.flatMap((row) => judge(set, tracking, row, files.get(row.id), evidence));
  return { source: 'database', evidence, has: (path) => paths.has(path), differences, ...(tracking.checksums ? {} : { blind: true }) };
}

function judge(set: MigrationSet, tracking: Tracking, { id, checksum, failed }: TrackedRow, file: TrackedFile | undefined, evidence: string): readonly AppliedDifference[] {
  const path = file?.path ?? posix.join(set.path, id);
  const common = { source: 'database', evidence, path, direction: 'up', recorded: checksum ?? '', place: file ? placeOf(file.migration, path) : { file: new SourceFile(set.path, ''), span: { start: 0, end: 0 } } } as const;
  if (!file) return [{ ...common, change: 'deleted' }, ...(failed ? [{ ...common, change: 'failed', consequence: failed } as const] : [])];
  if (failed) return [{ ...common, change: 'failed', consequence: failed }];
  const bytes = tracking.checksums && checksum ? file.read(path) : undefined;
  if (!tracking.checksums || bytes === undefined || typeof bytes === 'string') return [];
  const accepted = tracking.checksums(file, bytes);
  if (accepted.length === 0 || accepted.includes(checksum ?? '')) return [];
  const unix = withoutReturns(bytes);
  const variants = [unix, withReturns(unix)].flatMap((variant) => tracking.checksums?.(file, variant) ?? []);
  return [{ ...common, change: variants.includes(checksum ?? '') ? 'line endings' : 'edited' }];
}

function placeOf({ up }: Migration, path: string): Place {
  const file = up?.file ?? new SourceFile(path, '');
  return { file, span: { start: 0, end: file.line(1).length } };
}
