import { isCertain, isPlain, key, partKey, sureTable } from '../judge/existence.ts';
import { foreignKeysOf, isSkipped, type ForeignKey } from '../evidence/foreign-keys.ts';
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
  const { columns, referencedColumns, mark } = foreignKey;
  const name = quoteName(referenced.name);
  const at = { at: mark, related: [{ place: referenced.declared.place, message: 'made here' }] };
  if ([...referenced.constraints.keys()].some((each) => before.doubts.has(partKey(referenced.name, `constraint ${each}`)))) return undefined;
  if (referencedColumns.length === 0) {
    const key = [...referenced.constraints.values()].find(({ type }) => type === 'primary key');
    if (!key) return { ...at, message: `${name} has no primary key that the foreign key could refer to. The statement fails with 42704.`, fails: '42704' };
    if (key.columns.length === columns.length) return undefined;
    return { ...at, message: `The foreign key has ${count(columns.length)}, the primary key of ${name} ${count(key.columns.length)}. The statement fails with 42830.`, fails: '42830' };
  }
  if (referencedColumns.some((column) => !referenced.columns.has(column))) return undefined;
  if (referencedColumns.length !== columns.length) return { ...at, message: `The foreign key has ${count(columns.length)} on one side and ${count(referencedColumns.length)} on the other. The statement fails with 42830.`, fails: '42830' };
  const isOver = (own: readonly (string | undefined)[]): boolean => own.length === referencedColumns.length && referencedColumns.every((column) => own.includes(column));
  if ([...referenced.indexes.values()].some(({ unique, partial, columns: own }) => unique && !partial && isOver(own))) return undefined;
  const list = referencedColumns.map(quoteIdentifier).join(', ');
  return { ...at, message: `${name} has neither a primary key nor a unique index over (${list}) alone, which a foreign key needs. The statement fails with 42830.`, fails: '42830' };
}

function count(columns: number): string {
  return columns === 1 ? 'one column' : `${columns} columns`;
}

function otherType(operation: Maker, { columns, referencedColumns, mark }: ForeignKey, referenced: Table, context: Context): Report | undefined {
  const targets = referencedColumns.length > 0 ? referencedColumns : [...referenced.constraints.values()].find(({ type }) => type === 'primary key')?.columns ?? [];
  for (const [index, column] of columns.entries()) {
    const target = referenced.columns.get(targets[index] ?? '');
    const own = typeOf(operation, column, context);
    if (!own || !target?.type || !isCertain(partKey(referenced.name, target.name), target.typed, context)) continue;
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
