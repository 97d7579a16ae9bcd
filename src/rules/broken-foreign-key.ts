import { isCertain, isPlain, key, partKey, sureTable } from '../judge/existence.ts';
import { foreignKeysOf, isSkipped, type ForeignKey } from '../evidence/foreign-keys.ts';
import { primaryKeyOf } from '../evidence/keys.ts';
import { isSame } from '../evidence/repeatable.ts';
import { defineRule, type Context, type OperationOf, type Report, type Table, type TypeName } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import { haveNoEquality } from '../postgres/key-types.ts';
import { spell } from '../postgres/type-shapes.ts';

type Maker = OperationOf<'create-table' | 'add-column' | 'add-constraint'>;

export default defineRule({
  id: 'broken-foreign-key',
  severity: 'error',
  downs: true,
  summary: 'The foreign key refers to what is no key, or to a column of another type.',
  why: `A foreign key needs a primary key, a UNIQUE constraint or a unique index over exactly the columns that it refers to: not over more of them, not partial, not DEFERRABLE.
Without one PostgreSQL answers \`42830 there is no unique constraint matching given keys\` (\`42704\` where it names no columns and there is no primary key).

The columns on both sides have to be comparable: integer and bigint are, integer and text or uuid are not (\`42804 foreign key constraint … cannot be implemented\`).`,
  references: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK', 'https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARMS-REFERENCES'],
  on: { 'create-table': judge, 'add-column': judge, 'add-constraint': judge },
});

function judge(operation: Maker, context: Context): Report | undefined {
  if (!isPlain(operation, context)) return undefined;
  for (const foreignKey of foreignKeysOf(operation)) {
    const referenced = sureTable(foreignKey.references, context);
    if (!referenced || isSame(foreignKey.references, operation.table) || (isSkipped(operation) && context.before.isRelation(operation.table.schema, operation.table.name))) continue;
    const found = withoutKey(foreignKey, referenced, context) ?? otherType(operation, foreignKey, referenced, context);
    if (found) return found;
  }
  return undefined;
}

function withoutKey(foreignKey: ForeignKey, referenced: Table, { before }: Context): Report | undefined {
  const { columns, referencedColumns } = foreignKey;
  const count = referencedColumns.length;
  if (count === 0) {
    const key = primaryKeyOf(referenced);
    if (key?.columns.length === columns.length || hasDoubts(referenced, before)) return undefined;
    if (!key) return report(foreignKey, referenced, `${quoteName(referenced.name)} has no primary key that the foreign key could refer to`, '42704');
    return report(foreignKey, referenced, `The foreign key has ${counted(columns.length)}, the primary key of ${quoteName(referenced.name)} ${counted(key.columns.length)}`, '42830');
  }
  if ((count === columns.length && hasUniqueIndex(referenced, referencedColumns)) || hasDoubts(referenced, before)) return undefined;
  if (referencedColumns.some((column) => !referenced.columns.has(column))) return undefined;
  if (count !== columns.length) return report(foreignKey, referenced, `The foreign key has ${counted(columns.length)} on one side and ${counted(count)} on the other`, '42830');
  const list = referencedColumns.map(quoteIdentifier).join(', ');
  return report(foreignKey, referenced, `${quoteName(referenced.name)} has neither a primary key nor a unique index over (${list}) alone, which a foreign key needs`, '42830');
}

/** Nobody knows whether one of its constraints is there. */
function hasDoubts({ name, constraints }: Table, { doubts }: Context['before']): boolean {
  for (const each of constraints.keys()) if (doubts.has(partKey(name, `constraint ${each}`))) return true;
  return false;
}

/** Over exactly these columns, in whatever order. */
function hasUniqueIndex({ indexes }: Table, wanted: readonly string[]): boolean {
  for (const { unique, partial, columns } of indexes.values()) {
    if (unique && !partial && columns.length === wanted.length && wanted.every((column) => columns.includes(column))) return true;
  }
  return false;
}

function report({ mark }: ForeignKey, referenced: Table, sentence: string, fails: string): Report {
  return { at: mark, related: [{ place: referenced.declared.place, message: 'made here' }], message: `${sentence}. The statement fails with ${fails}.`, fails };
}

function counted(columns: number): string {
  return columns === 1 ? 'one column' : `${columns} columns`;
}

function otherType(operation: Maker, { columns, referencedColumns, mark }: ForeignKey, referenced: Table, context: Context): Report | undefined {
  const targets = referencedColumns.length > 0 ? referencedColumns : primaryKeyOf(referenced)?.columns ?? [];
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index] ?? '';
    const target = referenced.columns.get(targets[index] ?? '');
    const own = target?.type && typeOf(operation, column, context);
    // Of one type are nearly all: they are compared.
    if (!own || (own.name === target.type.name && own.schema === target.type.schema) || !isCertain(partKey(referenced.name, target.name), target.typed, context)) continue;
    const [from, to] = [context.before.resolve(own), context.before.resolve(target.type)];
    if (from.base.dimensions > 0 || to.base.dimensions > 0 || from.base.schema !== 'pg_catalog' || to.base.schema !== 'pg_catalog' || !haveNoEquality(from.base.name, to.base.name)) continue;
    return {
      message: `${quoteIdentifier(column)} is ${spell(own)}, and ${quoteName(referenced.name)}.${quoteIdentifier(target.name)} is ${spell(target.type)}: PostgreSQL compares the two not at all. The statement fails with 42804.`,
      at: mark,
      related: [{ place: target.typed.place, message: `${spell(target.type)} since here` }],
      fails: '42804',
    };
  }
  return undefined;
}

function typeOf(operation: Maker, column: string, context: Context): TypeName | undefined {
  if (operation.kind === 'create-table') return operation.columns.find(({ name }) => name === column)?.type;
  if (operation.kind === 'add-column' && operation.column.name === column) return operation.column.type;
  const found = context.before.column(operation.table, column);
  return found && isCertain(partKey(operation.table, column), found.typed, context) && !context.before.doubts.has(key(operation.table)) ? found.type : undefined;
}
