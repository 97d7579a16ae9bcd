import { appliedOf, type Applied } from '../applied/applied.ts';
import type { LeftOut, MigrationSet } from '../project/migration.ts';
import type { Project } from '../project/project.ts';
import { oneLine } from '../reporters/printable.ts';
import { redact } from '../reporters/redact.ts';

/** What `--explain-discovery` prints: each set with its runner and the reason, and what belongs to none. */
export function explainDiscovery({ sets, leftOut, unreadable }: Project, applied: ReadonlyMap<string, Applied>): string {
  const inSets = new Set(sets.flatMap((set) => set.leftOut.map(({ path }) => path)));
  const others = leftOut.filter(({ path }) => !inSets.has(path));
  return [
    ...(sets.length === 0 ? ['no migration set found', ''] : []),
    ...sets.flatMap((set) => [...explainSet(set, applied.get(set.path)), '']),
    ...(others.length > 0 ? ['in no set', ...list(others), ''] : []),
    ...(unreadable.length > 0 ? ['unreadable', ...unreadable.map(({ file, message }) => `  ${oneLine(file)}: ${oneLine(redact(message))}`), ''] : []),
  ].join('\n');
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
