import { postgresMigrations } from '../checksums.ts';
import { fileName, number, textOf, type Tracking } from './tracking.ts';

export default {
  tables: ['migrations'],
  rows: (table) => `SELECT id::text AS id, hash AS checksum FROM ${table} WHERE id > 0 ORDER BY id`,
  id: number,
  checksums: (file, bytes) => [postgresMigrations(fileName(file), textOf(bytes))],
} satisfies Tracking;
