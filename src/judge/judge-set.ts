import type { Config } from '../config/config.ts';
import type { Operation } from '../operations/operation.ts';
import type { ParsedScript, Statement } from '../parser/statement.ts';
import type { Migration, MigrationSet, Script } from '../project/migration.ts';
import type { Catalog } from '../schema/catalog.ts';
import { Replay } from '../schema/replay.ts';
import { Asking } from './asking.ts';
import { ScriptContext } from './context.ts';
import type { Dispatch } from './dispatch.ts';
import { DownRun, type Trace } from './down-run.ts';
import { HeldLocks } from './held.ts';
import { judgeMigration, settingsOf, type Counts } from './judge-migration.ts';
import type { Ledger } from './ledger.ts';
import type { Reader } from './reader.ts';
import { sizes } from './sizes.ts';
import type { Earlier, Settings, Transaction } from './rule.ts';
import { TransactionState } from './transactions.ts';
import { UncommittedValues } from './uncommitted.ts';

/** What a script is judged for: everything, what is always said of an applied migration's down, or nothing. */
type Scope = 'all' | 'applied down' | 'none';

/** One run's rules and where their findings go. */
export interface Run {
  readonly dispatch: Dispatch;
  readonly ledger: Ledger;
  readonly config: Config;
  readonly reader: Reader;
  /** Called with each script's statements as they are read, for counting and for suppression comments. */
  readonly onScript: (script: Script, parsed: ParsedScript, judged: boolean) => void;
  /** Called with each statement just before it is judged and applied. */
  readonly onStatement?: (statement: Statement, operations: readonly Operation[], replay: Replay) => void;
}

/**
 * Replays a set's whole history and judges what is pending.
 *
 * @param applied - the migrations that are only replayed
 * @returns the catalog after the last up
 */
export function judgeSet(set: MigrationSet, applied: ReadonlySet<Migration>, run: Run): Catalog {
  const history = new SetRun(set, run, applied.size > 0);
  for (const migration of set.migrations) {
    const isApplied = applied.has(migration);
    const counts = history.migration(migration, isApplied);
    if (!isApplied) judgeMigration(set, migration, counts, run);
  }
  run.ledger.endHistory(history.catalog);
  return history.catalog;
}

const none: readonly never[] = [];

/** Commands that, unread, leave nothing certain of what came before. */
const changesTables = /^(?:do|(?:alter|create|drop) (?:table|type|domain|schema))$/;

const psqlCommand = /^\\(?:i|ir|include|include_relative|gexec|if|connect|c)\b/m;

/** A template's branches, and files that psql reads or SQL that it makes: something else may run than stands there. */
function runsOther(text: string): boolean {
  return text.includes('{{') || (text.includes('\\') && psqlCommand.test(text));
}

/** What a DO block's own statements run in. */
const inBlock: Transaction = { kind: 'do block' };

/** Under this name a bug outside of any rule is reported. */
const replaying = { id: 'replay' };

/** What the statements of a script that is judged find and leave. */
interface ScriptState {
  readonly transactions: TransactionState;
  readonly uncommitted: UncommittedValues;
  readonly held: HeldLocks | undefined;
  /** Of the statement before. */
  transaction: Transaction | undefined;
}

/** A set's history on its way: what has been replayed so far, and what the next migration finds. */
export class SetRun {
  readonly #set: MigrationSet;
  readonly #settings: Settings;
  readonly #size: ScriptContext['size'];
  readonly #run: Run;
  readonly #asking: Asking;
  readonly #asksOfStatements: boolean;
  readonly #replay: Replay;
  /** What the up before has left of the transaction around all pending ones. */
  #open: Transaction | undefined;
  readonly #uncommitted: UncommittedValues;
  /** A down begins transactions of its own: what another one has left is forgotten with its first statement. */
  readonly #uncommittedInDown = new UncommittedValues();
  readonly #held: HeldLocks;
  #ordinal = 0;
  /** The script that was replayed last. */
  #trace: Trace = { operations: [] };

  /** Ordinals of the ups that are known to be pending; empty where nobody knows what is applied. */
  readonly #pending: Set<number>;
  readonly #knowsApplied: boolean;

