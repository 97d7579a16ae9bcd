import { appliedOf, type Applied } from '../applied/applied.ts';
import type { LeftOut, Migration, MigrationSet } from '../project/migration.ts';
import type { Project } from '../project/project.ts';
import { oneLine } from '../reporters/printable.ts';
import { redact } from '../reporters/redact.ts';

/** What `sets` and `--explain-discovery` print: each set with its runner and the reason, and what belongs to none. */
export function explainDiscovery({ sets, leftOut, unreadable }: Project, applied: ReadonlyMap<string, Applied>): string {
  const others = inNoSet({ sets, leftOut });
  return [
    ...(sets.length === 0 ? ['no migration set found', ''] : []),
    ...sets.flatMap((set) => [...explainSet(set, applied.get(set.path)), '']),
    ...(others.length > 0 ? ['in no set', ...list(others), ''] : []),
    ...(unreadable.length > 0 ? ['unreadable', ...unreadable.map(({ file, message }) => `  ${oneLine(file)}: ${oneLine(redact(message))}`), ''] : []),
  ].join('\n');
}

function inNoSet({ sets, leftOut }: Pick<Project, 'sets' | 'leftOut'>): readonly LeftOut[] {
  const inSets = new Set(sets.flatMap((set) => set.leftOut.map(({ path }) => path)));
  return leftOut.filter(({ path }) => !inSets.has(path));
}

/** The same for programs; its fields are fixed by version 1. New fields may join, none goes. */
export function discoveryJson(project: Project, applied: ReadonlyMap<string, Applied>): string {
  const { sets, unreadable } = project;
  return `${JSON.stringify({
    version: 1,
    sets: sets.map((set) => setJson(set, applied.get(set.path))),
    leftOut: inNoSet(project).map(leftOutJson),
    unreadable: unreadable.map(({ file, message }) => ({ file, message: redact(message) })),
  })}\n`;
}

function setJson(set: MigrationSet, applied: Applied | undefined): object {
  const done = appliedOf(set, applied);
  return {
    path: set.path,
    runner: set.runner,
    evidence: redact(set.evidence),
    ...(applied ? { appliedFrom: applied.evidence ?? applied.source } : {}),
    ...(set.baseline ? { startsFrom: set.baseline.file.path } : {}),
    migrations: set.migrations.map((migration) => migrationJson(migration, !done.has(migration))),
    leftOut: set.leftOut.map(leftOutJson),
  };
}

function migrationJson({ version, name, repeatable, up, down, opaque }: Migration, pending: boolean): object {
  return { version, name, pending, repeatable, ...(up ? { up: up.file.path } : {}), ...(down ? { down: down.file.path } : {}), ...(opaque === undefined ? {} : { notRead: opaque }) };
}

function leftOutJson({ path, reason, fate }: LeftOut): object {
  return { file: path, reason: redact(reason), ...(fate ? { fate } : {}) };
}

function explainSet(set: MigrationSet, applied: Applied | undefined): readonly string[] {
  const pending = set.migrations.length - appliedOf(set, applied).size;
  const first = set.migrations[0]?.version ?? '';
  const last = set.migrations.at(-1)?.version ?? '';
  const range = set.migrations.length === 0 ? '' : ` (${oneLine(first === last ? first : `${first} to ${last}`)})`;
  return [
    oneLine(set.path),
    `  runner      ${set.runner}`,
    `  evidence    ${oneLine(redact(set.evidence))}`,
    `  migrations  ${set.migrations.length}${range}`,
    `  pending     ${applied ? `${pending}, known from ${applied.evidence ?? `the ${applied.source}`}` : 'all, as far as anyone knows'}`,
    ...(set.baseline ? [`  starts from ${oneLine(set.baseline.file.path)}`] : []),
    ...(set.leftOut.length > 0 ? ['  left out', ...list(set.leftOut).map((line) => `  ${line}`)] : []),
  ];
}

function list(all: readonly LeftOut[]): readonly string[] {
  return all.map(({ path, reason }) => `  ${oneLine(path)}: ${oneLine(redact(reason))}`);
}
