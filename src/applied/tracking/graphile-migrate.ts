import { committedHash } from '../graphile-chain.ts';
import { fileName, textOf, type Tracking } from './tracking.ts';

export default {
  tables: ['graphile_migrate.migrations'],
  rows: (table) => `SELECT filename AS id, hash AS checksum FROM ${table} ORDER BY filename`,
  id: fileName,
  checksums: (_, bytes) => {
    const hash = committedHash(textOf(bytes));
    return hash === undefined ? [] : [hash];
  },
} satisfies Tracking;
