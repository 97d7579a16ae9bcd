import { sha256Text } from '../checksums.ts';
import { folderName, textOf, type Tracking } from './tracking.ts';

/** A migration that was rolled back is as good as never applied. */
export default {
  tables: ['_prisma_migrations'],
  rows: (table) => `SELECT migration_name AS id, checksum, CASE WHEN finished_at IS NULL THEN 'it failed, and Prisma refuses to go on (P3009) until "migrate resolve"' END AS failed FROM ${table} WHERE rolled_back_at IS NULL ORDER BY started_at`,
  id: folderName,
  checksums: (_, bytes) => {
    const unix = textOf(bytes).replaceAll('\r\n', '\n');
    return [textOf(bytes), unix, unix.replaceAll('\n', '\r\n')].map(sha256Text);
  },
} satisfies Tracking;
