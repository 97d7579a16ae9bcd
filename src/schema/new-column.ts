import type { ColumnDefinition, Expression } from '../operations/operation.ts';
import type { Mark } from '../parser/mark.ts';
import { quoteLiteral, quoteName } from '../postgres/identifiers.ts';
import { key, type Catalog, type Column, type Moment, type Table, type Written } from './catalog.ts';
import { bareColumn, link } from './edits.ts';
import { relationName } from './names.ts';
import type { Step } from './step.ts';

const none: readonly never[] = [];

/** A column as its definition makes it. A sequence that comes with it enters the catalog. */
export function newColumn(step: Step, table: Table, definition: ColumnDefinition): Column {
  const declared = step.moment(definition.mark);
  const column = bareColumn(definition.name, definition.type, declared, step.moment(definition.typeMark));
  column.notNull = definition.notNull || definition.identity !== undefined;
  if (column.notNull) column.notNullSince = declared;
  column.collation = definition.collation;
  column.identity = definition.identity;
  if (definition.generated) {
    column.generated = definition.generated.stored ? 'stored' : 'virtual';
    column.expression = step.written(definition.generated.expression.mark);
    column.generatedFrom = definition.generated.expression.columns.map(({ column: from }) => from);
  }
  const hasDefault = definition.default !== undefined && definition.default.kind !== 'null';
  if (hasDefault) {
    column.default = definition.default;
    column.written = step.written(definition.default.mark);
  }
  if (definition.serial || definition.identity) {
    const sequence = addSequence(step.catalog, table, definition.name, declared, definition.serial && definition.type.name);
    if (definition.serial) Object.assign(column, nextValue(sequence, definition.typeMark));
  }
  if (hasDefault || definition.serial || definition.identity || hasDomainDefault(step.catalog, definition)) column.filled = { by: 'default', moment: declared };
  return column;
}

/** A column without a default of its own takes its domain's. */
function hasDomainDefault(catalog: Catalog, definition: ColumnDefinition): boolean {
  if (definition.default || definition.type.dimensions > 0 || definition.type.schema === 'pg_catalog') return false;
  const type = catalog.type(definition.type);
  return type?.kind === 'domain' && type.hasDefault;
}

/** The sequence behind a serial or identity column, under the name that PostgreSQL chooses. */
export function addSequence(catalog: Catalog, table: Table, column: string, declared: Moment, type?: string): string {
  const name = { schema: table.name.schema, name: relationName(catalog, table, column, 'seq') };
  const ownedBy = { table: table.name, column };
  catalog.sequences.set(key(name), type === undefined ? { name, ownedBy, declared } : { name, type, ownedBy, declared });
  link(catalog.owned, key(table.name), key(name));
  return quoteName(name);
}

function nextValue(sequence: string, mark: Mark): { readonly default: Expression; readonly written: Written } {
  return {
    default: { kind: 'expression', columns: none, functions: [{ schema: 'pg_catalog', name: 'nextval' }], provesNotNull: none, label: 'nextval', mark },
    written: { text: `nextval(${quoteLiteral(sequence)}::regclass)` },
  };
}
