import { isCertain, isPlain, key, partKey } from '../judge/existence.ts';
import { defineRule, type Context, type Expression, type OperationOf, type QualifiedName, type Report, type TypeName } from '../judge/rule.ts';
import { quoteIdentifier } from '../postgres/identifiers.ts';
import { isNeverImmutable, isUnstableCast } from '../postgres/immutability.ts';
import { spell } from '../postgres/type-shapes.ts';

type Generated = NonNullable<OperationOf<'add-column'>['column']['generated']>;

export default defineRule({
  id: 'index-not-immutable',
  severity: 'error',
  downs: true,
  summary: 'An index or a generated column may not depend on the time or on settings.',
  why: `What an index holds is worked out once, when the row is written. So its expressions, its WHERE, and the expression of a generated column may call IMMUTABLE functions only: those that give the
same result for the same arguments for ever (\`42P17 functions in index expression must be marked IMMUTABLE\`). \`now()\` and CURRENT_DATE change, \`to_char()\` and \`concat()\` depend on
settings, and a cast between timestamptz and date, timestamp or text depends on the session's time zone.

A WHERE on the time (\`WHERE created_at > now() - interval '30 days'\`) cannot be had: leave it out, or take a constant and make the index anew from time to time. For a day of a timestamptz, name the time zone:
\`((created_at AT TIME ZONE 'UTC')::date)\`.`,
  references: ['https://www.postgresql.org/docs/current/sql-createindex.html', 'https://www.postgresql.org/docs/current/xfunc-volatility.html'],
  on: {
    'create-index'(operation, context) {
      if (!isPlain(operation, context)) return undefined;
      const { table, keys, where } = operation;
      for (const { expression } of keys) {
        if (!expression) continue;
        const found = judge('index expression', expression, (column) => typeIn(table, column, context), context);
        if (found) return found;
      }
      return where && judge('WHERE of an index', where, () => undefined, context);
    },
    'create-table'(operation, context) {
      for (const { generated } of operation.columns) {
        if (!generated) continue;
        const found = judgeNew(operation, generated, context);
        if (found) return found;
      }
      return undefined;
    },
    'add-column': judgeColumn,
  },
});

function judgeNew(operation: OperationOf<'create-table'>, { expression }: Generated, context: Context): Report | undefined {
  const { table, ifNotExists, columns } = operation;
  if (!isPlain(operation, context) || (ifNotExists && context.before.isRelation(table.schema, table.name))) return undefined;
  return judge('generated column', expression, (column) => columns.find(({ name }) => name === column)?.type, context);
}

function judgeColumn(operation: OperationOf<'add-column'>, context: Context): Report | undefined {
  const { column: { generated, name }, table, ifNotExists } = operation;
  if (!generated || !isPlain(operation, context) || (ifNotExists && context.before.column(table, name))) return undefined;
  return judge('generated column', generated.expression, (column) => typeIn(table, column, context), context);
}

function typeIn(table: QualifiedName, column: string, context: Context): TypeName | undefined {
  const found = context.before.column(table, column);
  return found && !context.before.doubts.has(key(table)) && isCertain(partKey(table, column), found.typed, context) ? found.type : undefined;
}

function judge(where: string, expression: Expression, typeOf: (column: string) => TypeName | undefined, context: Context): Report | undefined {
  const called = expression.functions.find(({ schema, name }) => (schema === '' || schema === 'pg_catalog') && isNeverImmutable(name) && !isOwn(name, context));
  if (called) return report(`${called.name}() is not IMMUTABLE, and may not stand in ${where === 'index expression' ? 'an' : 'a'} ${where}`, expression);
  const { column, castTo } = expression;
  const type = column === undefined ? undefined : typeOf(column);
  if (column === undefined || !castTo || !type || type.dimensions > 0 || castTo.dimensions > 0) return undefined;
  const from = context.before.resolve(type).base;
  if (from.schema !== 'pg_catalog' || castTo.schema !== 'pg_catalog' || !isUnstableCast(from.name, castTo.name)) return undefined;
  return report(`The cast of ${quoteIdentifier(column)} from ${spell(from)} to ${spell(castTo)} depends on the session's settings, and may not stand in ${where === 'index expression' ? 'an' : 'a'} ${where}`, expression);
}

/** A function of the user's own by that name may be another one. */
function isOwn(name: string, { before }: Context): boolean {
  for (const object of before.objects.values()) if (object.overloads && object.name.name === name) return true;
  return false;
}

function report(sentence: string, { mark }: Expression): Report {
  return { message: `${sentence}. The statement fails with 42P17.`, at: mark, fails: '42P17' };
}
