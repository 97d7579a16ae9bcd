import { readFileSync } from 'node:fs';
import type { Finding } from '../../src/judge/finding.ts';
import type { Result } from '../../src/judge/result.ts';
import { SourceFile, type Place } from '../../src/source/source-file.ts';

/** A file beside this one, under the path that a report is to show. */
export function sqlFile(name: string, path: string): SourceFile {
  return new SourceFile(path, readFileSync(new URL(`sql/${name}`, import.meta.url), 'utf8'));
}

/** The first place where a text stands in a file. */
export function placeOf(file: SourceFile, text: string): Place {
  const start = file.text.indexOf(text);
  if (start < 0) throw new Error(`${file.path} does not hold ${text}`);
  return { file, span: { start, end: start + text.length } };
}

/** A finding that is nothing but its place. */
export function findingAt(place: Place, rest: Partial<Finding> = {}): Finding {
  return { rule: 'some-rule', severity: 'error', place, message: 'something is wrong', related: [], instead: [], documentation: 'docs/rules/some-rule.md', ...rest };
}

/** A result of one set. */
export function resultOf(findings: readonly Finding[], rest: Partial<Result> = {}): Result {
  const by = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    sets: [{ path: 'db/migrations', runner: 'golang-migrate', evidence: 'files end in .up.sql', migrations: 41, pending: 2, appliedFrom: 'lock file' }],
    findings,
    suppressed: [],
    unreadable: [],
    leftOut: [],
    unknown: new Map(),
    bugs: [],
    summary: { files: 82, statements: 310, errors: by('error'), warnings: by('warning'), infos: by('info'), suppressed: 0, standIns: 0 },
    ...rest,
  };
}
