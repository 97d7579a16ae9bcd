import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { main } from '../../src/cli/main.ts';

/** What a call printed, and its exit code. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a call finds beside the files. */
export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** Below the folder with the files. */
  readonly cwd?: string;
}

/** SQL of a fixture file beside this one. */
export function sql(name: string): string {
  return readFileSync(new URL(`sql/${name}`, import.meta.url), 'utf8');
}

/** A folder with files, taken away after the test; `run` calls the command line in it. */
export class Terminal {
  readonly folder = mkdtempSync(join(tmpdir(), 'cli-'));

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    onTestFinished(() => { rmSync(this.folder, { recursive: true, force: true }); });
    this.write(files);
  }

  write(files: Readonly<Record<string, string | Uint8Array>>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), content);
    }
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  async run(call: string | readonly string[], { env = {}, stdin = '', isTTY = false, columns, cwd = '.' }: Surroundings = {}): Promise<Outcome> {
    let stdout = '';
    let stderr = '';
    const width = columns === undefined ? {} : { columns };
    const code = await main(typeof call === 'string' ? call.split(' ').filter((word) => word !== '') : call, {
      cwd: join(this.folder, cwd),
      env,
      stdin: () => Promise.resolve(stdin),
      stdout: { write: (text) => { stdout += text; }, isTTY, ...width },
      stderr: { write: (text) => { stderr += text; }, isTTY, ...width },
    });
    return { code, stdout, stderr };
  }
}
