import { bySize, waiting, worstBurden } from '../evidence/burden.ts';
import { defineRule, type Context, type OperationOf, type Report, type Step } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import { makeObjectName } from '../postgres/naming.ts';
import { typeChange, type TypeChange } from '../postgres/type-changes.ts';
import { spell } from '../postgres/type-shapes.ts';

type AlterType = OperationOf<'alter-column-type'>;

export default defineRule({
  id: 'type-change-rewrites-table',
  severity: 'warning',
  summary: 'A change of type that loses nothing, and has the table or its indexes written anew while nobody can read or write it.',
  why: `ALTER COLUMN … TYPE takes ACCESS EXCLUSIVE. Most changes write every row and every index anew under it: integer to bigint, an enum to text, json to jsonb, any change of character(n), more digits after the point.
Some leave the table alone and build the indexes of the column anew, or try its CHECK constraints on every row.

These take a moment: varchar(n) to a longer varchar or to text, text to varchar without a length, numeric(p,s) to more digits in front of the point, timestamps and intervals to a finer precision, varbit to a longer
one, cidr to inet, a domain to its base type.

Otherwise: a second column of the new type, kept equal by a trigger; the rows that are there in batches; the indexes CONCURRENTLY; and then, in one short transaction, drop the trigger and swap the names. Code
that names the column notices nothing but the new type.

Said of tables in use. A change in which values are lost, or on which the statement fails, is told by narrowing-type-change instead.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  on: {
    'alter-column-type'(operation, context) {
      const burden = worstBurden(operation, context);
      if (!burden || isTold(operation, context)) return undefined;
      const { table, column, typeMark, within } = operation;
      const old = context.before.column(table, column)?.type;
      const from = old ? ` from ${spell(old)}` : '';
      const work = burden.work === 'rewrite' ? `${quoteName(table)} and its indexes are written anew` : burden.work === 'index build' ? 'the indexes on it are built anew' : 'its constraints are tried on every row';
      return {
        message: `Changing ${quoteIdentifier(column)}${from} to ${context.text(typeMark)}: ${waiting(burden)} wait while ${work}.`,
        at: typeMark,
        ...bySize(burden.tables, context),
        instead: within || burden.work !== 'rewrite' ? [] : beside(operation, context),
      } satisfies Report;
    },
  },
});

const harmless: ReadonlySet<TypeChange['verdict']> = new Set<TypeChange['verdict']>(['same', 'widening', 'time zone', 'unknown']);

/** Whether narrowing-type-change has its eye on it. */
function isTold({ table, column, type, using }: AlterType, { before }: Context): boolean {
  const old = before.column(table, column)?.type;
  if (using && using.column !== column && (using.kind !== 'expression' || !using.castTo)) return using.kind !== 'expression';
  return old !== undefined && !harmless.has(typeChange(before.resolve(old), before.resolve(type), using?.castTo ? 'explicit' : 'assignment').verdict);
}

/** A column beside the old one, up to where the names can be swapped. */
function beside({ table, column, typeMark, using }: AlterType, context: Context): readonly Step[] {
  const known = context.before.column(table, column);
  if (!known || known.generated || known.identity || (using && using.column !== column)) return [];
  const [t, c] = [quoteName(table), quoteIdentifier(column)];
  const fresh = quoteIdentifier(makeObjectName(column, undefined, 'new'));
  const keeper = makeObjectName(table.name, column, 'keep');
  const type = context.text(typeMark);
  const routine = quoteName({ schema: table.schema, name: keeper });
  return [
    {
      script: 'this',
      transaction: true,
      sql: `ALTER TABLE ${t} ADD COLUMN IF NOT EXISTS ${fresh} ${type};
CREATE OR REPLACE FUNCTION ${routine}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.${fresh} := NEW.${c}::${type};
  RETURN NEW;
END
$$;
DROP TRIGGER IF EXISTS ${quoteIdentifier(keeper)} ON ${t};
CREATE TRIGGER ${quoteIdentifier(keeper)} BEFORE INSERT OR UPDATE ON ${t} FOR EACH ROW EXECUTE FUNCTION ${routine}();`,
    },
    { script: 'next', transaction: true, sql: `-- in batches where the table is large\nUPDATE ${t} SET ${fresh} = ${c}::${type} WHERE ${fresh} IS NULL AND ${c} IS NOT NULL;` },
  ];
}
