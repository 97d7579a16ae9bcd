import { number, type Tracking } from './tracking.ts';

export default {
  tables: ['hdb_catalog.hdb_version'],
  rows: (table) => `SELECT version.key AS id, CASE WHEN version.value = 'true' THEN 'it failed half way' END AS failed FROM ${table}, jsonb_each(cli_state -> 'migrations') AS database, jsonb_each_text(database.value) AS version ORDER BY version.key::numeric`,
  id: number,
} satisfies Tracking;
