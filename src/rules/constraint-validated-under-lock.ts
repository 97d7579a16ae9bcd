import { bySize, waiting, worstBurden, type Burden } from '../evidence/burden.ts';
import { asTableConstraint, constraintNameOf, withoutConstraint } from '../evidence/constraint-words.ts';
import { defineRule, type Context, type OperationOf, type QualifiedName, type Report, type Step } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

type Constraint = OperationOf<'add-constraint'>['constraint'];

export default defineRule({
  id: 'constraint-validated-under-lock',
  severity: 'warning',
  summary: 'A CHECK or a foreign key is added and every row tried against it, while writes wait.',
  why: `ADD CONSTRAINT … CHECK takes ACCESS EXCLUSIVE: nobody reads or writes the table until every row has been tried. ADD FOREIGN KEY takes SHARE ROW EXCLUSIVE on both tables:
both can be read, neither can be written, until every row has been looked up. A CHECK written into ADD COLUMN has the whole table read too, even though the column holds nothing but nulls, and so
has REFERENCES beside a DEFAULT.

With NOT VALID the constraint holds for new and changed rows from then on, and the lock is gone in a moment. VALIDATE CONSTRAINT tries the rows that are there under SHARE UPDATE
EXCLUSIVE, which blocks neither reads nor writes (a foreign key also takes ROW SHARE on the table that it references). In a transaction of its own: otherwise the first lock is held to the end.

A foreign key of a partitioned table can be NOT VALID from PostgreSQL 18 on (\`42809\` before).`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT', 'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  on: {
    'add-constraint'(operation, context) {
      const { table, constraint } = operation;
      if ((constraint.type !== 'check' && constraint.type !== 'foreign key') || constraint.notValid) return undefined;
      const burden = trying(operation, context);
      if (!burden) return undefined;
      return report(table, constraint, burden, context, operation.within ? [] : inSteps(table, constraint, context, []));
    },
    'add-column'(operation, context) {
      const { table, column, within } = operation;
      if (column.constraints.length === 0) return undefined;
      const burden = trying(operation, context);
      const constraint = column.constraints.find(({ type }) => type === burden?.for);
      if (!burden || !constraint) return undefined;
      const rest = withoutConstraint(operation, constraint, context);
      const first = rest === undefined ? undefined : `ALTER TABLE ${quoteName(table)} ADD COLUMN ${operation.ifNotExists ? 'IF NOT EXISTS ' : ''}${rest};`;
      const others = column.constraints.some((other) => other !== constraint && (other.type === 'check' || other.type === 'foreign key' || other.type === 'unique' || other.type === 'primary key'));
      return report(table, constraint, burden, context, within || first === undefined || others ? [] : inSteps(table, constraint, context, [first]));
    },
  },
});

function trying(operation: OperationOf<'add-constraint' | 'add-column'>, context: Context): Burden | undefined {
  // Where the table itself has no rows yet, there is nothing to try.
  if (!context.inUse(operation.table)) return undefined;
  const burden = worstBurden(operation, context);
  return burden && (burden.for === 'check' || burden.for === 'foreign key') && burden.tables.some(({ schema, name }) => name === operation.table.name && schema === operation.table.schema) ? burden : undefined;
}

function report(table: QualifiedName, constraint: Constraint, burden: Burden, context: Context, instead: readonly Step[]): Report {
  const what = constraint.type === 'check' ? 'CHECK' : 'foreign key';
  return {
    message: `The ${what}${constraint.name === undefined ? '' : ` ${quoteIdentifier(constraint.name)}`} is tried on every row of ${quoteName(table)} at once: ${waiting(burden)} wait meanwhile.`,
    at: constraint.mark,
    ...bySize(burden.tables, context),
    instead,
  };
}

function inSteps(table: QualifiedName, constraint: Constraint, context: Context, first: readonly string[]): readonly Step[] {
  const { before, settings } = context;
  const isPartitioned = before.table(table)?.partitionBy !== undefined;
  if (isPartitioned && constraint.type === 'foreign key' && (settings.postgres === undefined || settings.postgres < 18)) return [];
  const [t, name] = [quoteName(table), quoteIdentifier(constraintNameOf(table, constraint))];
  const add = `ALTER TABLE ${t} ADD CONSTRAINT ${name} ${asTableConstraint(constraint, context)} NOT VALID;`;
  return [
    { script: 'this', transaction: true, sql: [...first, add].join('\n') },
    { script: 'next', transaction: true, sql: `ALTER TABLE ${t} VALIDATE CONSTRAINT ${name};` },
  ];
}
