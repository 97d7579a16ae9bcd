import { createHash } from 'node:crypto';
import { sqlx } from '../checksums.ts';
import { number, textOf, type Tracking } from './tracking.ts';

export default {
  tables: ['_sqlx_migrations'],
  rows: (table) => `SELECT version::text AS id, encode(checksum, 'hex') AS checksum, CASE WHEN NOT success THEN 'it failed half way, and sqlx refuses to go on ("Dirty")' END AS failed FROM ${table} ORDER BY version`,
  id: number,
  // What sqlx.toml lets it ignore is most often the carriage return.
  checksums: (_, bytes) => [createHash('sha384').update(bytes).digest('hex'), sqlx(textOf(bytes), ['\r'])],
} satisfies Tracking;
