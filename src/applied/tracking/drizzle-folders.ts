import { sha256Text } from '../checksums.ts';
import { folderName, textOf, type Tracking } from './tracking.ts';

export default {
  tables: ['drizzle.__drizzle_migrations', '__drizzle_migrations'],
  rows: (table) => `SELECT name AS id, hash AS checksum FROM ${table} WHERE name IS NOT NULL ORDER BY id`,
  id: folderName,
  checksums: (_, bytes) => [sha256Text(textOf(bytes))],
} satisfies Tracking;
