import { watch, type FSWatcher } from 'node:fs';
import { basename } from 'node:path';

/** Files beside the scripts that tell a runner or this program something. */
const besides = [
  '.pgmiglintrc.json', '.pgmiglint-baseline.json', '.applied.sha256', 'atlas.sum', 'atlas.hcl', '_journal.json', 'sqitch.plan', 'sqitch.conf', 'metadata.toml', 'migration_lock.toml', 'schema.prisma',
  'flyway.conf', 'flyway.toml', 'sqlx.toml', 'tern.conf', 'dbconfig.yml', 'database.yml', 'package.json', 'Cargo.toml', 'go.mod',
];

/** What a client is asked to watch. */
export const watched: readonly string[] = ['**/*.{sql,SQL,pgsql,psql}', `**/{${besides.join(',')}}`];

function isWatched(name: string): boolean {
  return /\.(?:sql|pgsql|psql)$/i.test(name) || besides.includes(basename(name));
}

/** Watches folders for clients that cannot. What cannot be watched is seen when a file is opened or saved. */
export class FolderWatch {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** @param folders - absolute; those watched before and not named are let go */
  follow(folders: readonly string[]): void {
    for (const [folder, watcher] of this.#watchers) {
      if (folders.includes(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of folders) if (!this.#watchers.has(folder)) this.#watch(folder);
  }

  #watch(folder: string): void {
    try {
      const watcher = watch(folder, { recursive: true, persistent: false }, (_, name) => {
        if (name === null || isWatched(name)) this.#onChange();
      });
      watcher.on('error', () => { this.#watchers.delete(folder); });
      this.#watchers.set(folder, watcher);
    } catch {
      // It is gone, or the system watches no more: the next opening or saving looks again.
    }
  }
}
