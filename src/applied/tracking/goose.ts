import { number, type Tracking } from './tracking.ts';

/** The newest row of a version tells whether it is applied: rolling back deletes, or in old versions adds a row. */
export default {
  tables: ['goose_db_version'],
  rows: (table) => `SELECT version_id::text AS id FROM (SELECT DISTINCT ON (version_id) version_id, is_applied FROM ${table} WHERE version_id > 0 ORDER BY version_id, id DESC) newest WHERE is_applied ORDER BY version_id`,
  id: number,
} satisfies Tracking;
