import { fileName, type Tracking } from './tracking.ts';

export default {
  tables: ['gorp_migrations'],
  rows: (table) => `SELECT id FROM ${table} ORDER BY applied_at, id`,
  id: fileName,
} satisfies Tracking;
