import { version, type Tracking } from './tracking.ts';

export default {
  tables: ['__diesel_schema_migrations'],
  rows: (table) => `SELECT version::text AS id FROM ${table} ORDER BY version`,
  id: version,
} satisfies Tracking;
