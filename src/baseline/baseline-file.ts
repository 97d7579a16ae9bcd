import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Problem } from '../config/problem.ts';
import { rebasePath } from '../config/rebase.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';

/** A baseline without entries. @param file - where it is to stand, absolute */
export function emptyBaseline(file: string, cwd: string): Baseline {
  const folder = dirname(file);
  return { path: rebasePath(file, cwd, cwd), toEntry: (shown) => rebasePath(resolve(cwd, shown), cwd, folder), toShown: (entry) => rebasePath(entry, folder, cwd), entries: [] };
}

/**
 * Reads a baseline.
 *
 * @param file - absolute
 * @returns undefined where there is no such file
 */
export function readBaseline(file: string, cwd: string): Baseline | { readonly problems: readonly Problem[] } | undefined {
  const baseline = emptyBaseline(file, cwd);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return wrong(baseline, `cannot be read${typeof code === 'string' ? ` (${code})` : ''}`);
  }
  try {
    const { version, findings } = JSON.parse(text) as { version?: unknown; findings?: unknown };
    if (version !== 1) return wrong(baseline, 'is of no version that this pgmiglint knows; `pgmiglint baseline` writes it anew');
    if (!Array.isArray(findings) || !findings.every(isEntry)) return wrong(baseline, 'holds something else than findings; `pgmiglint baseline` writes it anew');
    return { ...baseline, entries: findings };
  } catch {
    const conflict = /^(?:<{7}|>{7}) /m.test(text) ? ', but a merge that is not resolved' : '';
    return wrong(baseline, `is no JSON${conflict}`);
  }
}

function wrong({ path }: Baseline, what: string): { readonly problems: readonly Problem[] } {
  return { problems: [{ file: path, line: 1, column: 1, message: `the baseline ${what}` }] };
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { fingerprint, rule, file } = value as Partial<Record<keyof BaselineEntry, unknown>>;
  return typeof fingerprint === 'string' && typeof rule === 'string' && typeof file === 'string';
}

/** The file's text: a line an entry, in an order of its own, so that git merges it line by line. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const key = ({ file, rule, fingerprint }: BaselineEntry): string => `${file}\n${rule}\n${fingerprint}`;
  const sorted = entries.toSorted((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
  const lines = sorted.map(({ rule, file, fingerprint }) => `    ${JSON.stringify({ rule, file, fingerprint })}`);
  return `{\n  "version": 1,\n  "findings": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}
