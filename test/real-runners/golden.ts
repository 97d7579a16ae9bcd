import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RunnerName } from './layouts.ts';
import type { Golden } from './outcome.ts';

export function goldenFile(runner: RunnerName): string {
  return fileURLToPath(new URL(`golden/${runner}.json`, import.meta.url));
}

export function readGolden(runner: RunnerName): Golden | undefined {
  const file = goldenFile(runner);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Golden) : undefined;
}

/** Lists of words stand in one line each, as far as they fit. */
export function writeGolden(runner: RunnerName, golden: Golden): void {
  const text = JSON.stringify(golden, undefined, 2).replace(/\[[^[\]{}]*\]/g, (list) => list.replace(/\s*\n\s*/g, ' ').replace(/^\[ | \]$/g, (edge) => edge.trim()));
  writeFileSync(goldenFile(runner), `${text}\n`);
}
