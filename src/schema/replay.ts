import type { Names } from '../operations/names.ts';
import type { Operation, OperationOf } from '../operations/operation.ts';
import type { Statement } from '../parser/statement.ts';
import { applyOperation } from './apply.ts';
import { Catalog, objectKey, type Moment } from './catalog.ts';
import { remember } from './memory.ts';
import { effectsOf, readCall } from './routine-calls.ts';
import { emptySchema } from './schemas.ts';
import { defaultSearchPath, SessionNames, temporarySchema } from './session.ts';
import { Step } from './step.ts';

/** Where a transaction or savepoint of the script's own began. */
interface Opened {
  readonly kind: 'begin' | 'savepoint';
  /** What the session had then. */
  readonly searchPath: readonly string[];
  readonly localPath: readonly string[] | undefined;
}

/**
 * A history while it is replayed: the catalog so far, and the session's `search_path`. Nothing that an operation says
 * makes it throw.
 */
export class Replay {
  readonly #configuredPath: readonly string[];
  #catalog: Catalog;
  #names: SessionNames;
  #searchPath: readonly string[];
  /** SET LOCAL: until the end of the transaction. */
  #localPath: readonly string[] | undefined;
  #script = 0;
  #opened: Opened[] = [];

  /** @param searchPath - what every script starts with */
  constructor(searchPath: readonly string[] = defaultSearchPath, catalog = new Catalog()) {
    this.#configuredPath = searchPath;
    this.#catalog = catalog;
    this.#searchPath = searchPath;
    this.#names = new SessionNames(catalog, searchPath);
  }

  /** The catalog as it is now. Inside a transaction of the script's own it is another one than before. */
  get catalog(): Catalog {
    return this.#catalog;
  }

  /** A replay that goes on from here and leaves this one as it is. */
  fork(): Replay {
    return new Replay(this.#configuredPath, this.#catalog.fork());
  }

  /**
   * From here on changes stay in a layer of their own, until {@link settle}.
   *
   * @returns the catalog as it is now, and stays until then
   */
  hold(): Catalog {
    const held = this.#catalog;
    this.#catalog = held.fork();
    this.#rename();
    return held;
  }

  /** Ends what {@link hold} began: the changes are the history's. */
  settle(): void {
    this.#catalog = this.#catalog.settle();
    this.#rename();
  }

  /** Names as the session resolves them now. */
  names(): Names {
    return this.#names;
  }

  /** @param ordinal - what the moments of this script carry */
  startScript(ordinal: number): void {
    this.#script = ordinal;
    this.#searchPath = this.#configuredPath;
    this.#localPath = undefined;
    this.#rename();
  }

  /** Temporary objects and an open transaction end with the script. */
  endScript(): void {
    this.#commit();
    if (!this.#catalog.schemas.has(temporarySchema)) return;
    emptySchema(this.#catalog, temporarySchema);
    this.#catalog.schemas.delete(temporarySchema);
  }

  /** Applies one operation; those of one statement in their order. */
  apply(operation: Operation, statement: Statement): void {
    switch (operation.kind) {
      case 'transaction':
        this.#transaction(operation.action);
        break;
      case 'set':
        this.#set(operation);
        break;
      case 'create-table':
      case 'create-view':
      case 'create-sequence':
        this.#change(operation, statement, operation.temporary);
        break;
      case 'select':
        this.#change(operation, statement);
        if (operation.functions.length > 0) this.#call(operation, statement);
        break;
      case 'other':
        this.#change(operation, statement);
        if (operation.command === 'call') this.#call(operation, statement);
        break;
      default:
        this.#change(operation, statement);
    }
  }

  #change(operation: Operation, statement: Statement, isTemporary = false): void {
    const step = new Step(this.#catalog, this.#script, statement, operation);
    if (isTemporary) this.#catalog.schemas.set(temporarySchema, step.now);
    remember(step, operation);
    applyOperation(step, operation, this.#names);
  }

  /** A routine that this history made does what its body says when a statement calls it. */
  #call(operation: Operation, caller: Statement): void {
    // The text is read only where it may be such a call: most functions are PostgreSQL's own.
    if (operation.within || (operation.kind === 'select' && !operation.functions.some(({ schema, name }) => this.#routine(schema === '' ? undefined : schema, name)))) return;
    const call = readCall(caller);
    const made = call && this.#routine(call.schema, call.name);
    if (!made) return;
    for (const { operation: effect, statement } of effectsOf(made, call, this.#names)) {
      applyOperation(new Step(this.#catalog, this.#script, statement, effect, caller), effect, this.#names);
    }
  }

  /** Where a routine was made last, which a name without a schema finds on the path. */
  #routine(schema: string | undefined, name: string): Moment | undefined {
    for (const each of schema === undefined ? this.#names.searchPath : [schema]) {
      const overloads = this.#catalog.objects.get(objectKey('routine', { schema: each, name }))?.overloads;
      if (overloads && overloads.size > 0) return overloads.values().at(-1);
    }
    return undefined;
  }

  #transaction(action: OperationOf<'transaction'>['action']): void {
    switch (action) {
      case 'begin':
        if (this.#opened.length === 0) this.#open('begin');
        break;
      case 'savepoint':
        if (this.#opened.length > 0) this.#open('savepoint');
        break;
      case 'commit':
      case 'prepare':
        this.#commit();
        this.#localPath = undefined;
        break;
      case 'rollback':
        while (this.#opened.length > 0) this.#undo();
        this.#localPath = undefined;
        break;
      case 'rollback to':
        if (this.#opened.at(-1)?.kind !== 'savepoint') break;
        this.#undo();
        this.#open('savepoint');
        break;
      case 'release':
        if (this.#opened.at(-1)?.kind === 'savepoint') this.#keep();
        break;
      case 'commit prepared':
      case 'rollback prepared':
        break;
    }
    this.#rename();
  }

  #open(kind: Opened['kind']): void {
    this.#opened.push({ kind, searchPath: this.#searchPath, localPath: this.#localPath });
    this.#catalog = this.#catalog.fork();
  }

  #keep(): void {
    this.#opened.pop();
    this.#catalog = this.#catalog.settle();
  }

  #commit(): void {
    while (this.#opened.length > 0) this.#keep();
  }

  #undo(): void {
    const opened = this.#opened.pop();
    if (!opened) return;
    this.#searchPath = opened.searchPath;
    this.#localPath = opened.localPath;
    this.#catalog = this.#catalog.parent ?? this.#catalog;
  }

  #set({ setting, values, local }: OperationOf<'set'>): void {
    if (setting !== 'search_path' && setting !== 'all') return;
    const path = values.length > 0 ? values : this.#configuredPath;
    if (local) this.#localPath = path;
    else {
      this.#searchPath = path;
      this.#localPath = undefined;
    }
    this.#rename();
  }

  #rename(): void {
    const path = this.#localPath ?? this.#searchPath;
    if (this.#names.catalog !== this.#catalog || this.#names.writtenPath !== path) this.#names = new SessionNames(this.#catalog, path, this.#names);
  }
}
