import { expect } from 'vitest';
import { Terminal, type Outcome, type Surroundings } from '../cli/terminal.ts';

/** Content by path. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Report {
  readonly sets: readonly { readonly path: string; readonly runner: string; readonly migrations: number }[];
  readonly findings: readonly { readonly rule: string; readonly file: string; readonly line: number; readonly column: number; readonly message: string }[];
  readonly unreadable: readonly { readonly file: string; readonly line: number; readonly column: number; readonly message: string }[];
  readonly leftOut: readonly { readonly file: string; readonly reason: string }[];
  readonly bugs: readonly object[];
  readonly summary: { readonly files: number; readonly statements: number; readonly standIns: number };
}

/** Runs a call and sees to it that nobody is shown the inside of the program. */
export async function call(terminal: Terminal, words: string | readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const outcome = await terminal.run(words, surroundings);
  for (const said of [outcome.stdout, outcome.stderr]) {
    expect(said).not.toMatch(/^\s+at .*[:(]/m);
    expect(said).not.toContain('a bug in');
    expect(said).not.toMatch(/\bundefined\b|\[object |\bNaN\b/);
  }
  return outcome;
}

/** The report of a folder with these files, and the exit code. The text report is made too. */
export async function report(files: Files, words = '.'): Promise<Report & { readonly code: number }> {
  const terminal = new Terminal(files);
  const { stdout, code } = await call(terminal, `${words} --format json`);
  const people = await call(terminal, words);
  expect(people.code).toBe(code);
  return { ...(JSON.parse(stdout) as Report), code };
}

/** `rule file:line` of every finding. */
export function found({ findings }: Report): readonly string[] {
  return findings.map(({ rule, file, line }) => `${rule} ${file}:${line}`);
}

/** A golang-migrate history in db whose second migration drops a column: something to find whatever stands beside it. */
export const history: Files = {
  'db/000001_users.up.sql': 'CREATE TABLE IF NOT EXISTS users (id bigint PRIMARY KEY, email varchar(320));\n',
  'db/000001_users.down.sql': 'DROP TABLE users;\n',
  'db/000002_email.up.sql': 'ALTER TABLE users ALTER COLUMN email TYPE varchar(10);\n',
  'db/000002_email.down.sql': 'ALTER TABLE users ALTER COLUMN email TYPE varchar(320);\n',
};

export const narrowing = 'narrowing-type-change db/000002_email.up.sql:1';
