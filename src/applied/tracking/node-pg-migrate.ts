import { fileName, type Tracking } from './tracking.ts';

export default {
  tables: ['pgmigrations'],
  rows: (table) => `SELECT name AS id FROM ${table} ORDER BY run_on, id`,
  id: (file) => fileName(file).replace(/\.[^.]+$/, ''),
} satisfies Tracking;
