import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const fixtures = fileURLToPath(new URL('../../fixtures/real-runners/', import.meta.url));

/** A migration as no runner has it yet: fixtures/real-runners/shared holds them, each runner's layout makes files of them. */
export interface NeutralMigration {
  /** As it stands in the name of the file, without zeros in front. */
  readonly version: string;
  readonly name: string;
  readonly up: string;
  readonly down?: string;
  /** To be marked as the runner wants it marked. */
  readonly noTransaction: boolean;
}

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

/** Migrations of a folder: `1.sql`, `1.down.sql`, `2.no-transaction.sql`, and `1b.sql`, which has version 1 again. */
export function readNeutral(folder: string): NeutralMigration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.filter((name) => !name.endsWith('.down.sql')).map((name) => {
    const [, version = '', again = ''] = /^(\d+)(b?)\./.exec(name) ?? [];
    const down = `${version}.down.sql`;
    return {
      version,
      name: again === '' ? 'step' : 'step_again',
      up: readFileSync(join(folder, name), 'utf8'),
      ...(names.includes(down) ? { down: readFileSync(join(folder, down), 'utf8') } : {}),
      noTransaction: name.includes('.no-transaction.'),
    };
  });
}

/** All files below a folder. */
export function readFiles(folder: string): Files {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found[path.slice(folder.length).replace(/^\//, '')] = readFileSync(path, 'utf8');
  }
  return found;
}
