import type { Finding, Severity } from '../judge/finding.ts';
import { fingerprints } from '../judge/fingerprint.ts';
import type { Result } from '../judge/result.ts';
import type { ReportOptions } from './reporter.ts';
import { onOneLine, tellAll } from './told.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'info' };

/** GitLab's code quality report (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format). */
export function gitlab(result: Result, { below = '' }: ReportOptions): string {
  const names = fingerprints([...result.findings, ...result.suppressed], (path) => below + path);
  const fingerprint = (finding: Finding | undefined, else_: string): string => (finding && names.get(finding)) ?? else_;
  const entries = tellAll(result, { below }).map(({ rule, severity, file, start, end, message, finding }) => ({
    description: onOneLine(message),
    check_name: rule,
    fingerprint: fingerprint(finding, `${rule}:${file}:${start.line}:${start.column}`),
    severity: severities[severity],
    location: { path: file, lines: { begin: start.line, end: end.line } },
  }));
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}
