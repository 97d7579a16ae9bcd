import type { Finding, Severity, Step, Suppression } from '../judge/finding.ts';
import type { Locked, Result } from '../judge/result.ts';
import { SourceFile, type Place, type Position } from '../source/source-file.ts';
import { harmless } from './printable.ts';
import { redact } from './redact.ts';

/** A place as a report tells it: from 1, columns in UTF-16 units, the end not included. */
export interface ToldPlace {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  readonly place: Place;
}

/** A finding without passwords, ready to be spelt in any format. */
export interface Told extends ToldPlace {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly (ToldPlace & { readonly message: string })[];
  readonly instead: readonly Step[];
  readonly documentation?: string;
  readonly suppression?: Suppression;
  readonly finding?: Finding;
}

/** How paths are to be told. */
export interface Telling {
  /** Where the working directory lies below the folder that paths are to start from, with `/` behind; absent: there. */
  readonly below?: string | undefined;
}

/** A finding in plain words. */
export function tell(finding: Finding, telling: Telling = {}): Told {
  const { rule, severity, message, related, instead, documentation, suppression } = finding;
  return {
    rule,
    severity,
    ...tellPlace(finding.place, telling),
    message: clean(message),
    related: related.map((other) => ({ ...tellPlace(other.place, telling), message: clean(other.message) })),
    instead: instead.map((step) => ({ ...step, sql: clean(step.sql.trimEnd()) })),
    documentation,
    ...(suppression ? { suppression: { ...suppression, ...(suppression.reason === undefined ? {} : { reason: clean(suppression.reason) }) } } : {}),
    finding,
  };
}

/** All that a run has to say: the findings, then what could not be read, then bugs of this project. */
export function tellAll({ findings, unreadable, bugs }: Result, telling: Telling = {}): readonly Told[] {
  return [
    ...findings.map((finding) => tell(finding, telling)),
    ...unreadable.map(({ file, line, column, message }) => lost('unreadable', file, { line, column }, message, telling)),
    ...bugs.map(({ rule, file, line, message }) => lost('internal-error', file, { line, column: 1 }, `a bug in the rule ${rule}: ${message}`, telling)),
  ];
}

function lost(rule: string, path: string, at: Position, message: string, { below = '' }: Telling): Told {
  const place = { file: new SourceFile(path, ''), span: { start: 0, end: 0 } };
  return { rule, severity: 'error', file: below + path, start: at, end: at, place, message: clean(message), related: [], instead: [] };
}

function tellPlace(place: Place, { below = '' }: Telling): ToldPlace {
  const { file, span } = place;
  return { file: below + file.path, start: file.position(span.start), end: file.position(Math.max(span.start, span.end)), place };
}

function clean(text: string): string {
  return harmless(redact(text));
}

/** The statement at a place, on one line and not too long. */
export function statementAt({ file, span }: Place, longest = 100): string {
  const text = clean(file.text.slice(span.start, Math.min(span.end, span.start + 4 * longest))).replace(/\s+/g, ' ').trim();
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** What a statement's time depends on, in words. */
export function durationOf({ duration, rewrites, scans }: Locked): string {
  switch (duration) {
    case 'brief':
      return 'briefly';
    case 'scan':
      return `while it reads ${scans.length === 0 ? 'the table' : scans.join(', ')}`;
    case 'rewrite':
      return `while it rewrites ${rewrites.length === 0 ? 'the table' : rewrites.join(', ')}`;
    case 'rows':
      return 'as long as its rows take';
  }
}

/** A text on one line, for formats that end at the line's end. */
export function onOneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim();
}
