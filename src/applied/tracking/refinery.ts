import { refinery } from '../checksums.ts';
import { number, textOf, type Tracking } from './tracking.ts';

export default {
  tables: ['refinery_schema_history'],
  rows: (table) => `SELECT version::text AS id, checksum FROM ${table} ORDER BY version`,
  id: number,
  checksums: ({ migration }, bytes) => {
    if (!/^\d+$/.test(migration.version)) return [];
    const own = BigInt(migration.version);
    const text = textOf(bytes);
    return [...(own < 2n ** 31n ? [refinery(migration.name, own, text)] : []), refinery(migration.name, own, text, true)];
  },
} satisfies Tracking;
