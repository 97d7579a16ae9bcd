import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

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

/** The package `pg`: the project's own where it has one, else one beside this program; undefined where there is none. */
export async function loadDriver(cwd: string): Promise<Constructor | undefined> {
  try {
    return clientOf(await import(pathToFileURL(createRequire(join(cwd, 'package.json')).resolve(name)).href));
  } catch {
    // None of the project's own.
  }
  try {
    return clientOf(await import(name));
  } catch {
    return undefined;
  }
}

function clientOf(loaded: unknown): Constructor | undefined {
  const { default: inner, Client } = loaded as { readonly default?: { readonly Client?: Constructor }; readonly Client?: Constructor };
  return Client ?? inner?.Client;
}
