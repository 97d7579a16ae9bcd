import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the runners are installed. @returns {string} */
export function runnersFolder() {
  return process.env['PGMIGLINT_RUNNERS'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pgmiglint', 'runners');
}
