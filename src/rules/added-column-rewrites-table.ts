import { bySize, waiting, worstBurden } from '../evidence/burden.ts';
import { proveNotNull } from '../evidence/nulls.ts';
import { defineRule, type Context, type OperationOf, type Report, type Step } from '../judge/rule.ts';
import { quoteIdentifier, quoteLiteral, quoteName } from '../postgres/identifiers.ts';
import { makeObjectName } from '../postgres/naming.ts';

type AddColumn = OperationOf<'add-column'>;

export default defineRule({
  id: 'added-column-rewrites-table',
  severity: 'warning',
  summary: 'A new column whose value differs from row to row: the table and all its indexes are written anew while nobody can read or write it.',
  why: `A column with a constant or stable default costs nothing since PostgreSQL 11: \`DEFAULT 0\`, \`DEFAULT now()\`, \`DEFAULT CURRENT_USER\` are worked out once. Where each row needs a value of its own,
ADD COLUMN writes the whole table and all its indexes anew under ACCESS EXCLUSIVE: a volatile default (\`random()\`, \`gen_random_uuid()\`, \`clock_timestamp()\`, \`nextval(…)\`), serial and
IDENTITY, GENERATED … STORED, and a domain with a CHECK or NOT NULL, even without a default.

In steps nothing is blocked for long: add the column without a default, set the default for new rows, fill the rows that are there in batches, each in a transaction of its own, and then
prove NOT NULL. For serial and IDENTITY that takes a sequence first. In place of GENERATED … STORED: a plain column with a trigger, or on PostgreSQL 18 a VIRTUAL one, which is worked out when it is read. In place
of the domain: its base type, and the domain's condition as a CHECK that is NOT VALID first.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES', 'https://www.postgresql.org/docs/current/xfunc-volatility.html'],
  on: {
    'add-column'(operation, context) {
      if (!mayRewrite(operation, context)) return undefined;
      const burden = worstBurden(operation, context);
      if (burden?.work !== 'rewrite') return undefined;
      const { table, column, within } = operation;
      // A domain that refuses nulls, without a default: it fails, which another rule says.
      const fills = column.default ?? column.generated ?? column.serial ?? column.identity;
      if (fills === undefined && context.before.resolve(column.type).domains.some(({ notNull, hasDefault }) => notNull && !hasDefault)) return undefined;
      return {
        message: `${quoteIdentifier(column.name)} ${reason(operation, context)}: ${waiting(burden)} wait while ${quoteName(table)} and its indexes are written anew.`,
        at: column.mark,
        ...bySize(burden.tables, context),
        instead: within ? [] : steps(operation, context),
      } satisfies Report;
    },
  },
});

/** Asked first: most new columns are of a plain type, and have no default or a constant, which every version from 11 on leaves unwritten. */
function mayRewrite({ column: { type, default: value, generated, serial, identity } }: AddColumn, { settings }: Context): boolean {
  if (generated || serial !== undefined || identity !== undefined || type.schema !== 'pg_catalog') return true;
  return value !== undefined && (value.functions.length > 0 || (settings.postgres ?? 11) < 11);
}

function reason({ column }: AddColumn, context: Context): string {
  if (column.generated) return 'is GENERATED … STORED';
  if (column.serial !== undefined) return `is ${column.serial}, a number of its own for each row`;
  if (column.identity !== undefined) return 'is IDENTITY, a number of its own for each row';
  if (context.before.resolve(column.type).domains.length > 0) return `is of a domain whose conditions are tried on every row`;
  return `has a default that is worked out for each row (${column.default ? context.text(column.default.mark) : ''})`;
}

function steps(operation: AddColumn, context: Context): readonly Step[] {
  const { table, column } = operation;
  const isNumbered = column.serial !== undefined || column.identity !== undefined;
  if (column.generated || column.constraints.length > 0 || column.collation !== undefined || (!isNumbered && (!column.default || context.before.resolve(column.type).domains.length > 0))) return [];
  const [t, c] = [quoteName(table), quoteIdentifier(column.name)];
  const type = column.serial === undefined ? context.text(column.typeMark) : { smallserial: 'smallint', serial: 'integer', bigserial: 'bigint' }[column.serial];
  const sequence = { schema: table.schema, name: makeObjectName(table.name, column.name, 'seq') };
  const value = column.default && !isNumbered ? context.text(column.default.mark) : `nextval(${quoteLiteral(quoteName(sequence))})`;
  const sql = [
    `ALTER TABLE ${t} ADD COLUMN ${operation.ifNotExists ? 'IF NOT EXISTS ' : ''}${c} ${type};`,
    ...(isNumbered ? [`CREATE SEQUENCE IF NOT EXISTS ${quoteName(sequence)} AS ${type} OWNED BY ${t}.${c};`] : []),
    `ALTER TABLE ${t} ALTER COLUMN ${c} SET DEFAULT ${value};`,
  ];
  return [
    { script: 'this', transaction: true, sql: sql.join('\n') },
    { script: 'next', transaction: true, sql: `-- in batches where the table is large\nUPDATE ${t} SET ${c} = DEFAULT WHERE ${c} IS NULL;` },
    ...(column.notNull || isNumbered ? proveNotNull(table, column.name) : []),
  ];
}