  /** @param from - where to go on; absent: from the baseline on */
  constructor(set: MigrationSet, run: Run, knowsApplied: boolean, from?: SetRun) {
    this.#set = set;
    this.#knowsApplied = knowsApplied;
    this.#settings = settingsOf(set, run.config);
    this.#size = from ? from.#size : sizes(run.config.tables);
    this.#run = run;
    this.#asking = new Asking(run.dispatch, run.ledger, set.generated);
    this.#asksOfStatements = run.dispatch.statements.up.length > 0;
    this.#replay = from ? from.#replay.fork() : new Replay(run.config.sets[set.path]?.searchPath);
    this.#uncommitted = from ? from.#uncommitted.copy() : new UncommittedValues();
    this.#held = from ? from.#held.copy() : new HeldLocks();
    this.#pending = new Set(from ? from.#pending : []);
    if (from) {
      this.#open = from.#open;
      this.#ordinal = from.#ordinal;
    }
    if (set.baseline && !from) this.#script(set.baseline, { version: '', name: '', repeatable: false, up: set.baseline }, 'none');
  }

  /** The same history from here on, perhaps with other migrations; this one must not go on meanwhile. */
  fork(set: MigrationSet = this.#set, run: Run = this.#run): SetRun {
    return new SetRun(set, run, this.#knowsApplied, this);
  }

  get catalog(): Catalog {
    return this.#replay.catalog;
  }

  /** Judges what the migration's scripts say, and takes over what its up does. */
  migration(migration: Migration, applied: boolean): Counts {
    const counts = { up: 0, down: 0 };
    // Where the order is written nowhere that was read, what an earlier script set may come later.
    if (this.#set.unordered) this.#replay.catalog.gap = this.#ordinal;
    if (migration.opaque !== undefined) this.#replay.catalog.gap = ++this.#ordinal;
    const isDownJudged = !applied && migration.up !== undefined && migration.down !== undefined && this.#run.dispatch.downs.length > 0;
    const before = isDownJudged ? this.#replay.hold() : undefined;
    let upOrdinal: number | undefined;
    if (migration.up) {
      counts.up = this.#script(migration.up, migration, applied ? 'none' : 'all');
      upOrdinal = this.#ordinal;
    }
    if (migration.down) {
      const scope = applied ? 'applied down' : 'all';
      const fork = this.#replay.fork();
      const upTrace = this.#trace;
      const known = this.#run.ledger.findings.length;
      counts.down = this.#script(migration.down, migration, scope, fork, upOrdinal);
      if (before && migration.up && upOrdinal !== undefined) {
        const { up, down } = migration;
        const { findings } = this.#run.ledger;
        const fails = findings.length > known && findings.slice(known).some((finding) => finding.fails !== undefined);
        const facts = {
          migration, set: this.#set, settings: this.#settings, up, down, before, afterUp: this.#replay.catalog, afterDown: fork.catalog,
          upOrdinal, ordinal: this.#ordinal, fails, unknown: this.#run.ledger.countUnknown,
        };
        this.#asking.aboutDown(new DownRun(facts, upTrace, this.#trace));
      }
    }
    if (before) this.#replay.settle();
    return counts;
  }

  /** @returns how many statements the script holds, those with syntax errors included */
  #script(script: Script, migration: Migration, scope: Scope, replay = this.#replay, upOrdinal?: number): number {
    const { reader, ledger, onScript } = this.#run;
    const parsed = reader.read(script);
    const { statements, errors, standIns, unresolved, unread = none } = parsed;
    const count = statements.length + errors.length;
    onScript(script, parsed, scope !== 'none');
    if (errors.length > 0 && scope !== 'none') this.#asking.aboutErrors(script, errors, scope === 'applied down');
    else for (let lost = errors.length; lost > 0; lost--) ledger.countUnknown('what a statement of the history does that cannot be read');
    const ordinal = ++this.#ordinal;
    if (this.#knowsApplied && scope === 'all' && script.direction === 'up') this.#pending.add(ordinal);
    if (scope === 'applied down') return count;
    replay.startScript(ordinal);
    if (errors.length > 0 || standIns > 0 || runsOther(script.file.text)) replay.catalog.unseen = ordinal;
    this.#trace = { parsed, operations: this.#statements(script, migration, parsed, scope, replay, upOrdinal) };
    for (const { command } of unread) ledger.countUnknown(`what a ${command.toUpperCase()} does that pgsql-ast-parser cannot read`);
    const isLost = (unresolved !== undefined && unresolved.length > 0) || unread.some(({ command }) => changesTables.test(command));
    if (isLost) replay.catalog.gap = ordinal;
    replay.endScript();
    return count;
  }

  #statements(script: Script, migration: Migration, { statements, errors }: ParsedScript, scope: Scope, replay: Replay, upOrdinal: number | undefined): readonly Earlier[] {
    const [first] = statements;
    if (!first) return none;
    const isUp = script.direction === 'up';
    const transactions = new TransactionState(script, statements, errors.length, isUp ? this.#open : undefined);
    const uncommitted = isUp ? this.#uncommitted : this.#uncommittedInDown;
    const held = isUp ? this.#held : undefined;
    const { ledger, reader } = this.#run;
    const context = new ScriptContext(
      {
        script, migration, set: this.#set, settings: this.#settings, size: this.#size, statements, ordinal: this.#ordinal, upOrdinal, unknown: ledger.countUnknown,
        pending: this.#knowsApplied ? this.#pending : undefined, replay, reader, uncommitted, held,
      },
      first,
    );
    const state: ScriptState | undefined = scope === 'all' ? { transactions, uncommitted, held, transaction: undefined } : undefined;
    for (const statement of statements) {
      try {
        this.#statement(statement, context, replay, state);
      } catch (error) {
        ledger.addBug(replaying, statement, error);
      }
    }
    context.after = replay.catalog;
    if (scope === 'all') this.#asking.aboutScript(context);
    ledger.endScript(() => ({ after: context.after, earlier: (table) => context.earlier(table), earlierOf: (kind) => context.earlierOf(kind) }));
    if (isUp) this.#open = scope === 'all' && script.execution.wrap === 'all pending' ? transactions.open : undefined;
    return context.operations;
  }

  /** @param state - given where the statement is judged, and not only replayed */
  #statement(statement: Statement, context: ScriptContext, replay: Replay, state: ScriptState | undefined): void {
    const run = this.#run;
    const operations = run.reader.lower(statement, replay.names());
    run.onStatement?.(statement, operations, replay);
    context.statement = statement;
    context.ofStatement = operations;
    const transaction = state?.transactions.at(statement);
    if (state && transaction) {
      // Most statements go on in the transaction of the one before.
      if (transaction !== state.transaction || transaction.kind === 'none') enter(transaction, statement, state);
      if (this.#asksOfStatements || !state.uncommitted.none) {
        context.before = replay.catalog;
        context.transaction = transaction;
        this.#asking.aboutStatement(context, !state.uncommitted.none);
      }
    }
    for (const operation of operations) {
      const { kind } = operation;
      if (kind === 'dynamic-sql') run.ledger.countUnknown('what an EXECUTE runs that puts its SQL together at run time');
      else if (kind === 'do' && !operation.read) run.ledger.countUnknown('what a DO block does that cannot be read');
      if (state && transaction) {
        const before = replay.catalog;
        context.before = before;
        context.transaction = operation.within ? inBlock : transaction;
        const verdict = this.#asking.about(operation, context);
        if (verdict === 'collides') continue;
        context.passed(operation, transaction);
        if (verdict === 'fails') continue;
        state.uncommitted.after(operation, statement, before);
      }
      replay.apply(operation, statement);
    }
    state?.transactions.after(statement, operations);
  }
}

/** A statement begins in a transaction, or commits by itself. */
function enter(transaction: Transaction, statement: Statement, state: ScriptState): void {
  const unit = state.transactions.unitOf(statement, transaction);
  state.uncommitted.enter(unit);
  state.held?.enter(unit);
  state.transaction = transaction;
}
