import { number, type Tracking } from './tracking.ts';

export default {
  tables: ['schema_migrations'],
  rows: (table) => `SELECT version::text AS id, CASE WHEN dirty THEN 'the database is dirty: this migration failed half way. Mend the schema by hand, then tell golang-migrate with "force"' END AS failed FROM ${table}`,
  id: number,
  upTo: true,
} satisfies Tracking;
