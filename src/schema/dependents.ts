import type { QualifiedName } from '../operations/operation.ts';
import { key, type Catalog, type Constraint, type Dependent, type Table, type View } from './catalog.ts';

/**
 * What hangs on a column. What blocks its DROP is what PostgreSQL 18 answers 2BP01 for, proven on a server by
 * test/schema/dependents.test.ts.
 */
export function dependentsOf(catalog: Catalog, name: QualifiedName, column: string): readonly Dependent[] {
  const table = catalog.table(name);
  if (!table) return [];
  const found: Dependent[] = [];
  if (catalog.readers.has(key(name))) found.push(...views(catalog, name, column));
  if (catalog.referrers.has(key(name))) found.push(...referringKeys(catalog, name, column));
  found.push(...own(table, column));
  return found;
}

/** Whether a view reads that column; where a `*` could not be followed, it may. */
export function readsColumn(view: View, table: QualifiedName, column: string): boolean {
  return view.columns.some(({ relation, column: read }) => relation?.name === table.name && relation.schema === table.schema && (read === column || read === '*'));
}

/** Whether a foreign key refers to that column. */
export function refersTo({ references }: Constraint, table: QualifiedName, column: string): boolean {
  return references?.table.name === table.name && references.table.schema === table.schema && references.columns.includes(column);
}

function* views(catalog: Catalog, table: QualifiedName, column: string): Generator<Dependent> {
  for (const reader of catalog.readers.get(key(table)) ?? []) {
    const view = catalog.views.get(reader);
    if (!view || !readsColumn(view, table, column)) continue;
    yield { kind: view.materialized ? 'materialized view' : 'view', name: view.name.name, on: view.name, blocks: true, declared: view.declared };
  }
}

function* referringKeys(catalog: Catalog, table: QualifiedName, column: string): Generator<Dependent> {
  for (const referrer of catalog.referrers.get(key(table)) ?? []) {
    const other = catalog.tables.get(referrer);
    if (!other) continue;
    for (const constraint of other.constraints.values()) {
      if (!refersTo(constraint, table, column)) continue;
      // The table's own key to itself goes with the column if the column is on both sides of it.
      const blocks = !(referrer === key(table) && constraint.columns.includes(column));
      yield { kind: 'foreign key', name: constraint.name, on: other.name, blocks, declared: constraint.declared };
    }
  }
}

function* own(table: Table, column: string): Generator<Dependent> {
  const on = table.name;
  if (table.partitionBy?.columns.includes(column)) {
    yield { kind: 'partition key', name: table.name.name, on, blocks: true, declared: table.declared };
  }
  for (const { name, type, columns, references, declared } of table.constraints.values()) {
    if (!columns.includes(column) || type === 'not null') continue;
    // One that refers to the column as well has been named already.
    if (references && key(references.table) === key(on) && references.columns.includes(column)) continue;
    yield { kind: type === 'foreign key' ? 'foreign key' : 'constraint', name, on, blocks: false, declared };
  }
  for (const { name, reads, constraint, declared } of table.indexes.values()) {
    if (constraint === undefined && reads.includes(column)) yield { kind: 'index', name, on, blocks: false, declared };
  }
  for (const { name, columns, declared } of table.triggers.values()) {
    if (columns.includes(column)) yield { kind: 'trigger', name, on, blocks: true, declared };
  }
  for (const { name, columns, declared } of table.policies.values()) {
    if (columns.includes(column)) yield { kind: 'policy', name, on, blocks: true, declared };
  }
  for (const { name, generatedFrom, declared } of table.columns.values()) {
    if (generatedFrom?.includes(column)) yield { kind: 'generated column', name, on, blocks: true, declared };
  }
}
