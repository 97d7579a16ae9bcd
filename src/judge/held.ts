import type { Effects, LockRole } from '../effects/effects.ts';
import type { Operation, OperationKind, OperationOf, QualifiedName } from '../operations/operation.ts';
import type { Statement } from '../parser/statement.ts';
import { blocksWrites, compareModes, type LockMode } from '../postgres/lock-modes.ts';
import { key } from '../schema/catalog.ts';
import type { Transaction } from './rule.ts';

/** A lock that the open transaction holds and that keeps running code waiting. */
export interface Held {
  readonly relation: QualifiedName;
  /** SHARE or stronger. */
  readonly mode: LockMode;
  readonly role: LockRole;
  /** The statement that took it. */
  readonly statement: Statement;
}

/** Operations that take no lock of this strength, whatever they meet. */
const harmless: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'insert', 'update', 'delete', 'select', 'copy', 'set', 'transaction', 'do', 'assertion', 'dynamic-sql', 'create-enum', 'add-enum-value', 'rename-enum-value',
  'create-domain', 'create-composite-type', 'create-schema', 'create-sequence', 'rename-type', 'rename-schema',
]);

/** What the open transaction has locked, over all scripts that share it. */
export class HeldLocks {
  #unit: Transaction = { kind: 'none' };
  /** By relation, the weakest mode first. */
  readonly #locks = new Map<string, Held[]>();

  /** The same locks, for a history that goes on from here on its own. */
  copy(): HeldLocks {
    const copy = new HeldLocks();
    copy.#unit = this.#unit;
    for (const [at, locks] of this.#locks) copy.#locks.set(at, [...locks]);
    return copy;
  }

  /** A statement begins. A BEGIN inside a message goes on with what the message has locked so far. */
  enter(unit: Transaction): void {
    if (this.#locks.size > 0 && (unit.kind === 'none' || (unit !== this.#unit && unit.kind !== 'begin'))) this.#locks.clear();
    this.#unit = unit;
  }

  /** Whether locks that an operation takes are held behind it. */
  mayHold({ kind, within }: Operation): boolean {
    return (this.#unit.kind !== 'none' || within !== undefined) && !harmless.has(kind);
  }

  /** What ends the transaction gives all locks back. What ROLLBACK TO gives back is not followed: nothing is said rather than something false. */
  release({ action, within }: OperationOf<'transaction'>): void {
    if (!within && this.#locks.size > 0 && releasing.has(action)) this.#locks.clear();
  }

  /** Whether a relation is locked so that nothing locks it more. */
  isFull(relation: QualifiedName): boolean {
    return this.#locks.size > 0 && this.#locks.get(key(relation))?.at(-1)?.mode === 'ACCESS EXCLUSIVE';
  }

  /** Takes over what an operation locks of the relations in use. */
  take({ locks }: Effects, statement: Statement, inUse: (relation: QualifiedName) => boolean): void {
    for (const { relation, mode, role } of locks) {
      if (role === 'index' || role === 'sequence' || !blocksWrites(mode)) continue;
      const known = this.#locks.get(key(relation));
      const strongest = known?.at(-1);
      if ((strongest && compareModes(strongest.mode, mode) >= 0) || !inUse(relation)) continue;
      const held = { relation, mode, role, statement };
      if (known) known.push(held);
      else this.#locks.set(key(relation), [held]);
    }
  }

  /**
   * The strongest lock on each relation.
   *
   * @param except - the statement at hand, whose own locks are not meant
   */
  held(except: Statement | undefined): readonly Held[] {
    if (this.#locks.size === 0) return none;
    const strongest: Held[] = [];
    for (const locks of this.#locks.values()) {
      const lock = locks.findLast(({ statement }) => statement !== except);
      if (lock) strongest.push(lock);
    }
    return strongest;
  }
}

const none: readonly never[] = [];

const releasing: ReadonlySet<string> = new Set(['commit', 'rollback', 'prepare', 'rollback to']);
