import type { OperationOf } from '../operations/operation.ts';
import { typeChange, type TypeChange } from '../postgres/type-changes.ts';
import { key, type Table } from '../schema/catalog.ts';
import type { Collected } from './collected.ts';
import { referrersOf } from './constraints.ts';

type AlterType = OperationOf<'alter-column-type'>;

/** What ALTER COLUMN … TYPE does beyond the lock on the table itself. */
export function changeType(operation: AlterType, collected: Collected): void {
  const { table, column } = operation;
  const tables = [...collected.family(table)];
  if (tables.length === 0) {
    collected.depends('The history does not show the type that the column has: most changes of a type rewrite the table.');
    return;
  }
  for (const each of tables) changeIn(each, operation, collected);
  // Foreign keys over the column are made again, to and from this table.
  for (const each of tables) {
    for (const { references, columns } of each.constraints.values()) {
      if (references && columns.includes(column)) collected.lock(references.table, 'ACCESS EXCLUSIVE', 'referenced');
    }
    for (const referring of referrersOf(each.name, collected)) {
      const uses = Array.from(referring.constraints.values()).some(({ references }) => references !== undefined && key(references.table) === key(each.name) && references.columns.includes(column));
      if (uses) collected.lock(referring.name, 'ACCESS EXCLUSIVE', 'referencing');
    }
  }
}

function changeIn(table: Table, operation: AlterType, collected: Collected): void {
  const { column: name } = operation;
  const change = changeOf(table, operation, collected);
  if (change === undefined || change.rewrites === 'unknown') {
    collected.depends('The history does not show the type that the column has: most changes of a type rewrite the table.');
  } else if (change.rewrites) {
    collected.rewrite(table.name);
    return;
  }
  for (const index of table.indexes.values()) {
    if (!index.reads.includes(name)) continue;
    // An expression or predicate is bound to the old type.
    if (change?.indexRebuild === true || index.partial || index.expressions.length > 0) collected.rebuild(table.name, index);
    else collected.lock({ schema: table.name.schema, name: index.name }, 'ACCESS EXCLUSIVE', 'index');
  }
  for (const { type, columns, validated } of table.constraints.values()) {
    if (type === 'check' && validated && columns.includes(name)) collected.scan(table.name, 'check');
  }
}

function changeOf(table: Table, { column, type, using }: AlterType, { before }: Collected): TypeChange | undefined {
  const old = table.columns.get(column)?.type;
  if (!old) return undefined;
  if (using && using.column !== column) return { verdict: 'unknown', why: '', rewrites: true, indexRebuild: true };
  return typeChange(before.resolve(old), before.resolve(type), using?.castTo ? 'explicit' : 'assignment');
}
