import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { launch, type Client } from '../real-servers/launch.ts';
import { runnersFolder } from './folder.mjs';

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

export async function startServer(): Promise<Server> {
  const port = await freePort();
  const { data, connect, stop } = await launch(join(runnersFolder(), 'postgres'), {
    listen_addresses: '127.0.0.1', port, unix_socket_directories: '',
    logging_collector: 'on', log_destination: 'jsonlog', log_directory: 'log', log_filename: 'server', log_rotation_age: 0, log_rotation_size: 0, log_min_messages: 'warning', deadlock_timeout: '1s',
  });
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
    stop,
  };
}

function readLog(file: string): LogEntry[] {
  const text = readFileSync(file, 'utf8');
  return text.slice(0, text.lastIndexOf('\n')).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as LogEntry);
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
