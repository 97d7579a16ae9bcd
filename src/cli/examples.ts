import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from './package.ts';

/** SQL that a rule objects to, and SQL that it does not: the rule's fixtures. */
export interface Example {
  readonly unsafe?: string;
  readonly safe?: string;
}

/** The examples of a rule: from the fixtures where they are at hand, else from what the build wrote beside the bundle. */
export function example(id: string): Example {
  const fixtures = join(packageRoot(), 'fixtures', 'rules');
  if (existsSync(fixtures)) return shown({ unsafe: read(join(fixtures, id, 'unsafe.sql')), safe: read(join(fixtures, id, 'safe.sql')) });
  const embedded = read(fileURLToPath(new URL('examples.json', import.meta.url)));
  if (embedded === undefined) return {};
  const all = JSON.parse(embedded) as Readonly<Record<string, Example>>;
  return Object.hasOwn(all, id) ? shown(all[id] ?? {}) : {};
}

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** The lines of carets that the tests read are not for people. */
function shown({ unsafe, safe }: { readonly unsafe?: string | undefined; readonly safe?: string | undefined }): Example {
  const clean = (sql: string): string => sql.replace(/^[ \t]*--[ \t]*\^+.*\r?\n?/gm, '').trim();
  return { ...(unsafe === undefined ? {} : { unsafe: clean(unsafe) }), ...(safe === undefined ? {} : { safe: clean(safe) }) };
}
