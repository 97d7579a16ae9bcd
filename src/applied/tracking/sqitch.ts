import { sqitch } from '../checksums.ts';
import { version, type Tracking } from './tracking.ts';

export default {
  tables: ['sqitch.changes'],
  rows: (table) => `SELECT change AS id, script_hash AS checksum FROM ${table} ORDER BY committed_at`,
  id: version,
  checksums: (_, bytes) => [sqitch(bytes)],
} satisfies Tracking;
