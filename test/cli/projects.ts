import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Terminal } from './terminal.ts';

/** Small projects, one of each runner. */
export const projects = join(import.meta.dirname, '../../fixtures/projects');

/** A copy of a small project of fixtures/projects. */
export function projectOf(runner: string): Terminal {
  const root = join(projects, runner);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(root, path)).isFile());
  return new Terminal(Object.fromEntries(files.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path))])));
}
