import { posix } from 'node:path';
import { fileName, textOf, version, type Tracking } from './tracking.ts';

/** Its checksum is the file's line in atlas.sum, which is verified for itself. */
export default {
  tables: ['atlas_schema_revisions.atlas_schema_revisions', 'atlas_schema_revisions'],
  rows: (table) => `SELECT version AS id, hash AS checksum, CASE WHEN error <> '' OR applied < total THEN 'only ' || applied || ' of its ' || total || ' statements were applied' END AS failed FROM ${table} WHERE version <> '.atlas_cloud_identifier' ORDER BY executed_at`,
  id: version,
  checksums: (file) => {
    const bytes = file.read(posix.join(file.folder, 'atlas.sum'));
    const line = typeof bytes === 'string' ? undefined : textOf(bytes).split(/\r?\n/).find((entry) => entry.startsWith(`${fileName(file)} h1:`));
    if (line === undefined) return [];
    const sum = line.slice(line.lastIndexOf(' ') + 1);
    return [sum, sum.replace(/^h1:/, '')];
  },
} satisfies Tracking;
