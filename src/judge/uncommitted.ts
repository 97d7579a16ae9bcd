import type { Operation, OperationOf, QualifiedName } from '../operations/operation.ts';
import type { TypedLiteral } from '../operations/typed-literals.ts';
import type { Statement } from '../parser/statement.ts';
import { key, type Catalog } from '../schema/catalog.ts';
import type { Place } from '../source/source-file.ts';
import type { Transaction, UncommittedValue } from './rule.ts';

/** The enum values that the open transaction has added, over all scripts that share it. */
export class UncommittedValues {
  #unit: Transaction = { kind: 'none' };
  /** By type, then by value: where it was added. */
  readonly #added = new Map<string, Map<string, Place>>();
  readonly #created = new Set<string>();
  /** Whether no value was added; a field, as it is asked of every statement. */
  none = true;

  /** The same values, for a history that goes on from here on its own. */
  copy(): UncommittedValues {
    const copy = new UncommittedValues();
    copy.#unit = this.#unit;
    copy.none = this.none;
    for (const [type, values] of this.#added) copy.#added.set(type, new Map(values));
    for (const type of this.#created) copy.#created.add(type);
    return copy;
  }

  /** A statement begins. A BEGIN inside a message goes on with what the message has done so far. */
  enter(unit: Transaction): void {
    if (unit.kind === 'none' || (unit !== this.#unit && unit.kind !== 'begin')) this.clear();
    this.#unit = unit;
  }

  clear(): void {
    if (this.#added.size > 0) this.#added.clear();
    if (this.#created.size > 0) this.#created.clear();
    this.none = true;
  }

  #forget(type: string): void {
    if (this.#added.delete(type)) this.none = this.#added.size === 0;
  }

  /** Takes over what an operation does; `before` is the catalog that it meets. */
  after(operation: Operation, place: Statement, before: Catalog): void {
    switch (operation.kind) {
      case 'transaction':
        if (!operation.within && ending.has(operation.action)) this.clear();
        return;
      case 'create-enum':
        this.#forget(key(operation.type));
        this.#created.add(key(operation.type));
        return;
      case 'drop-type':
        this.#forget(key(operation.type));
        return;
      case 'add-enum-value':
        if (isAdded(operation, before)) this.#add(operation.type, operation.value, place);
        return;
      case 'rename-enum-value': {
        const values = this.#added.get(key(operation.type));
        const added = values?.get(operation.value);
        if (values?.delete(operation.value) === true && added) values.set(operation.newValue, added);
        return;
      }
      case 'rename-type':
        this.#rename(key(operation.type), key({ schema: operation.type.schema, name: operation.newName }));
        return;
      default:
    }
  }

  /** Which of a statement's literals are values that are not committed, each once. */
  among(literals: readonly TypedLiteral[], catalog: Catalog): readonly UncommittedValue[] {
    const found = new Map<string, UncommittedValue>();
    for (const literal of literals) {
      const type = enumOf(literal, catalog);
      const values = type && this.#added.get(key(type));
      if (!values) continue;
      for (const value of valuesOf(literal)) {
        const added = values.get(value);
        const at = `${key(type)}\n${value}`;
        if (added && !found.has(at)) found.set(at, { type, value, mark: literal.mark, added, isOfNewType: this.#created.has(key(type)) });
      }
    }
    return [...found.values()];
  }

  #add(type: QualifiedName, value: string, { file, span }: Place): void {
    const values = this.#added.get(key(type)) ?? new Map<string, Place>();
    this.#added.set(key(type), values.set(value, { file, span }));
    this.none = false;
  }

  #rename(from: string, to: string): void {
    const values = this.#added.get(from);
    if (this.#added.delete(from) && values) this.#added.set(to, values);
    if (this.#created.delete(from)) this.#created.add(to);
  }
}

const ending: ReadonlySet<string> = new Set(['commit', 'rollback', 'prepare']);

/** Not where the value may have been there before, or a branch may not be taken. */
function isAdded({ type: name, value, ifNotExists, within }: OperationOf<'add-enum-value'>, before: Catalog): boolean {
  if (!ifNotExists && within?.branch !== true) return true;
  const type = before.type(name);
  const isKnown = type?.kind === 'enum' && before.holds(type.declared);
  return isKnown && !type.values.includes(value) && (within?.branch !== true || within.asksCatalog);
}

/** The type under a literal, domains and arrays looked through. */
export function enumOf({ type, column, place }: Omit<TypedLiteral, 'mark'>, catalog: Catalog): QualifiedName | undefined {
  const written = type ?? (column?.relation ? typeOfColumn(column.relation, column.column, catalog) : place && typeAt(place, catalog));
  if (!written) return undefined;
  const { schema, name } = catalog.resolve(written).base;
  return { schema, name };
}

/** Of the column that stands there in the table. */
function typeAt({ table: name, index }: NonNullable<TypedLiteral['place']>, catalog: Catalog) {
  const table = catalog.table(name);
  return table && !table.partial ? Array.from(table.columns.values())[index]?.type : undefined;
}

function typeOfColumn(relation: QualifiedName, column: string, catalog: Catalog) {
  return catalog.column(relation, column)?.type ?? catalog.view(relation)?.output.find(({ name }) => name === column)?.type;
}

/** `'{a,b}'` holds two values of an array of an enum. */
function valuesOf({ value }: Pick<TypedLiteral, 'value'>): readonly string[] {
  if (!value.startsWith('{')) return [value];
  return value.split(/[{},]/).map((element) => element.trim().replace(/^"(.*)"$/, '$1'));
}
