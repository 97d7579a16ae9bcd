import { posix } from 'node:path';
import { sha256Text } from '../checksums.ts';
import { fileName, textOf, type TrackedFile, type Tracking } from './tracking.ts';

/** Drizzle knows a migration by the time at which the journal says it was made. */
export default {
  tables: ['drizzle.__drizzle_migrations', '__drizzle_migrations'],
  rows: (table) => `SELECT created_at::text AS id, hash AS checksum FROM ${table} ORDER BY created_at`,
  id: (file) => times(file).get(fileName(file).replace(/\.sql$/, '')),
  checksums: (_, bytes) => [sha256Text(textOf(bytes))],
} satisfies Tracking;

function times({ folder, read }: TrackedFile): ReadonlyMap<string, string> {
  const bytes = read(posix.join(folder, 'meta/_journal.json'));
  const found = new Map<string, string>();
  if (typeof bytes === 'string') return found;
  for (const [entry] of textOf(bytes).matchAll(/\{[^{}]*"tag"[^{}]*\}/g)) {
    const when = /"when"\s*:\s*(\d+)/.exec(entry)?.[1];
    const tag = /"tag"\s*:\s*"([^"]+)"/.exec(entry)?.[1];
    if (when !== undefined && tag !== undefined) found.set(tag, when);
  }
  return found;
}
