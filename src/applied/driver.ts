import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The part of the package `pg` that is used here. */
export interface Client {
  connect(): Promise<unknown>;
  query(sql: string, values?: readonly string[]): Promise<{ readonly rows: readonly Readonly<Record<string, string | null>>[] }>;
  end(): Promise<void>;
  /** A server that goes away between two questions says so here. */
  on(event: 'error', listener: (error: Error) => void): unknown;
}

interface ClientOptions {
  readonly connectionString: string;
  readonly connectionTimeoutMillis: number;
  readonly query_timeout: number;
  readonly application_name: string;
}

/** A package that need not be there: its name is no constant, so that nobody looks for it before it is wanted. */
const name = ['pg'].join('');

type Constructor = new (options: ClientOptions) => Client;

/**
 * The package `pg`: the project's own where it has one, else one beside this program; undefined where there is none. It is
 * required, not imported: code that was compiled before has no `import()`.
 */
export function loadDriver(cwd: string): Constructor | undefined {
  for (const from of [join(cwd, 'package.json'), import.meta.url]) {
    try {
      return (createRequire(from)(name) as { readonly Client: Constructor }).Client;
    } catch {
      // Not here.
    }
  }
  return undefined;
}
