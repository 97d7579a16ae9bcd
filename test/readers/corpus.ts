import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readScript } from '../../src/parser/read-script.ts';
import { agree, agreeOnMarks, compare, scriptOf } from './compare.ts';

const folder = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

export const hasCorpus = existsSync(folder);

/** How both readers fared. */
export interface Agreement {
  readonly statements: number;
  readonly read: number;
  readonly lowered: number;
  /** `file: statement` for each on which they differ. */
  readonly differences: readonly string[];
  readonly markDifferences: readonly string[];
}

/** @param step - every how manieth file */
export function agreementOnCorpus(step: number): Agreement {
  const counts = { statements: 0, read: 0, lowered: 0 };
  const differences: string[] = [];
  const markDifferences: string[] = [];
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sql')).sort();
  for (let index = 0; index < paths.length; index += step) {
    const path = paths[index] ?? '';
    const text = readFileSync(join(folder, path), 'utf8').replace(/^\uFEFF/, '');
    for (const statement of readScript(scriptOf(text, path)).statements) {
      const comparison = compare(statement);
      counts.statements++;
      counts.read += Number(comparison.isRead);
      counts.lowered += Number(comparison.second !== undefined);
      if (!agree(comparison)) differences.push(`${path}: ${comparison.text}`);
      else if (!agreeOnMarks(comparison)) markDifferences.push(`${path}: ${comparison.text}`);
    }
  }
  return { ...counts, differences, markDifferences };
}
