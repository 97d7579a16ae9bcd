import type { QualifiedName } from '../operations/operation.ts';
import type { TypedLiteral } from '../operations/typed-literals.ts';
import type { Mark } from '../parser/mark.ts';
import type { Catalog } from '../schema/catalog.ts';
import { enumOf } from './uncommitted.ts';

/** A literal of a statement that PostgreSQL reads as a value of an enum. */
export interface EnumLiteral {
  readonly type: QualifiedName;
  readonly value: string;
  readonly mark: Mark;
  /** The column that tells the type; absent where the statement itself does. */
  readonly column?: { readonly table: QualifiedName; readonly name: string };
}

/** Those literals that are values of an enum; arrays of them are left out. */
export function enumLiterals(literals: readonly TypedLiteral[], catalog: Catalog): readonly EnumLiteral[] {
  const found: EnumLiteral[] = [];
  for (const literal of literals) {
    if (literal.value.startsWith('{')) continue;
    const type = enumOf(literal, catalog);
    if (!type || catalog.type(type)?.kind !== 'enum') continue;
    const column = columnOf(literal, catalog);
    found.push({ type, value: literal.value, mark: literal.mark, ...(column ? { column } : {}) });
  }
  return found;
}

function columnOf({ type, column, place }: Omit<TypedLiteral, 'mark'>, catalog: Catalog): EnumLiteral['column'] {
  if (type) return undefined;
  if (column?.relation) return { table: column.relation, name: column.column };
  const name = place && [...(catalog.table(place.table)?.columns.keys() ?? [])][place.index];
  return place && name !== undefined ? { table: place.table, name } : undefined;
}
