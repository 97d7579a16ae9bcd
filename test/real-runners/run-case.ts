import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from './cases.ts';
import type { Case } from './cases.ts';
import { commands, installation, recorded } from './commands.ts';
import type { Command } from './commands.ts';
import type { RunnerName } from './layouts.ts';
import type { Outcome, Run } from './outcome.ts';
import type { Client } from '../real-servers/launch.ts';
import type { Server } from './server.ts';
import { runnerWords } from './words.ts';

/** What waits for a lock so long will wait for ever: nobody else is in the database. */
const endWhatWaits = `SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE datname = $$DATABASE$$ AND wait_event_type = 'Lock' AND now() - query_start > interval '5 s'`;

/** Lays a case out, lets the runner apply it to a database of its own and looks at what has become of it. */
export async function runCase(server: Server, runner: RunnerName, one: Case, database: string): Promise<Outcome> {
  const admin = await server.connect('postgres');
  await admin.query(`CREATE DATABASE ${database} TEMPLATE base`);
  const folder = mkdtempSync(join(tmpdir(), 'pgmiglint-case-'));
  const runs: Run[] = [];
  const run = async (command: Run['command']): Promise<void> => {
    const before = (await server.log(database)).length;
    const { program, args, env } = commands[runner](command, { host: '127.0.0.1', port: server.port, database }, installation(runner));
    // What waits is ended first: were the runner to go, its lock would go with it.
    const hangs = async (): Promise<boolean> => (await admin.query(endWhatWaits.replace('DATABASE', database))).rows.length > 0;
    const { code, output } = await execute({ program, args, ...(env ? { env } : {}) }, folder, hangs);
    // A runner that was given up on leaves its sessions to the server.
    if (code === 'hangs') await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`);
    const errors = (await server.log(database)).slice(before).filter((entry) => entry.error_severity === 'ERROR').map((entry) => `${entry.state_code ?? ''} ${entry.message}`);
    const result = code === 'hangs' ? code : code === 0 ? 'succeeds' : 'fails';
    const told = withoutProbes(errors);
    runs.push({ command, result, errors: told, ...(result === 'fails' && told.length === 0 ? { says: runnerWords(output, folder) } : {}) });
  };
  try {
    writeFiles(folder, one.files);
    await run('up');
    if (one.later) {
      writeFiles(folder, one.later);
      await run('up');
    }
    if (one.down && runs.at(-1)?.result === 'succeeds') await run('down');
    const client = await server.connect(database);
    const found = await observe(client, runner);
    await client.end();
    return { runs, ...found };
  } finally {
    await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
    await admin.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Some runners ask their own table before they have made it. */
function withoutProbes(errors: readonly string[]): string[] {
  return errors.filter((error) => !/^42P01 relation "(goose_db_version|schema_migrations|_sqlx_migrations|schemaversion|public\.\w+)" does not exist/.test(error));
}

function execute({ program, args, env }: Command, cwd: string, hangs: () => Promise<boolean>): Promise<{ readonly code: number | 'hangs'; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let givenUp = false;
    const watch = setInterval(() => {
      hangs().then((found) => {
        if (!found) return;
        givenUp = true;
        child.kill('SIGKILL');
      }, reject);
    }, 1000);
    child.stdout.on('data', (data) => { output += String(data); });
    child.stderr.on('data', (data) => { output += String(data); });
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(watch);
      resolve({ code: givenUp ? 'hangs' : code ?? 1, output });
    });
  });
}

async function observe(client: Client, runner: RunnerName): Promise<Pick<Outcome, 'seen' | 'sessions' | 'left' | 'recorded'>> {
  const { rows } = await client.query('SELECT step, xact::text, session::text FROM seen ORDER BY id');
  const groups = new Map<string, string[]>();
  for (const { step = '', xact = '' } of rows) {
    const group = groups.get(xact);
    if (group) group.push(step);
    else groups.set(xact, [step]);
  }
  const left = await client.query(`
    SELECT 'index ' || relname || CASE WHEN indisvalid THEN '' ELSE ' (invalid)' END AS what FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE relname LIKE 'items_name%'
    UNION ALL SELECT 'enum value ' || enumlabel FROM pg_enum WHERE enumlabel <> 'calm'
    UNION ALL SELECT 'mood ' || mood::text FROM moods
    UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE proname = 'note'
    ORDER BY what`);
  const versions = await client.query(recorded[runner]).catch(() => ({ rows: [] }));
  return {
    seen: [...groups.values()],
    sessions: new Set(rows.map(({ session }) => session)).size,
    left: left.rows.map(({ what = '' }) => what),
    recorded: versions.rows.map(({ version = '' }) => version),
  };
}
