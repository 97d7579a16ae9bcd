import type { Effects } from '../effects/effects.ts';
import type { LocksFound, StatementEffects } from '../judge/locks.ts';
import type { QualifiedName } from '../operations/operation.ts';
import { quoteIdentifier } from '../postgres/identifiers.ts';
import { blockedBy } from '../postgres/lock-modes.ts';
import { inTransactions } from './lock-groups.ts';

/** What `locks --format json` prints; its fields are fixed by version 1. New fields may join, none goes. */
export function locksJson({ statements }: LocksFound): string {
  const transactions = inTransactions(statements).map(({ first, last, effects, isNew }) => ({
    file: first.script.file.path,
    line: lineOf(first),
    endLine: lineOf(last),
    ...effectsJson(effects, isNew),
  }));
  return `${JSON.stringify({ version: 1, statements: statements.map(statementJson), transactions }, undefined, 2)}\n`;
}

function statementJson(each: StatementEffects): object {
  const { script, statement: { span }, effects, isNew, refuses, transaction } = each;
  return {
    file: script.file.path,
    line: lineOf(each),
    direction: script.direction,
    sql: script.file.text.slice(span.start, span.end),
    ...effectsJson(effects, isNew),
    inTransaction: refuses === undefined ? 'allowed' : 'forbidden',
    ...(transaction === undefined ? {} : { transaction }),
  };
}

function effectsJson({ locks, rewrites, scans, indexBuilds, duration, unknown, depends }: Effects, isNew: (relation: QualifiedName) => boolean): object {
  return {
    locks: locks.map(({ relation, mode, role }) => ({ relation: named(relation), mode, blocks: blockedBy(mode), role, ...(isNew(relation) ? { new: true } : {}) })),
    rewrites: rewrites.map(named),
    scans: [...new Set(scans.map(({ relation }) => named(relation)))],
    scannedFor: scans.map((scan) => ({ relation: named(scan.relation), for: scan.for })),
    indexBuilds: indexBuilds.map(({ table, index, kind }) => ({ table: named(table), ...(index ? { index: named(index) } : {}), kind })),
    duration,
    ...(unknown ? { unknown } : {}),
    ...(depends.length > 0 ? { depends } : {}),
  };
}

function lineOf({ script: { file }, statement: { span } }: StatementEffects): number {
  return file.position(span.start).line;
}

/** With its schema, always. */
function named({ schema, name }: QualifiedName): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}
