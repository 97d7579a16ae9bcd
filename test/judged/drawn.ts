import { createHash } from 'node:crypto';
import type { Finding } from '../../src/judge/finding.ts';

const seed = 'read one by one';

/** Findings that are read of each rule: this many times the root of how many it has. It makes about 200. */
const perRoot = 0.46;

/** A finding as the table names it. `nth` counts from 1 those of one rule on one line. */
export interface Drawn {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly nth: number;
}

export const named = ({ rule, file, line, nth }: Drawn): string => `${rule} ${file}:${line}${nth > 1 ? ` (${nth})` : ''}`;

/** Every finding by rule, under the name that the table gives it. */
export function nameAll(findings: readonly Finding[]): Map<string, Drawn[]> {
  const counts = new Map<string, number>();
  const byRule = new Map<string, Drawn[]>();
  for (const { rule, place } of findings) {
    const { file: { path: file }, span } = place;
    const { line } = place.file.position(span.start);
    const at = `${rule} ${file}:${line}`;
    const nth = (counts.get(at) ?? 0) + 1;
    counts.set(at, nth);
    const own = byRule.get(rule) ?? [];
    own.push({ rule, file, line, nth });
    byRule.set(rule, own);
  }
  return byRule;
}

/**
 * The sample: of each rule the findings with the smallest hashes. How many depends on the rule's own count alone, and the
 * files of the corpus do not change, so that another rule's change moves nothing here.
 */
export function draw(byRule: ReadonlyMap<string, readonly Drawn[]>): Drawn[] {
  return [...byRule].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, own]) => {
    const quota = Math.max(1, Math.round(perRoot * Math.sqrt(own.length)));
    const hashed = own.map((finding) => ({ finding, hash: createHash('sha256').update(`${seed}\n${named(finding)}`).digest('hex') }));
    return hashed.sort((a, b) => (a.hash < b.hash ? -1 : 1)).slice(0, quota).map(({ finding }) => finding);
  });
}
