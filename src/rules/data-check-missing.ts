import { hasUnreadable, isAsked, isAsserted, isCleaned, isEmptied, reads } from '../evidence/looked-at.ts';
import { defineRule, type Column, type Context, type Operation, type OperationOf, type QualifiedName, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

type Constraint = OperationOf<'add-constraint'>['constraint'];

/** What the rows must be, and the condition of those that are not, in SQL. */
interface Demand {
  readonly table: QualifiedName;
  readonly columns: readonly string[];
  /** Filling the columns in the same script says enough of their values. */
  readonly filledWillDo: boolean;
  readonly state: string;
  readonly what: string;
  readonly misfits?: string;
}

export default defineRule({
  id: 'data-check-missing',
  severity: 'warning',
  convention: true,
  summary: 'Rows that are there can make this fail, and nothing looks at them first.',
  why: `A constraint is checked against every row when it is added. On the developer's database there are three rows; on the one that counts there is the one from years ago that does not fit, and
the deploy stops there: \`23505\` for a duplicate, \`23514\` for a CHECK, \`23503\` for a foreign key. A DO block before it that looks for such rows and raises says so in plain words,
before anything is blocked, and can be run beforehand by hand.

Looked at means: a DO block (or a query) before it in the script that reads the column, a DELETE by it, or, for CHECK and foreign keys, an UPDATE that fills it. NOT VALID looks at nothing
now. Types and NOT NULL have rules of their own: \`narrowing-type-change\` and \`not-null-without-backfill\`.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT', 'https://www.postgresql.org/docs/current/plpgsql-errors-and-messages.html'],
  on: {
    'add-constraint'(operation, context) {
      const demand = operation.constraint.notValid ? undefined : demandOf(operation.table, operation.constraint, context);
      return demand && judge(operation, demand, context);
    },
    'create-index'(operation, context) {
      const columns = operation.keys.map(({ column }) => column);
      if (!operation.unique || operation.where || !columns.every((column) => column !== undefined)) return undefined;
      return judge(operation, unique(operation.table, columns, operation.nullsNotDistinct), context);
    },
  },
});

function demandOf(table: QualifiedName, constraint: Constraint, context: Context): Demand | undefined {
  switch (constraint.type) {
    case 'primary key':
    case 'unique':
      return constraint.usingIndex === undefined ? unique(table, constraint.columns, constraint.nullsNotDistinct) : undefined;
    case 'check':
      if (!constraint.enforced) return undefined;
      return { table, columns: constraint.expression.columns.map(({ column }) => column), filledWillDo: true, state: '23514', what: 'do not satisfy the CHECK', misfits: `NOT (${context.text(constraint.expression.mark)})` };
    case 'foreign key':
      return constraint.enforced ? foreign(table, constraint, context) : undefined;
    case 'exclusion':
    case 'not null':
      return undefined;
  }
}

function unique(table: QualifiedName, columns: readonly string[], nullsNotDistinct: boolean): Demand {
  const names = columns.map(quoteIdentifier);
  const where = nullsNotDistinct ? '' : ` WHERE ${names.map((name) => `${name} IS NOT NULL`).join(' AND ')}`;
  return { table, columns, filledWillDo: false, state: '23505', what: `have the same ${columns.join(', ')}`, misfits: `${where} GROUP BY ${names.join(', ')} HAVING count(*) > 1` };
}

function foreign(table: QualifiedName, { columns, references, referencedColumns }: Extract<Constraint, { type: 'foreign key' }>, { before }: Context): Demand {
  const key = referencedColumns.length > 0 ? referencedColumns : [...(before.table(references)?.constraints.values() ?? [])].find(({ type }) => type === 'primary key')?.columns ?? [];
  const demand = { table, columns, filledWillDo: true, state: '23503', what: `refer to nothing in ${quoteName(references)}` };
  if (key.length !== columns.length) return demand;
  const pairs = columns.map((column, at) => `target.${quoteIdentifier(key[at] ?? '')} = ${quoteName(table)}.${quoteIdentifier(column)}`);
  return { ...demand, misfits: `${columns.map((column) => `${quoteIdentifier(column)} IS NOT NULL`).join(' AND ')} AND NOT EXISTS (SELECT 1 FROM ${quoteName(references)} AS target WHERE ${pairs.join(' AND ')})` };
}

function judge(operation: Operation, demand: Demand, context: Context): Report | undefined {
  const { table, columns, state, what, misfits } = demand;
  if (!context.inUse(table) || columns.length === 0 || isEmptied(table, context) || columns.some((column) => isLookedAt(operation, demand, column, context))) return undefined;
  const known = context.before.table(table);
  if (state === '23505' && known && isUniqueAlready(known, columns)) return undefined;
  if (hasUnreadable(context)) {
    context.unknown('whether a block that cannot be read looks at the rows first');
    return undefined;
  }
  const rows = quoteName(table);
  const query = misfits?.includes('HAVING') ? `SELECT 1 FROM ${rows}${misfits}` : `SELECT 1 FROM ${rows} WHERE ${misfits ?? ''}`;
  const text = `${rows}: rows that ${what}`.replaceAll("'", "''").replaceAll('%', '%%');
  return {
    message: `Where rows of ${rows} ${what}, this fails (${state}), and nothing before it looks for them.`,
    instead: misfits === undefined || operation.within ? [] : [{ script: 'this', transaction: true, sql: `DO $$\nBEGIN\n  IF EXISTS (${query}) THEN\n    RAISE EXCEPTION '${text}';\n  END IF;\nEND\n$$;` }],
  };
}

function isLookedAt(operation: Operation, { table, filledWillDo, state }: Demand, column: string, context: Context): boolean {
  if (isAsked(operation, table, column) || isAsserted(table, column, context) || isCleaned(table, column, context)) return true;
  const earlier = context.earlier(table);
  if (earlier.some((done) => done.operation.kind === 'select' && reads(done.operation.query.columns, table, column))) return true;
  const known = context.before.column(table, column);
  if (state === '23505' && known && isGenerated(known)) return true;
  const isFilled = earlier.some((done) => done.operation.kind === 'update' && done.operation.set.some((set) => set.column === column));
  if (isFilled) return filledWillDo;
  // A column that this script adds holds nulls, or everywhere the same: only UNIQUE minds the latter.
  return known !== undefined && context.isNew(known.declared) && (state !== '23505' || !known.default);
}

/** Its values are made to differ. */
function isGenerated({ identity, default: own }: Column): boolean {
  return identity !== undefined || (own?.functions ?? []).some(({ name }) => /^(?:nextval|gen_random_uuid|uuid_generate_\w+|uuidv[47])$/.test(name));
}

function isUniqueAlready(known: NonNullable<ReturnType<Context['before']['table']>>, columns: readonly string[]): boolean {
  return [...known.indexes.values()].some((index) => index.unique && index.valid && !index.partial && index.columns.every((column) => column !== undefined && columns.includes(column)));
}
