import type { QualifiedName } from '../operations/operation.ts';
import { key, type Catalog, type Column, type Table } from './catalog.ts';
import { bareColumn, newTable, putTable } from './edits.ts';
import type { Step } from './step.ts';

/** What an ALTER TABLE is about: the table, and what IF EXISTS says. */
interface OnTable {
  readonly table: QualifiedName;
  readonly tableIfExists?: boolean;
}

/**
 * The table that an operation changes. One that the history never showed must be there all the same, or the operation
 * would fail: it enters the catalog as a partial table. Not so where something lets the operation pass without it.
 */
export function alterable(step: Step, { table, tableIfExists }: OnTable): Table | undefined {
  const known = step.catalog.tables.get(key(table));
  if (known) return known;
  if (tableIfExists || step.guarded || step.catalog.views.has(key(table))) return undefined;
  if (!step.catalog.gone.has(key(table))) step.catalog.beginsLate = true;
  return putTable(step.catalog, newTable(table, step.now, true));
}

/** The column that an operation changes; of a table that is known in part only, one that was not seen before. */
export function alterableColumn(step: Step, table: Table, name: string): Column | undefined {
  const known = table.columns.get(name);
  if (known) return known;
  if (!table.partial && step.catalog.gap === undefined) return undefined;
  return bareColumn(name, undefined, step.now, step.now);
}

/** The partitions of a table and the tables that inherit from it; undefined for none, as for most tables. */
export function childrenOf({ catalog }: Step, table: Table): Iterable<Table> | undefined {
  const children = catalog.children.get(key(table.name));
  return children && tablesUnder(children, catalog);
}

/** Each as it is when its turn comes: what happened to the one before may have changed it. */
function* tablesUnder(keys: ReadonlySet<string>, { tables }: Catalog): Generator<Table> {
  for (const at of keys) {
    const table = tables.get(at);
    if (table) yield table;
  }
}
