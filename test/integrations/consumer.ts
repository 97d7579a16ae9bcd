import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { integrationsFolder } from './folder.mjs';

/** This repository. */
export const root = join(import.meta.dirname, '../..');

/** Whether a program is installed; says so where it is not. */
export function isInstalled(name: string): boolean {
  const there = existsSync(join(integrationsFolder(), name, 'installed'));
  if (!there) console.warn(`${name} is not installed (npm run setup:integrations): its tests are skipped`);
  return there;
}

/** What a program said. */
export interface Said {
  readonly code: number;
  readonly output: string;
}

const author = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

/** A project that uses pgmiglint: a git repository with a migration that is committed. */
export class Consumer {
  readonly folder = mkdtempSync(join(tmpdir(), 'consumer-'));
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(env: Readonly<Record<string, string>> = {}) {
    // It slows every start of Node 20 down, and nothing here needs it.
    this.#env = { ...process.env, ...author, ...env, NODE_EXTRA_CA_CERTS: undefined };
    this.run('git', 'init', '--quiet', '--initial-branch', 'main');
    this.write({ 'db/000001_users.up.sql': 'CREATE TABLE IF NOT EXISTS users (id int, email text);\n', 'db/000001_users.down.sql': 'DROP TABLE users;\n', '.gitignore': 'node_modules\n' });
    this.run('git', 'add', '--all');
    this.run('git', 'commit', '--quiet', '--message', 'first');
  }

  write(files: Readonly<Record<string, string>>): this {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
    return this;
  }

  /** Puts a package of the cache folder, and its commands, into `node_modules`. */
  install(name: string): this {
    cpSync(join(integrationsFolder(), name, 'node_modules'), join(this.folder, 'node_modules'), { recursive: true, verbatimSymlinks: true });
    return this;
  }

  /** This project as npm would install it. */
  installProduct(built: string): this {
    mkdirSync(join(this.folder, 'node_modules/.bin'), { recursive: true });
    symlinkSync(built, join(this.folder, 'node_modules/pgmiglint'));
    symlinkSync('../pgmiglint/dist/pgmiglint.cjs', join(this.folder, 'node_modules/.bin/pgmiglint'));
    return this;
  }

  run(command: string, ...args: readonly string[]): Said {
    const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: this.folder, env: this.#env, encoding: 'utf8' });
    return { code: status ?? 128, output: `${stdout}${stderr}${error?.message ?? ''}` };
  }

  /** Stages everything and commits it. */
  commit(): Said {
    this.run('git', 'add', '--all');
    return this.run('git', 'commit', '--message', 'x');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Builds the product into a folder, as its package would hold it. */
export function buildProduct(): string {
  const folder = mkdtempSync(join(tmpdir(), 'product-'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), join(folder, 'dist')], { stdio: 'pipe' });
  // As npm does when it installs a command.
  chmodSync(join(folder, 'dist/pgmiglint.cjs'), 0o755);
  return folder;
}

/** The recipe in the README that stands under a sentence with this word. */
export function recipe(word: string): string {
  const page = readFileSync(join(root, 'README.md'), 'utf8');
  const found = new RegExp(`^With [^\n]*${word}[^\n]*:\n\n\`\`\`\\w+\n([^]*?)\`\`\``, 'm').exec(page)?.[1];
  if (found === undefined) throw new Error(`the README has no recipe for ${word}`);
  return found;
}
