import { isCertain, isPlain, key, partKey, sureTable } from '../judge/existence.ts';
import { defineRule, type Context, type OperationOf, type Report, type TypeName } from '../judge/rule.ts';
import { columnsOfOwnTypes } from '../evidence/own-types.ts';
import { similar } from '../evidence/similar.ts';
import { quoteLiteral, quoteName } from '../postgres/identifiers.ts';

type OnTable = OperationOf<'insert' | 'update' | 'delete' | 'set-default'>;
type Maker = OperationOf<'create-table' | 'add-column'>;

export default defineRule({
  id: 'unknown-enum-value',
  severity: 'error',
  downs: true,
  summary: 'The statement writes or compares a value that the enum does not have.',
  why: `A literal that meets a column of an enum is read as one of its values, and PostgreSQL refuses any other (\`22P02 invalid input value for enum\`): in INSERT and UPDATE, as a DEFAULT, and in a
WHERE that compares the column. It does so before it looks at a row, on an empty table too. Values are compared letter for letter: \`'Open'\` is not \`'open'\`.

ALTER TYPE … ADD VALUE comes first, in a migration of its own: in the same transaction the new value cannot be used.

It is said only where the history is certain: all values of the enum, and the column's type.`,
  references: ['https://www.postgresql.org/docs/current/datatype-enum.html', 'https://www.postgresql.org/docs/current/sql-altertype.html'],
  on: {
    insert: (operation, context) => (operation.from ? undefined : judgeTable(operation, context)),
    update: judgeTable,
    delete: judgeTable,
    'set-default': (operation, context) => (isEnum(context.before.column(operation.table, operation.column)?.type, context) ? judge(operation, context) : undefined),
    'create-table': (operation, context) => (operation.columns.some((column) => hasDefault(column, context)) && !isThere(operation, context) ? judge(operation, context) : undefined),
    'add-column': (operation, context) => (hasDefault(operation.column, context) && !isThere(operation, context) ? judge(operation, context) : undefined),
  },
});

function isEnum(type: TypeName | undefined, { before }: Context): boolean {
  return type !== undefined && type.schema !== 'pg_catalog' && before.type(type)?.kind === 'enum';
}

function hasDefault({ type, default: value }: OperationOf<'add-column'>['column'], context: Context): boolean {
  return value?.literal !== undefined && isEnum(type, context);
}

function isThere(operation: Maker, { before }: Context): boolean {
  if (!operation.ifNotExists) return false;
  return operation.kind === 'create-table' ? before.isRelation(operation.table.schema, operation.table.name) : before.column(operation.table, operation.column.name) !== undefined;
}

function judgeTable(operation: OnTable, context: Context): Report | undefined {
  const table = context.before.types.isUnwritten ? undefined : context.before.table(operation.table);
  if (!table) return undefined;
  for (const { type } of columnsOfOwnTypes(table)) if (isEnum(type, context)) return judge(operation, context);
  return undefined;
}

function judge(operation: OnTable | Maker, context: Context): Report | undefined {
  if (!isPlain(operation, context)) return undefined;
  const { before } = context;
  for (const { type: name, value, mark, column } of context.enumLiterals()) {
    const type = before.type(name);
    if (type?.kind !== 'enum' || type.values.includes(value) || !isCertain(key(name), type.declared, context)) continue;
    if (column && (!sureTable(column.table, context) || before.doubts.has(partKey(column.table, column.name)))) continue;
    const meant = similar(value, type.values);
    const known = meant === undefined ? `: it has ${type.values.map((each) => quoteLiteral(each)).join(', ')}.` : `: was ${quoteLiteral(meant)} meant?`;
    return {
      message: `${quoteName(name)} has no value ${quoteLiteral(value)}${known} The statement fails with 22P02.`,
      at: mark,
      related: [{ place: type.declared.place, message: 'the enum is made here' }],
      fails: '22P02',
      once: `${key(name)}\n${value}\n${context.statement.span.start}`,
    };
  }
  return undefined;
}
