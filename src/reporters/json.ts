import type { Finding } from '../judge/finding.ts';
import type { Result } from '../judge/result.ts';
import type { Place } from '../source/source-file.ts';
import { redact } from './redact.ts';

/** The report for programs: one object, its fields fixed by version 1. New fields may join, none goes. */
export function json(result: Result): string {
  const { sets, findings, unreadable, leftOut, unknown, bugs, summary } = result;
  return `${JSON.stringify({
    version: 1,
    sets: sets.map((set) => ({ ...set, evidence: redact(set.evidence) })),
    findings: findings.map(finding),
    unreadable: unreadable.map(({ file, line, column, message }) => ({ file, line, column, message: redact(message) })),
    leftOut: leftOut.map(({ path, reason }) => ({ file: path, reason: redact(reason) })),
    unknown: Array.from(unknown, ([what, times]) => ({ what: redact(what), times })),
    bugs: bugs.map((bug) => ({ ...bug, message: redact(bug.message) })),
    summary,
  })}\n`;
}

function finding({ rule, severity, place: { file, span }, message, instead, related, documentation }: Finding): object {
  const start = file.position(span.start);
  const end = file.position(span.end);
  return {
    rule,
    severity,
    file: file.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    message: redact(message),
    instead: instead.map(({ script, transaction, sql }) => ({ script, transaction, sql: redact(sql) })),
    related: related.map((other) => ({ ...position(other.place), message: redact(other.message) })),
    documentation,
  };
}

/** Lines and columns from 1, columns in UTF-16 units, the end not included. */
function position({ file, span }: Place): object {
  const start = file.position(span.start);
  const end = file.position(span.end);
  return { file: file.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
