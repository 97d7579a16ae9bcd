import { join } from 'node:path';
import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver';
import type { Problem } from '../config/problem.ts';
import type { Finding, Severity } from '../judge/finding.ts';
import type { Unreadable } from '../project/migration.ts';
import { redact } from './parts.ts';
import { locationOf, rangeOf, uriOf } from './places.ts';

/** What a diagnostic carries for the actions that are offered on it. */
export interface DiagnosticData {
  readonly rule: string;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, info: DiagnosticSeverity.Information,
};

/** What may be taken away as it stands. */
const unnecessary: ReadonlySet<string> = new Set(['unused-suppression']);

/** Where relative paths of findings begin, and where the documentation stands; both absolute. */
export interface Folders {
  readonly folder: string;
  readonly packageRoot: string;
}

/** A finding as editors show it. */
export function diagnosticOf(finding: Finding, { folder, packageRoot }: Folders): Diagnostic {
  const { rule, severity, place, message, related, documentation } = finding;
  return {
    range: rangeOf(place.file, place.span),
    severity: severities[severity],
    source: 'pgmiglint',
    code: rule,
    codeDescription: { href: uriOf(join(packageRoot, documentation)) },
    message: redact(message),
    ...(unnecessary.has(rule) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related.length > 0 ? { relatedInformation: related.map((other) => ({ location: locationOf(other.place, folder), message: redact(other.message) })) } : {}),
    data: { rule } satisfies DiagnosticData,
  };
}

/** Something that could not be read, or a mistake in a file that people write for this project. */
export function problemOf({ line, column, message }: Problem | Unreadable, severity: DiagnosticSeverity = DiagnosticSeverity.Error): Diagnostic {
  const at = { line: line - 1, character: column - 1 };
  return { range: { start: at, end: { line: at.line, character: at.character + 1 } }, severity, source: 'pgmiglint', message: redact(message) };
}
