import { version, type Tracking } from './tracking.ts';

export default {
  tables: ['schema_migrations'],
  rows: (table) => `SELECT version::text AS id FROM ${table} ORDER BY 1`,
  id: version,
} satisfies Tracking;
