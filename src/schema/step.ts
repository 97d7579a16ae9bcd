import type { Operation } from '../operations/operation.ts';
import { locate } from '../parser/locate.ts';
import type { Mark } from '../parser/mark.ts';
import type { Statement } from '../parser/statement.ts';
import type { Place, SourceFile, Span } from '../source/source-file.ts';
import type { Catalog, Moment, Written } from './catalog.ts';

/** A moment whose exact place is found when someone asks. It keeps no parse tree alive. */
class MarkedMoment implements Moment {
  readonly script: number;
  readonly #file: SourceFile;
  readonly #span: Span;
  readonly #mark: Mark;

  constructor(script: number, { file, span }: Statement, mark: Mark) {
    this.script = script;
    this.#file = file;
    this.#span = span;
    this.#mark = mark;
  }

  get place(): Place {
    return { file: this.#file, span: locate({ file: this.#file, span: this.#span }, this.#mark) };
  }
}

/** The text of a mark. It keeps no parse tree alive either. */
class MarkedText implements Written {
  readonly #file: SourceFile;
  readonly #span: Span;
  readonly #mark: Mark;

  constructor({ file, span }: Statement, mark: Mark) {
    this.#file = file;
    this.#span = span;
    this.#mark = mark;
  }

  get text(): string {
    const { start, end } = locate({ file: this.#file, span: this.#span }, this.#mark);
    return this.#file.text.slice(start, end);
  }
}

/** One operation while it is applied: the catalog that it changes, and when and where it stands. */
export class Step {
  readonly catalog: Catalog;
  /** Something around it lets it pass where it would fail: it creates what is absent and drops what is present. */
  readonly guarded: boolean;
  readonly #script: number;
  readonly #statement: Statement;
  readonly #caller: Statement | undefined;
  readonly #mark: Mark;

  /** @param caller - the statement that calls the routine whose body the operation stands in: that is where it happens */
  constructor(catalog: Catalog, script: number, statement: Statement, operation: Operation, caller?: Statement) {
    this.catalog = catalog;
    this.#script = script;
    this.#statement = statement;
    this.#caller = caller;
    this.guarded = isGuarded(operation);
    this.#mark = operation.mark;
  }

  /** Where the operation stands. */
  get now(): Moment {
    return this.moment(this.#mark);
  }

  /** From this script on, not everything is known. */
  unseen(): void {
    this.catalog.unseen = this.#script;
  }

  moment(mark: Mark): Moment {
    return this.#caller ? new MarkedMoment(this.#script, this.#caller, { part: 'statement' }) : new MarkedMoment(this.#script, this.#statement, mark);
  }

  /** The text of a mark, as written. */
  written(mark: Mark): Written {
    return new MarkedText(this.#statement, mark);
  }
}

function isGuarded({ within }: Operation): boolean {
  return within !== undefined && (within.branch || within.loop || within.catches.length > 0);
}
