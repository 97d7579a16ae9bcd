import { blockedWords, blocksWrites, type LockMode } from '../postgres/lock-modes.ts';
import { quoteName } from '../postgres/identifiers.ts';
import { isEmptied } from './looked-at.ts';
import { mayBlock } from '../judge/reach.ts';
import { isSame } from './repeatable.ts';
import type { Context, Operation, QualifiedName, Report } from '../judge/rule.ts';

/** What takes as long as a table is big, the lightest first. */
const works = ['scan', 'index build', 'rewrite'] as const;

/** Work on tables in use, during which running code waits. */
export interface Burden {
  readonly work: (typeof works)[number];
  /** What the work is for; of scans alone. */
  readonly for: string;
  /** The tables that are worked through, and in use. */
  readonly tables: readonly QualifiedName[];
  /** The locks on tables in use that keep writes waiting meanwhile. */
  readonly locks: readonly { readonly relation: QualifiedName; readonly mode: LockMode }[];
}

/**
 * What an operation keeps running code waiting for, if that takes as long as a table is big: not where the tables are new, empty
 * or, as the configuration says, small.
 */
export function burdenOf(operation: Operation, context: Context): Burden | undefined {
  if (!mayBlock(operation, context.before, (relation) => context.inUse(relation))) return undefined;
  const { duration, rewrites, scans, locks } = context.effects(operation);
  if (duration !== 'scan' && duration !== 'rewrite') return undefined;
  const matters = (table: QualifiedName): boolean => context.inUse(table) && context.size(table) !== 'small' && !isEmptied(table, context);
  const blocking = locks.filter(({ mode, role, relation }) => role !== 'index' && role !== 'sequence' && blocksWrites(mode) && context.inUse(relation));
  if (blocking.length === 0) return undefined;
  const burden = (work: Burden['work'], reason: string, tables: readonly QualifiedName[]): Burden | undefined => {
    const worked = tables.filter(matters);
    return worked.length === 0 ? undefined : { work, for: reason, tables: worked, locks: blocking };
  };
  const builds = scans.filter((scan) => scan.for === 'index build');
  // Of a column that is added NOT NULL without a value the rows fail, and another rule says so.
  const others = scans.filter((scan) => scan.for !== 'index build' && !(operation.kind === 'add-column' && scan.for === 'not null'));
  return burden('rewrite', '', rewrites) ?? burden('index build', 'index build', builds.map(({ relation }) => relation)) ?? burden('scan', others[0]?.for ?? '', others.map(({ relation }) => relation));
}

/**
 * What the statement keeps running code waiting for, asked of one of its operations: of several, the one with the most work speaks
 * for all, because PostgreSQL goes through the table once.
 */
export function worstBurden(operation: Operation, context: Context): Burden | undefined {
  const own = burdenOf(operation, context);
  if (!own || operation.within || context.ofStatement.length < 2) return own;
  for (const other of context.ofStatement) {
    if (other === operation) continue;
    const burden = burdenOf(other, context);
    if (!burden?.locks.some(({ relation }) => own.locks.some((mine) => isSame(relation, mine.relation)))) continue;
    const difference = works.indexOf(burden.work) - works.indexOf(own.work);
    if (difference > 0 || (difference === 0 && context.ofStatement.indexOf(other) < context.ofStatement.indexOf(operation))) return undefined;
  }
  return own;
}

/** An outage, where the configuration says that a table is large. */
export function bySize(tables: readonly QualifiedName[], context: Context): Pick<Report, 'severity'> {
  return tables.some((table) => context.size(table) === 'large') ? { severity: 'error' } : {};
}

/** `reads and writes of orders and writes of customers`: what waits, for a sentence. */
export function waiting({ locks }: Burden): string {
  const byWords = new Map<string, string[]>();
  for (const { relation, mode } of locks) {
    const names = byWords.get(blockedWords(mode)) ?? [];
    byWords.set(blockedWords(mode), [...names, quoteName(relation)]);
  }
  return Array.from(byWords, ([words, names]) => `${words} of ${names.length > 3 ? `${names[0] ?? ''} and ${names.length - 1} more tables` : names.join(' and ')}`).join(' and ');
}
