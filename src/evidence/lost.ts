import { isSame } from './repeatable.ts';
import type { Context, Operation, QualifiedName, Query } from '../judge/rule.ts';

/** The names that a table has had in this script, the present one first. */
function tableNames(table: QualifiedName, context: Context): readonly QualifiedName[] {
  const names = [table];
  const renames = context.earlierOf('rename-table');
  // The list grows while it is walked; more names than renames would be a circle.
  for (const name of names) {
    if (names.length > renames.length + 1) break;
    for (const { operation } of renames) if (operation.newName === name.name && operation.table.schema === name.schema) names.push(operation.table);
  }
  return names;
}

/** Earlier in this script its rows were copied elsewhere, or a DO block would have raised on what they are. */
export function isSecured(table: QualifiedName, context: Context): boolean {
  return tableNames(table, context).some((name) => context.earlier(name).some(({ operation }) => secures(operation, name)));
}

function secures(operation: Operation, table: QualifiedName): boolean {
  switch (operation.kind) {
    case 'insert':
      return !isSame(operation.table, table) && readsFrom(operation.from, table);
    case 'update':
      return !isSame(operation.table, table) && readsFrom(operation.from, table);
    case 'create-table':
      return readsFrom(operation.as, table);
    case 'create-view':
      return operation.materialized && readsFrom(operation.query, table);
    case 'copy':
      return operation.direction === 'to';
    case 'assertion':
      return operation.relations.some((relation) => isSame(relation, table));
    default:
      return false;
  }
}

function readsFrom(query: Query | undefined, table: QualifiedName): boolean {
  return query?.relations.some((relation) => isSame(relation, table)) === true;
}

/** It stands in a branch of a DO block whose condition reads the table: IF NOT EXISTS (SELECT … FROM t WHERE …) THEN … */
export function isAskedOfTable({ within }: Operation, table: QualifiedName): boolean {
  return within?.reads?.some(({ relation }) => relation !== undefined && isSame(relation, table)) === true;
}

/** A few names in a sentence. */
export function listed(names: readonly string[], most = 4): string {
  return names.length <= most ? names.join(', ') : `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`;
}
