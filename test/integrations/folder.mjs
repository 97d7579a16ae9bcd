import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the programs of the integrations are installed. @returns {string} */
export function integrationsFolder() {
  return process.env['PGMIGLINT_INTEGRATIONS'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pgmiglint', 'integrations');
}
