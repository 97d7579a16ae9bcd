import { blockedWords, blocksWrites, type LockMode } from '../postgres/lock-modes.ts';
import { quoteName } from '../postgres/identifiers.ts';
import { isEmptied } from './looked-at.ts';
import { mayBlock } from '../judge/reach.ts';
import { isSame } from './repeatable.ts';
import type { Context, Effects, Operation, QualifiedName, Report } from '../judge/rule.ts';

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

/** Several rules ask about one operation, and its effects are worked out once. */
const burdens = new WeakMap<Effects, Burden | 'none'>();

/**
 * What an operation keeps running code waiting for, if that takes as long as a table is big: not where the tables are new, empty
 * or, as the configuration says, small.
 */
export function burdenOf(operation: Operation, context: Context): Burden | undefined {
  if (!mayKeepWaiting(operation, context)) return undefined;
  const effects = context.effects(operation);
  if (effects.duration !== 'scan' && effects.duration !== 'rewrite') return undefined;
  const known = burdens.get(effects);
  if (known) return known === 'none' ? undefined : known;
  const burden = heaviest(operation, effects, context);
  burdens.set(effects, burden ?? 'none');
  return burden;
}

/** Asked first of the table itself, which is nearly always in use or all that is touched. */
function mayKeepWaiting(operation: Operation, context: Context): boolean {
  return ('table' in operation && context.inUse(operation.table)) || mayBlock(operation, context.before, (relation) => context.inUse(relation));
}

function heaviest(operation: Operation, { rewrites, scans, locks }: Effects, context: Context): Burden | undefined {
  const matters = (table: QualifiedName): boolean => context.inUse(table) && context.size(table) !== 'small' && !isEmptied(table, context);
  const blocking = locks.filter(({ mode, role, relation }) => role !== 'index' && role !== 'sequence' && blocksWrites(mode) && context.inUse(relation));
  if (blocking.length === 0) return undefined;
  const burden = (work: Burden['work'], reason: string, tables: readonly QualifiedName[]): Burden | undefined => {
    const worked = tables.length === 0 ? tables : tables.filter(matters);
    return worked.length === 0 ? undefined : { work, for: reason, tables: worked, locks: blocking };
  };
  const rewriting = burden('rewrite', '', rewrites);
  if (rewriting || scans.length === 0) return rewriting;
  const builds: QualifiedName[] = [];
  const others: QualifiedName[] = [];
  let reason: string | undefined;
  for (const scan of scans) {
    if (scan.for === 'index build') builds.push(scan.relation);
    // Of a column that is added NOT NULL without a value the rows fail, and another rule says so.
    else if (operation.kind !== 'add-column' || scan.for !== 'not null') {
      others.push(scan.relation);
      reason ??= scan.for;
    }
  }
  return burden('index build', 'index build', builds) ?? burden('scan', reason ?? '', others);
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
