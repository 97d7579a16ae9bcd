import { flyway } from '../checksums.ts';
import { textOf, type TrackedFile, type Tracking } from './tracking.ts';

/** An undone or deleted migration has a later row that says so; everything up to a baseline is taken for applied. */
export default {
  tables: ['flyway_schema_history', 'schema_version'],
  rows: (table) => `SELECT version AS id, checksum::text AS checksum, CASE WHEN NOT success THEN 'it failed; Flyway goes on after "repair"' END AS failed
    FROM (SELECT DISTINCT ON (version) * FROM ${table} WHERE version IS NOT NULL ORDER BY version, installed_rank DESC) newest
    WHERE type NOT IN ('DELETE', 'BASELINE', 'SCHEMA') AND type NOT LIKE 'UNDO%' ORDER BY installed_rank`,
  id: ({ migration }: TrackedFile) => parts(migration.version),
  checksums: (_, bytes) => [String(flyway(textOf(bytes)))],
} satisfies Tracking;

/** `V1_1` and `V1.1` are one version, and so are `V1` and `V1.0`. */
function parts(version: string): string {
  return version.replaceAll('_', '.').split('.').map((part) => part.replace(/^0+(?=\d)/, '')).join('.').replace(/(?:\.0?)+$/, '');
}
