import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the server of a major is installed. @param {string | number} major @returns {string} */
export function serverFolder(major) {
  return join(process.env['PGMIGLINT_SERVERS'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pgmiglint', 'postgres'), String(major));
}
