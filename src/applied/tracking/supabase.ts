import { version, type Tracking } from './tracking.ts';

export default {
  tables: ['supabase_migrations.schema_migrations'],
  rows: (table) => `SELECT version AS id FROM ${table} ORDER BY version`,
  id: version,
} satisfies Tracking;
