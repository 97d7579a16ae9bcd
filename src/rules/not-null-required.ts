import { isCertain, isPlain, partKey, sureTable } from '../judge/existence.ts';
import { defineRule, type Context, type Moment, type OperationOf, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'not-null-required',
  severity: 'error',
  downs: true,
  summary: 'A primary key or an identity column has to be NOT NULL.',
  why: `The columns of a primary key and identity columns are NOT NULL, and stay so: DROP NOT NULL is refused (\`42P16 column … is in a primary key\`, \`42601 column … is an identity column\`).

The other way round, ADD GENERATED … AS IDENTITY wants a column that is NOT NULL already and has no default (\`55000\`): SET NOT NULL first, and DROP DEFAULT. A serial column has a default.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL', 'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-GENERATED-IDENTITY'],
  on: {
    'drop-not-null'(operation, context) {
      const { table, column } = operation;
      const known = isPlain(operation, context) ? sureTable(table, context) : undefined;
      const found = known?.columns.get(column);
      if (!known || !found) return undefined;
      if (found.identity && isCertainColumn(operation, found.declared, context)) return report(operation, 'is an identity column and stays NOT NULL', found.declared, '42601');
      for (const { name, type, columns, declared } of known.constraints.values()) {
        if (type !== 'primary key' || !columns.includes(column) || context.before.doubts.has(partKey(table, `constraint ${name}`))) continue;
        return report(operation, `is part of the primary key ${quoteIdentifier(name)} and stays NOT NULL`, declared, '42P16');
      }
      return undefined;
    },
    'add-identity'(operation, context) {
      const found = isPlain(operation, context) ? sureTable(operation.table, context)?.columns.get(operation.column) : undefined;
      if (!found || !isCertainColumn(operation, found.declared, context)) return undefined;
      if (found.identity) return report(operation, 'is an identity column already', found.declared, '55000');
      if (!found.notNull) return report(operation, 'is not NOT NULL, which an identity column has to be before', found.declared, '55000');
      return found.default ? report(operation, 'has a default, which an identity column cannot have', found.declared, '55000') : undefined;
    },
  },
});

type OnColumn = OperationOf<'drop-not-null' | 'add-identity'>;

function isCertainColumn({ table, column }: OnColumn, declared: Moment, context: Context): boolean {
  return isCertain(partKey(table, column), declared, context);
}

function report({ table, column, mark }: OnColumn, sentence: string, declared: Moment, fails: string): Report {
  return { message: `${quoteName(table)}.${quoteIdentifier(column)} ${sentence}. The statement fails with ${fails}.`, at: mark, related: [{ place: declared.place, message: 'made here' }], fails };
}
