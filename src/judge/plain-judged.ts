import type { MigrationSet, Script } from '../project/migration.ts';
import { SourceFile, type Place } from '../source/source-file.ts';
import type { Finding, Related, Severity, Step, Suppression } from './finding.ts';
import type { Judged } from './judge-sets.ts';

/** What judging a set gave, as it crosses back: rows instead of objects, and files by their paths, so that neither names of fields nor texts travel with each. */
export interface PlainJudged extends Omit<Judged, 'findings' | 'suppressed'> {
  readonly findings: readonly PlainFinding[];
  readonly suppressed: readonly PlainFinding[];
}

/** `text` is there where it is not the file as it stands: parts are hidden. */
type PlainPlace = readonly [path: string, start: number, end: number, text: string | undefined];

type PlainFinding = readonly [
  rule: string, severity: Severity, place: PlainPlace, message: string, related: readonly (readonly [place: PlainPlace, message: string])[],
  instead: readonly (readonly [script: Step['script'], transaction: boolean, sql: string])[], documentation: string,
  fails: string | undefined, spelt: string | undefined, suppression: Suppression | undefined,
];

/** @param files - those of the set, by their paths */
export function plainJudged(judged: Judged, files: ReadonlyMap<string, SourceFile>): PlainJudged {
  const place = ({ file, span }: Place): PlainPlace => {
    const known = files.get(file.path);
    return [file.path, span.start, span.end, known === undefined || known === file || known.text === file.text ? undefined : file.text];
  };
  const finding = ({ rule, severity, place: at, message, related, instead, documentation, fails, spelt, suppression }: Finding): PlainFinding => [
    rule, severity, place(at), message, related.map((other) => [place(other.place), other.message]),
    instead.map(({ script, transaction, sql }) => [script, transaction, sql]), documentation, fails, spelt, suppression,
  ];
  return { ...judged, findings: judged.findings.map(finding), suppressed: judged.suppressed.map(finding) };
}

/** What another thread found in a set, with the set's own files. */
export function wholeJudged(judged: PlainJudged, set: MigrationSet): Judged {
  const files = filesOf(set);
  const place = ([path, start, end, text]: PlainPlace): Place => ({
    file: text === undefined ? files.get(path) ?? new SourceFile(path, '') : new SourceFile(path, text),
    span: { start, end },
  });
  const finding = ([rule, severity, at, message, related, instead, documentation, fails, spelt, suppression]: PlainFinding): Finding => ({
    rule,
    severity,
    place: place(at),
    message,
    related: related.map(([other, note]): Related => ({ place: place(other), message: note })),
    instead: instead.map(([script, transaction, sql]): Step => ({ script, transaction, sql })),
    documentation,
    ...(fails === undefined ? {} : { fails }),
    ...(spelt === undefined ? {} : { spelt }),
    ...(suppression ? { suppression } : {}),
  });
  return { ...judged, findings: judged.findings.map(finding), suppressed: judged.suppressed.map(finding) };
}

function filesOf(set: MigrationSet): ReadonlyMap<string, SourceFile> {
  const files = new Map<string, SourceFile>();
  const know = (script: Script | undefined): void => { if (script) files.set(script.file.path, script.file); };
  know(set.baseline);
  know(set.schemaFile);
  for (const { up, down } of set.migrations) {
    know(up);
    know(down);
  }
  return files;
}
