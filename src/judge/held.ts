import type { Effects, LockRole } from '../effects/effects.ts';
import type { Operation, OperationKind, QualifiedName } from '../operations/operation.ts';
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
    if (unit.kind === 'none' || (unit !== this.#unit && unit.kind !== 'begin')) this.#locks.clear();
    this.#unit = unit;
  }

  /**
   * Takes over what an operation locks of the relations in use.
   *
   * @param effects - worked out only where something may be held
   */
  after(operation: Operation, statement: Statement, effects: () => Effects, inUse: (relation: QualifiedName) => boolean): void {
    if (operation.kind === 'transaction') {
      // What ROLLBACK TO gives back is not followed: nothing is said rather than something false.
      if (!operation.within && releasing.has(operation.action)) this.#locks.clear();
      return;
    }
    if (harmless.has(operation.kind) || (this.#unit.kind === 'none' && !operation.within)) return;
    for (const { relation, mode, role } of effects().locks) {
      if (!blocksWrites(mode) || role === 'index' || role === 'sequence' || !inUse(relation)) continue;
      const known = this.#locks.get(key(relation)) ?? [];
      const strongest = known.at(-1);
      if (strongest && compareModes(strongest.mode, mode) >= 0) continue;
      this.#locks.set(key(relation), [...known, { relation, mode, role, statement }]);
    }
  }

  /**
   * The strongest lock on each relation.
   *
   * @param except - the statement at hand, whose own locks are not meant
   */
  held(except: Statement | undefined): readonly Held[] {
    return Array.from(this.#locks.values()).flatMap((locks) => locks.findLast(({ statement }) => statement !== except) ?? []);
  }
}

const releasing: ReadonlySet<string> = new Set(['commit', 'rollback', 'prepare', 'rollback to']);
