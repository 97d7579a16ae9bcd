import { PGlite } from '@electric-sql/pglite';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { readScript } from '../../src/parser/read-script.ts';
import type { Script } from '../../src/project/migration.ts';
import type { Span } from '../../src/source/source-file.ts';

/** A PostgreSQL of its own, in this process. */
export async function startServer(): Promise<PGlite> {
  return PGlite.create({ extensions: { citext } });
}

/** Takes away all that a fixture can have made. */
const reset = `
ROLLBACK;
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT pubname FROM pg_publication LOOP EXECUTE format('DROP PUBLICATION %I', name); END LOOP;
  FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP;
  FOR name IN SELECT rolname FROM pg_roles WHERE rolname LIKE '%fixtures%' LOOP EXECUTE format('DROP ROLE %I', name); END LOOP;
  FOR name IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LOOP EXECUTE format('DROP EXTENSION %I CASCADE', name); END LOOP;
END
$$;
CREATE SCHEMA public;
`;

export async function clean(server: PGlite): Promise<void> {
  await server.exec('ROLLBACK');
  await server.exec('DISCARD ALL');
  await server.exec(reset.replace('ROLLBACK;', ''));
}

/** Sends one message and gives back the SQLSTATE of its error, if there is one. */
export async function send(server: PGlite, sql: string): Promise<string | undefined> {
  try {
    await server.exec(sql);
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}

/** What the server answered a message that failed, and what the message was. */
export interface Refusal {
  readonly state: string;
  readonly message: Span;
}

/** Runs a script as its execution says. @returns the SQLSTATEs of all errors, without those of an aborted transaction */
export async function runScript(server: PGlite, script: Script): Promise<readonly string[]> {
  return (await refusals(server, script)).map(({ state }) => state);
}

/** Runs a script as its execution says. @returns all errors, without those of an aborted transaction */
export async function refusals(server: PGlite, script: Script): Promise<readonly Refusal[]> {
  const { send: how, wrap } = script.execution;
  const { statements, errors } = readScript(script);
  const { text } = script.file;
  const spans = [...statements.map(({ span }) => span), ...errors.map(({ statement }) => statement)].sort((a, b) => a.start - b.start);
  const pieces = how === 'one message' ? [script.span] : script.chunks ?? spans;
  const refused: Refusal[] = [];
  if (wrap !== 'none') await server.exec('BEGIN');
  for (const message of pieces) {
    const state = await send(server, text.slice(message.start, message.end));
    if (state !== undefined && state !== '25P02') refused.push({ state, message });
  }
  if (wrap !== 'none') await send(server, 'COMMIT');
  await send(server, 'ROLLBACK');
  return refused;
}
