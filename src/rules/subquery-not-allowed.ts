import { isPlain } from '../judge/existence.ts';
import { definitionsOf } from '../evidence/foreign-keys.ts';
import { defineRule, type Context, type Expression, type Operation, type OperationOf, type Report } from '../judge/rule.ts';

type Maker = OperationOf<'create-table' | 'add-column' | 'add-constraint'>;
type Column = OperationOf<'add-column'>['column'];
type Part = readonly [expression: Expression | undefined, where: string];

export default defineRule({
  id: 'subquery-not-allowed',
  severity: 'error',
  downs: true,
  summary: 'A CHECK, a DEFAULT, a generated column or an index asks another row.',
  why: `A CHECK looks at one row and nothing else, and so do a DEFAULT, the expression of a generated column, and the keys and the WHERE of an index: PostgreSQL takes no subquery there
(\`0A000 cannot use subquery in check constraint\`). That a value stands in another table is what a foreign key says; anything more takes a trigger.

To hide the query in a function lets the statement through, and is worse: rows that change in the other table are not checked again, and a restore can fail.`,
  references: ['https://www.postgresql.org/docs/current/sql-createtable.html', 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS'],
  on: {
    'create-table': (operation, context) => ((operation.columns.some(mayHold) || operation.constraints.some(checks)) && holdsQuery(context) ? judge(operation, partsOf(operation), context) : undefined),
    'add-column': (operation, context) => (mayHold(operation.column) && holdsQuery(context) ? judge(operation, partsOf(operation), context) : undefined),
    'add-constraint': (operation, context) => (checks(operation.constraint) && holdsQuery(context) ? judge(operation, checksOf(operation), context) : undefined),
    'set-default': (operation, context) => (isExpression(operation.default) && holdsQuery(context) ? judge(operation, [[operation.default, 'a DEFAULT']], context) : undefined),
    'create-domain': (operation, context) => (holdsQuery(context) ? judge(operation, [[operation.default, 'a DEFAULT'], ...operation.checks.map((check): Part => [check, 'a CHECK'])], context) : undefined),
    'create-index'(operation, context) {
      const { keys, where } = operation;
      if ((!where && !keys.some(({ expression }) => expression)) || !holdsQuery(context)) return undefined;
      return judge(operation, [...keys.map(({ expression }): Part => [expression, 'the key of an index']), [where, 'the WHERE of an index']], context);
    },
  },
});

/** To find where an expression ends is a hundred times the work of this look. */
function holdsQuery({ sql }: Context): boolean {
  return subquery.test(sql);
}

function isExpression(expression: Expression | undefined): boolean {
  return expression?.kind === 'expression';
}

/** Whether there is anything in a column that may hold a query: most have nothing. */
function mayHold({ default: value, generated, constraints }: Column): boolean {
  return isExpression(value) || generated !== undefined || (constraints.length > 0 && constraints.some(checks));
}

function checks(definition: OperationOf<'add-constraint'>['constraint']): boolean {
  return definition.type === 'check';
}

function partsOf(operation: OperationOf<'create-table' | 'add-column'>): readonly Part[] {
  const columns = operation.kind === 'create-table' ? operation.columns : [operation.column];
  const ofColumns = columns.flatMap(({ default: value, generated }): readonly Part[] => (value || generated ? [[value, 'a DEFAULT'], [generated?.expression, 'a generated column']] : []));
  return [...ofColumns, ...checksOf(operation)];
}

function checksOf(operation: Maker): readonly Part[] {
  return definitionsOf(operation).flatMap((definition): readonly Part[] => (definition.type === 'check' ? [[definition.expression, 'a CHECK']] : []));
}

function isThere(operation: Operation, { before }: Context): boolean {
  if (operation.kind === 'create-table') return operation.ifNotExists && before.isRelation(operation.table.schema, operation.table.name);
  return operation.kind === 'add-column' && operation.ifNotExists && before.column(operation.table, operation.column.name) !== undefined;
}

function judge(operation: Operation, all: readonly Part[], context: Context): Report | undefined {
  if (isThere(operation, context)) return undefined;
  for (const [expression, where] of all) {
    if (expression?.kind !== 'expression' || !isPlain(operation, context) || !hasSubquery(context.text(expression.mark))) continue;
    return { message: `PostgreSQL takes no subquery in ${where}. The statement fails with 0A000.`, at: expression.mark, fails: '0A000' };
  }
  return undefined;
}

/** SELECT is a reserved word: behind a parenthesis it begins a query, but in strings, quoted names and comments. */
const subquery = /\(\s*select\b/i;

function hasSubquery(text: string): boolean {
  if (!subquery.test(text) || text.includes('\\')) return false;
  return subquery.test(text.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--.*|\/\*[^]*?\*\//g, ' x '));
}
