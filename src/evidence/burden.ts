import { blockedWords, type LockMode } from '../postgres/lock-modes.ts';
import { quoteName } from '../postgres/identifiers.ts';
import { isBlocking } from './locking.ts';
import { isEmptied } from './looked-at.ts';
import { mayBlock } from '../judge/reach.ts';
import { isSame } from './repeatable.ts';
import type { Context, Effects, Lock, Operation, QualifiedName, Report } from '../judge/rule.ts';

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

/** The answer that was given last: several rules ask about one operation, one after the other, and its effects are worked out once. */
let last: { readonly effects: Effects; readonly burden: Burden | undefined } | undefined;

/**
 * What an operation keeps running code waiting for, if that takes as long as a table is big: not where the tables are new, empty
 * or, as the configuration says, small.
 */
export function burdenOf(operation: Operation, context: Context): Burden | undefined {
  if (!mayKeepWaiting(operation, context)) return undefined;
  const effects = context.effects(operation);
  if (effects.duration !== 'scan' && effects.duration !== 'rewrite') return undefined;
  if (last?.effects !== effects) last = { effects, burden: heaviest(operation, effects, context) };
  return last.burden;
}

/** Asked first of the table itself, which is nearly always in use or all that is touched. */
function mayKeepWaiting(operation: Operation, context: Context): boolean {
  return ('table' in operation && context.inUse(operation.table)) || mayBlock(operation, context.before, context.inUse);
}

function heaviest(operation: Operation, effects: Effects, context: Context): Burden | undefined {
  const locks = blocking(effects.locks, context);
  if (locks.length === 0) return undefined;
  const rewritten = worked(effects.rewrites, context);
  if (rewritten.length > 0) return { work: 'rewrite', for: '', tables: rewritten, locks };
  let builds: QualifiedName[] | undefined;
  let others: QualifiedName[] | undefined;
  let reason: Burden['for'] = '';
  for (const scan of effects.scans) {
    if (scan.for === 'index build') (builds ??= []).push(scan.relation);
    // Of a column that is added NOT NULL without a value the rows fail, and another rule says so.
    else if (operation.kind !== 'add-column' || scan.for !== 'not null') {
      if (!others) reason = scan.for;
      (others ??= []).push(scan.relation);
    }
  }
  const built = builds ? worked(builds, context) : none;
  if (built.length > 0) return { work: 'index build', for: 'index build', tables: built, locks };
  const scanned = others ? worked(others, context) : none;
  return scanned.length > 0 ? { work: 'scan', for: reason, tables: scanned, locks } : undefined;
}

const none: readonly never[] = [];

/** The locks on tables in use that keep writes waiting. */
function blocking(locks: readonly Lock[], context: Context): readonly Lock[] {
  let found: Lock[] | undefined;
  for (const lock of locks) if (isBlocking(lock, context)) (found ??= []).push(lock);
  return found ?? none;
}

/** The tables in use that take their time: neither small nor emptied. */
function worked(tables: readonly QualifiedName[], context: Context): readonly QualifiedName[] {
  let found: QualifiedName[] | undefined;
  for (const table of tables) if (context.inUse(table) && context.size(table) !== 'small' && !isEmptied(table, context)) (found ??= []).push(table);
  return found ?? none;
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
  const [only] = locks;
  if (only && locks.length === 1) return `${blockedWords(only.mode)} of ${quoteName(only.relation)}`;
  const byWords = new Map<string, string[]>();
  for (const { relation, mode } of locks) {
    const words = blockedWords(mode);
    const names = byWords.get(words);
    if (names) names.push(quoteName(relation));
    else byWords.set(words, [quoteName(relation)]);
  }
  return Array.from(byWords, ([words, names]) => `${words} of ${names.length > 3 ? `${names[0] ?? ''} and ${names.length - 1} more tables` : names.join(' and ')}`).join(' and ');
}
