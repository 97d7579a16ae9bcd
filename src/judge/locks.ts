import type { Config } from '../config/config.ts';
import { effectsOf, type Effects, type Session } from '../effects/effects.ts';
import { mergeEffects } from '../effects/merge.ts';
import type { Operation, QualifiedName } from '../operations/operation.ts';
import type { Statement, SyntaxError, Unresolved } from '../parser/statement.ts';
import { restrictionOf, type Restriction } from '../postgres/transaction-blocks.ts';
import type { MigrationSet, Script } from '../project/migration.ts';
import { key, type Catalog } from '../schema/catalog.ts';
import type { Replay } from '../schema/replay.ts';
import { Dispatch } from './dispatch.ts';
import { judgeSet } from './judge-set.ts';
import { Ledger } from './ledger.ts';
import { Levels } from './levels.ts';
import { loadReader } from './reader.ts';
import { TransactionState } from './transactions.ts';

/** A statement, and what it does to the relations that are there before it. */
export interface StatementEffects {
  readonly script: Script;
  readonly statement: Statement;
  readonly effects: Effects;
  /** Relations among them that the same script has made: nobody uses them yet. */
  readonly isNew: (relation: QualifiedName) => boolean;
  /** The command that no transaction block takes, in PostgreSQL's words. */
  readonly refuses?: string;
  /** Statements with the same number commit together; absent: it commits by itself. */
  readonly transaction?: number;
}

/** What was found in the files that were asked for. */
export interface LocksFound {
  readonly statements: readonly StatementEffects[];
  readonly errors: readonly { readonly script: Script; readonly error: SyntaxError }[];
  readonly unresolved: readonly { readonly script: Script; readonly part: Unresolved }[];
}

/**
 * Replays the history of each set and says of each statement of some files what it locks, rewrites and reads.
 *
 * @param isAsked - whether a file is one of them, by its path
 */
export async function findLocks(sets: readonly MigrationSet[], isAsked: (path: string) => boolean, config: Config): Promise<LocksFound> {
  const levels = await Levels.of(config);
  const reader = await loadReader(config);
  const statements: StatementEffects[] = [];
  const errors: LocksFound['errors'][number][] = [];
  const unresolved: LocksFound['unresolved'][number][] = [];
  const numbers = new Map<unknown, number>();
  let current: Walk | undefined;
  for (const set of sets) {
    judgeSet(set, new Set(), {
      dispatch: new Dispatch([], levels, config),
      ledger: new Ledger(levels),
      config,
      reader,
      onScript(script, parsed) {
        current = isAsked(script.file.path) ? new Walk(script, parsed.statements, parsed.errors.length, config.postgres, numbers) : undefined;
        if (!current) return;
        errors.push(...parsed.errors.map((error) => ({ script, error })));
        unresolved.push(...(parsed.unresolved ?? []).map((part) => ({ script, part })));
      },
      onStatement(statement, operations, replay) {
        if (current) statements.push(current.step(statement, operations, replay));
      },
    });
  }
  return { statements, errors, unresolved };
}

/** One script while it is gone through. */
class Walk {
  readonly #script: Script;
  readonly #postgres: number | undefined;
  readonly #transactions: TransactionState;
  /** By transaction. */
  readonly #numbers: Map<unknown, number>;
  #session: Session = {};

  constructor(script: Script, statements: readonly Statement[], refused: number, postgres: number | undefined, numbers: Map<unknown, number>) {
    this.#script = script;
    this.#postgres = postgres;
    this.#numbers = numbers;
    this.#transactions = new TransactionState(script, statements, refused);
  }

  step(statement: Statement, operations: readonly Operation[], replay: Replay): StatementEffects {
    const before = replay.catalog;
    const unit = this.#transactions.unitOf(statement);
    const number = unit.kind === 'none' ? undefined : (this.#numbers.get(unit) ?? this.#numbers.size + 1);
    if (number !== undefined) this.#numbers.set(unit, number);
    const restriction = operations.map((operation) => this.#refusal(operation, before)).find((each) => each !== undefined);
    const effects = this.#effects(statement, operations, replay);
    this.#transactions.after(statement, operations);
    const made = new Set(effects.locks.filter(({ relation }) => this.#isNew(relation, before)).map(({ relation }) => key(relation)));
    return {
      script: this.#script,
      statement,
      effects,
      isNew: (relation) => made.has(key(relation)),
      ...(restriction ? { refuses: restriction.command } : {}),
      ...(number === undefined ? {} : { transaction: number }),
    };
  }

  /** Each operation meets what those before it have done. */
  #effects(statement: Statement, operations: readonly Operation[], replay: Replay): Effects {
    const before = replay.catalog;
    const after = operations.length > 1 ? replay.fork() : replay;
    const all: Effects[] = [];
    for (const operation of operations) {
      all.push(effectsOf(operation, after.catalog, this.#postgres, this.#session));
      if (operation.kind === 'set' && operation.setting === 'timezone') this.#session = operation.values[0] === undefined ? {} : { timeZone: operation.values[0] };
      if (after !== replay) after.apply(operation, statement);
    }
    const [only] = all;
    if (only && all.length === 1) return only;
    const merged = mergeEffects(all);
    const wasThere = (relation: QualifiedName): boolean => isThere(before, relation) || !isThere(after.catalog, relation);
    return { ...merged, locks: merged.locks.filter(({ relation }) => wasThere(relation)), scans: merged.scans.filter(({ relation }) => wasThere(relation)), rewrites: merged.rewrites.filter(wasThere) };
  }

  #isNew(relation: QualifiedName, before: Catalog): boolean {
    const place = declaredAt(relation, before);
    const { file, span } = this.#script;
    return place?.file.path === file.path && place.span.start >= span.start && place.span.end <= span.end;
  }

  #refusal(operation: Operation, before: Catalog): Restriction | undefined {
    const restriction = restrictionOf(operation, this.#postgres);
    if (!restriction) return undefined;
    const { since, partitioned } = restriction;
    if (since !== undefined && this.#postgres !== undefined && this.#postgres < since) return undefined;
    const table = partitioned && (before.table(partitioned) ?? before.table(before.indexes.get(key(partitioned)) ?? partitioned));
    return partitioned && !table?.partitionBy ? undefined : restriction;
  }
}

function isThere(catalog: Catalog, { schema, name }: QualifiedName): boolean {
  return catalog.isRelation(schema, name);
}

function declaredAt(relation: QualifiedName, before: Catalog) {
  const at = key(relation);
  const owner = before.indexes.get(at);
  const index = owner && (before.table(owner) ?? before.view(owner))?.indexes.get(relation.name);
  return (before.table(relation) ?? before.view(relation) ?? before.sequences.get(at) ?? index)?.declared.place;
}
