import { number, type Tracking } from './tracking.ts';

export default {
  tables: ['public.schema_version', 'schema_version'],
  rows: (table) => `SELECT version::text AS id FROM ${table}`,
  id: number,
  upTo: true,
} satisfies Tracking;
