import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../src/cli/main.ts';
import { temporaryFolder, writeFiles } from './sets.ts';

/** What git sees of the world in a test: nobody's own configuration. */
export const environment: Readonly<Record<string, string>> = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_AUTHOR_DATE: '2024-01-01T00:00:00Z', GIT_COMMITTER_DATE: '2024-01-01T00:00:00Z',
};

/** What a call said. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A finding as JSON tells it. */
export interface Told {
  readonly rule: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly instead: readonly { readonly sql: string }[];
}

/** A git repository made for one test. */
export class Repository {
  readonly folder: string;

  constructor(folder = temporaryFolder()) {
    this.folder = folder;
  }

  /** A repository with a first commit on `main`. */
  static with(files: Readonly<Record<string, string | Uint8Array>>): Repository {
    const repository = new Repository();
    repository.git('init', '--quiet', '--initial-branch', 'main');
    return repository.commit(files);
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.folder, env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  write(files: Readonly<Record<string, string | Uint8Array>>): this {
    writeFiles(this.folder, files);
    return this;
  }

  remove(...paths: readonly string[]): this {
    for (const path of paths) rmSync(join(this.folder, path));
    return this;
  }

  commit(files: Readonly<Record<string, string | Uint8Array>> = {}): this {
    this.write(files).git('add', '--all');
    this.git('commit', '--quiet', '--message', 'x');
    return this;
  }

  branch(name: string): this {
    this.git('checkout', '--quiet', '-b', name);
    return this;
  }

  /** A clone in another folder. */
  clone(...options: readonly string[]): Repository {
    const folder = temporaryFolder();
    execFileSync('git', ['clone', '--quiet', ...options, `file://${this.folder}`, folder], { env: environment, stdio: 'pipe' });
    return new Repository(folder);
  }

  async run(call: string, env: Readonly<Record<string, string>> = {}, cwd = '.'): Promise<Said> {
    let stdout = '';
    let stderr = '';
    const code = await main(call.split(' ').filter((word) => word !== ''), {
      cwd: join(this.folder, cwd),
      env: { ...environment, ...env },
      stdin: () => Promise.resolve(''),
      stdout: { write: (text) => { stdout += text; }, isTTY: false },
      stderr: { write: (text) => { stderr += text; }, isTTY: false },
    });
    return { code, stdout, stderr };
  }

  /** What is reported of applied files, and how many migrations are pending. */
  async lint(call = '', env: Readonly<Record<string, string>> = {}, cwd = '.'): Promise<{ readonly findings: readonly Told[]; readonly pending: number; readonly from: string | undefined; readonly stderr: string; readonly code: number }> {
    const { code, stdout, stderr } = await this.run(`--format json ${call}`, env, cwd);
    if (stdout === '') return { findings: [], pending: -1, from: undefined, stderr, code };
    const { findings, sets } = JSON.parse(stdout) as { findings: Told[]; sets: { pending: number; appliedFrom?: string }[] };
    return { findings, pending: sets.reduce((sum, { pending }) => sum + pending, 0), from: sets[0]?.appliedFrom, stderr, code };
  }
}
