import { loadDriver, type Client } from './driver.ts';
import type { Applied } from './applied.ts';
import type { MigrationSet } from '../project/migration.ts';
import type { ReadBytes } from './set-files.ts';
import { knownFrom } from './tracked.ts';
import { trackings } from './tracking/registry.ts';
import type { TrackedRow } from './tracking/tracking.ts';

/** A database to ask. */
export interface DatabaseRequest {
  /** Where its address comes from, as people know it: `--database-url`, `$DATABASE_URL`. */
  readonly from: string;
  /** Never shown. */
  readonly url: string;
  /** The sets that it has; absent: all. */
  readonly sets?: readonly string[];
}

/** What databases said. */
export interface DatabaseKnowledge {
  readonly applied: ReadonlyMap<string, Applied>;
  /** Why they could say nothing, each a sentence. */
  readonly silences: readonly string[];
}

/** How long anything may take, in milliseconds. */
const patience = { connect: 5000, statement: 5000, lock: 1000, answer: 8000 };

/**
 * Asks a database what is applied: reads each runner's own table, in one short transaction that cannot write. Never
 * throws, and never says the password.
 *
 * @param cwd - absolute: where the driver is looked for first
 */
export async function readDatabase(sets: readonly MigrationSet[], request: DatabaseRequest, cwd: string, read: ReadBytes): Promise<DatabaseKnowledge> {
  const applied = new Map<string, Applied>();
  const refuse = (why: string): DatabaseKnowledge => ({ applied, silences: [`${request.from}: ${why}`] });
  const own = sets.filter(({ path }) => request.sets?.includes(path) ?? true);
  const tracked = own.flatMap((set) => {
    const tracking = Object.hasOwn(trackings, set.runner) ? trackings[set.runner] : undefined;
    return tracking ? [{ set, tracking }] : [];
  });
  const [first] = tracked;
  if (!first) return refuse(`nobody knows where ${own.map(({ runner }) => runner).join(', ') || 'these migrations'} would write down what is applied`);
  const rival = tracked.find(({ set }, at) => tracked.some((other, before) => before < at && other.set.runner === set.runner));
  if (rival) return refuse(`several sets are ${rival.set.runner}'s, and its table does not tell which of them is meant: name one, or give each its own "databaseUrlVariable" in the configuration`);
  if (!/^postgres(?:ql)?:\/\//.test(request.url)) return refuse('an address such as postgres://user@host/database is expected');
  const Driver = loadDriver(cwd);
  if (!Driver) return refuse('the driver is not installed: npm install --save-dev pg');

  let client: Client | undefined;
  try {
    client = new Driver({ connectionString: request.url, connectionTimeoutMillis: patience.connect, query_timeout: patience.answer, application_name: 'pgmiglint' });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('BEGIN TRANSACTION READ ONLY');
    await client.query(`SET LOCAL statement_timeout = ${patience.statement}`);
    await client.query(`SET LOCAL lock_timeout = ${patience.lock}`);
    for (const { set, tracking } of tracked) {
      const table = await findTable(client, tracking.tables);
      if (table === undefined) return refuse(`there is no table ${tracking.tables.join(' or ')}, where ${set.runner} would write down what is applied in ${set.path}`);
      const { rows } = await client.query(tracking.rows(table));
      applied.set(set.path, knownFrom(set, tracking, rows.map(rowOf), { read, evidence: `database: ${table}` }));
    }
    await client.query('ROLLBACK');
    return { applied, silences: [] };
  } catch (error) {
    applied.clear();
    return refuse(reason(error, request.url));
  } finally {
    await client?.end().catch(() => undefined);
  }
}

async function findTable(client: Client, candidates: readonly string[]): Promise<string | undefined> {
  for (const name of candidates) {
    const found = (await client.query('SELECT to_regclass($1)::text AS found', [name])).rows[0]?.found;
    if (found) return found;
  }
  return undefined;
}

function rowOf({ id, checksum, failed }: Readonly<Record<string, string | null>>): TrackedRow {
  return { id: id ?? '', checksum: checksum ?? null, failed: failed ?? null };
}

/** What is wrong, by SQLSTATE or the system's word for it. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'no server listens there',
  ECONNRESET: 'the server ended the connection',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
  ETIMEDOUT: 'the server does not answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
  ERR_INVALID_URL: 'this is no address of a database',
  '28P01': 'the server refuses the password',
  '28000': 'the server refuses this user',
  '3D000': 'there is no such database',
  '42501': 'this user may not read the table in which the runner writes down what is applied',
  '53300': 'the server has too many connections already',
  '55P03': 'the table is locked',
  '57014': `the server took longer than ${patience.statement / 1000} seconds`,
  '57P01': 'the server is shutting down',
  '57P02': 'the server has crashed',
  '57P03': 'the server is starting up or shutting down',
  '42703': 'the table of that name has other columns: it is not the one that the runner keeps',
};

function reason(error: unknown, url: string): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const known = typeof code === 'string' ? reasons[code] : undefined;
  if (known !== undefined) return known;
  const said = typeof message === 'string' && message !== '' ? message : 'the database could not be asked';
  if (/timeout/i.test(said)) return 'the server does not answer';
  if (/terminated|closed/i.test(said)) return 'the server ended the connection';
  return withoutPassword(said.split('\n', 1)[0] ?? '', url);
}

/** Whatever a driver says: the address and the password that are in it do not get out. */
function withoutPassword(text: string, url: string): string {
  const raw = /^\w+:\/\/[^/?#@:]*:([^@/?#]*)@/.exec(url)?.[1] ?? '';
  const parameter = /[?&]password=([^&#]*)/.exec(url)?.[1] ?? '';
  const secrets = [url, raw, decoded(raw), parameter, decoded(parameter)].filter((secret) => secret !== '');
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
