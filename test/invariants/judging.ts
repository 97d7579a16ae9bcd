import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Config } from '../../src/config/config.ts';
import { defaults } from '../../src/config/load.ts';
import type { Finding } from '../../src/judge/finding.ts';
import type { Result } from '../../src/judge/result.ts';
import { lint } from '../../src/lint.ts';
import type { MigrationSet } from '../../src/project/migration.ts';
import { psql } from '../../src/runners/executions.ts';
import { rules } from '../../src/rules/registry.ts';
import { SourceFile, type Place } from '../../src/source/source-file.ts';

export const fixtures = join(import.meta.dirname, '../../fixtures');

/** Conventions included. */
export const everything: Config = { ...defaults, rules: Object.fromEntries(rules.map(({ id, severity }) => [id, severity])) };

export interface Text {
  readonly path: string;
  readonly text: string;
}

/** Every SQL file in a folder and below it, in the order of the paths, as text. */
export function sqlFiles(folder: string): readonly Text[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.sql'));
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return paths.map((path) => ({ path: relative(folder, path), text: readFileSync(path, 'utf8').replace(/^\uFEFF/, '') }));
}

/** A file as a history of its own, run by psql. */
function setOf({ path, text }: Text): MigrationSet {
  const file = new SourceFile(path, text);
  const start = { file, span: { start: 0, end: 0 } };
  const up = { file, span: { start: 0, end: text.length }, direction: 'up', execution: psql, heading: start } as const;
  return {
    path, runner: 'plain', evidence: 'a test', downs: 'none', generated: false, leftOut: [],
    migrations: [{ version: '1', name: path, up, repeatable: false }],
  };
}

/** Judges texts, each as a history of its own, by every rule that there is. */
export function judge(texts: readonly Text[]): Promise<Result> {
  return lint({ sets: texts.map(setOf), unreadable: [], leftOut: [] }, { config: everything });
}

/** Judges texts, and says which stop the pipeline where one does. */
export async function judgeAll(texts: readonly Text[]): Promise<Result> {
  try {
    return await judge(texts);
  } catch {
    throw new Error((await throwing(texts)).join('\n'));
  }
}

/** The texts for which the pipeline throws, each with what it throws. */
async function throwing(texts: readonly Text[]): Promise<readonly string[]> {
  try {
    await judge(texts);
    return [];
  } catch (error) {
    const [only] = texts;
    if (texts.length === 1 && only) return [`${only.path}: ${String(error)}`];
    const middle = texts.length >> 1;
    return [...await throwing(texts.slice(0, middle)), ...await throwing(texts.slice(middle))];
  }
}

function isInside({ file, span }: Place): boolean {
  const { start, end } = span;
  const from = file.position(start);
  const to = file.position(end);
  const ordered = from.line < to.line || (from.line === to.line && from.column <= to.column);
  return Number.isInteger(start) && 0 <= start && start <= end && end <= file.text.length && ordered && from.column >= 1 && from.line >= 1
    && from.column <= file.line(from.line).length + 2;
}

const where = ({ file, span }: Place): string => `${file.path} ${span.start}..${span.end} of ${file.text.length}`;

/** Places that do not lie in their files. */
export function misplaced({ findings }: Result): readonly string[] {
  const places = findings.flatMap(({ rule, place, related }) => [place, ...related.map((other) => other.place)].map((at) => ({ rule, at })));
  return places.filter(({ at }) => !isInside(at)).map(({ rule, at }) => `${rule}: ${where(at)}`);
}

/** Neighbours that do not stand in the order of file, line, column. */
export function outOfOrder({ findings }: Result): readonly string[] {
  const isAfter = (a: Finding, b: Finding): boolean =>
    a.place.file.path > b.place.file.path || (a.place.file.path === b.place.file.path && a.place.span.start > b.place.span.start);
  return findings.flatMap((finding, index) => {
    const next = findings[index + 1];
    return next && isAfter(finding, next) ? [`${finding.rule} ${where(finding.place)} before ${where(next.place)}`] : [];
  });
}

/** What a report says, but for columns. */
export function told({ findings, summary, unknown }: Result): object {
  return {
    findings: findings.map(({ rule, severity, place, message, related, instead }) => ({
      rule, severity, message, file: place.file.path,
      lines: [place.span.start, place.span.end].map((at) => place.file.position(at).line),
      related: related.map((other) => `${other.place.file.position(other.place.span.start).line}: ${other.message}`),
      instead: instead.map(({ sql }) => sql.replaceAll('\r', '')),
    })),
    unknown: [...unknown],
    summary,
  };
}
