import type { Finding } from '../judge/finding.ts';
import type { Result } from '../judge/result.ts';
import type { Place } from '../source/source-file.ts';
import { redact } from './redact.ts';

/** So many findings are one piece of the report: some 50 KB, which V8 makes and throws away without a page of its own. */
const together = 64;

/** The report for programs: one object, its fields fixed by version 1. New fields may join, none goes. */
export function json({ sets, findings, unreadable, leftOut, unknown, bugs, summary }: Result): readonly string[] {
  const start = JSON.stringify({ version: 1, sets: sets.map((set) => ({ ...set, evidence: redact(set.evidence) })) });
  const pieces = [`${start.slice(0, -1)},"findings":[`];
  for (let at = 0; at < findings.length; at += together) {
    const some = findings.slice(at, at + together).map((finding) => finding.spelt ?? findingJson(finding)).join(',');
    pieces.push(at === 0 ? some : `,${some}`);
  }
  const end = JSON.stringify({
    unreadable: unreadable.map(({ file, line, column, message }) => ({ file, line, column, message: redact(message) })),
    leftOut: leftOut.map(({ path, reason }) => ({ file: path, reason: redact(reason) })),
    unknown: Array.from(unknown, ([what, times]) => ({ what: redact(what), times })),
    bugs: bugs.map((bug) => ({ ...bug, message: redact(bug.message) })),
    summary,
  });
  pieces.push(`],${end.slice(1)}\n`);
  return pieces;
}

/** A finding by itself. */
export function findingJson({ rule, severity, place: { file, span }, message, instead, related, documentation }: Finding): string {
  const start = file.position(span.start);
  const end = file.position(span.end);
  return JSON.stringify({
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
  });
}

/** Lines and columns from 1, columns in UTF-16 units, the end not included. */
function position({ file, span }: Place): object {
  const start = file.position(span.start);
  const end = file.position(span.end);
  return { file: file.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
