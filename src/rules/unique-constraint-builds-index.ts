import { bySize, waiting, worstBurden } from '../evidence/burden.ts';
import { constraintNameOf, withoutConstraint } from '../evidence/constraint-words.ts';
import { proveNotNull } from '../evidence/nulls.ts';
import { howOutside, outside } from '../evidence/outside-transaction.ts';
import { defineRule, type Context, type OperationOf, type QualifiedName, type Report, type Step } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

type Constraint = OperationOf<'add-constraint'>['constraint'];
type Key = Constraint & { readonly type: 'primary key' | 'unique' };

export default defineRule({
  id: 'unique-constraint-builds-index',
  severity: 'warning',
  summary: 'A UNIQUE, PRIMARY KEY or EXCLUDE constraint builds its index while nobody can read or write the table.',
  why: `ADD CONSTRAINT … UNIQUE, PRIMARY KEY and EXCLUDE take ACCESS EXCLUSIVE and build an index under it: reads and writes wait until it is built. The same holds for UNIQUE and PRIMARY KEY
written into ADD COLUMN. CREATE INDEX would at least let reads through.

CREATE UNIQUE INDEX CONCURRENTLY builds the index while reads and writes go on, and ADD CONSTRAINT … USING INDEX makes the constraint of it in a moment. The columns of a primary key have to
be NOT NULL before, or the table is read once more under ACCESS EXCLUSIVE. An index over expressions, a partial one and one of a partitioned table cannot become a constraint.

An EXCLUDE constraint has no such way: it takes a new table, or an hour in which nobody needs this one.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX', 'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY'],
  on: {
    'add-constraint': (operation, context) => judge(operation, operation.constraint, context),
    'add-column'(operation, context) {
      const { constraints, notNull, default: value, serial, identity } = operation.column;
      const constraint = constraints.length === 0 ? undefined : constraints.find(({ type }) => type === 'unique' || type === 'primary key');
      if (!constraint) return undefined;
      const isFilled = value !== undefined || serial !== undefined || identity !== undefined;
      // That every row lacks a value is said by another rule.
      return !isFilled && (notNull || constraint.type === 'primary key') ? undefined : judge(operation, constraint, context);
    },
  },
});

const words: Partial<Record<Constraint['type'], string>> = { 'primary key': 'The primary key', unique: 'The UNIQUE constraint', exclusion: 'The EXCLUDE constraint' };

function judge(operation: OperationOf<'add-constraint' | 'add-column'>, constraint: Constraint, context: Context): Report | undefined {
  const word = words[constraint.type];
  if (word === undefined) return undefined;
  const burden = worstBurden(operation, context);
  if (burden?.work !== 'index build') return undefined;
  const instead = operation.within || constraint.type === 'exclusion' ? [] : steps(operation, constraint as Key, context);
  return {
    message: `${word}${constraint.name === undefined ? '' : ` ${quoteIdentifier(constraint.name)}`} builds its index at once: ${waiting(burden)} wait meanwhile.${instead.length > 0 ? howOutside(context) : ''}`,
    at: constraint.mark,
    ...bySize(burden.tables, context),
    instead,
  };
}

function steps(operation: OperationOf<'add-constraint' | 'add-column'>, constraint: Key, context: Context): readonly Step[] {
  const { table } = operation;
  const known = context.before.table(table);
  if (known?.partitionBy) return [];
  const t = quoteName(table);
  const name = constraintNameOf(table, constraint);
  const first: Step[] = [];
  if (operation.kind === 'add-column') {
    const rest = withoutConstraint(operation, constraint, context);
    if (rest === undefined || constraint.type === 'primary key' || operation.column.constraints.length > 1) return [];
    first.push({ script: 'this', transaction: true, sql: `ALTER TABLE ${t} ADD COLUMN ${operation.ifNotExists ? 'IF NOT EXISTS ' : ''}${rest};` });
  } else if (constraint.type === 'primary key') {
    const nullable = constraint.columns.filter((column) => known?.columns.get(column)?.notNull !== true);
    first.push(...nullable.flatMap((column) => proveNotNull(table, column)));
  }
  return [...first, ...indexed(table, name, constraint, context, first.length > 0)];
}

function indexed(table: QualifiedName, name: string, constraint: Key, context: Context, later: boolean): readonly Step[] {
  const [t, n] = [quoteName(table), quoteIdentifier(name)];
  const { type, columns, include, nullsNotDistinct, deferrable, initiallyDeferred } = constraint;
  const index = `CREATE UNIQUE INDEX CONCURRENTLY ${n} ON ${t} (${columns.map(quoteIdentifier).join(', ')})${include.length > 0 ? ` INCLUDE (${include.map(quoteIdentifier).join(', ')})` : ''}${nullsNotDistinct ? ' NULLS NOT DISTINCT' : ''};`;
  const timing = `${deferrable ? ' DEFERRABLE' : ''}${initiallyDeferred ? ' INITIALLY DEFERRED' : ''}`;
  const build = outside(context, [{ sql: `DROP INDEX CONCURRENTLY IF EXISTS ${quoteName({ schema: table.schema, name })};`, ifRepeated: true }, { sql: index }]);
  const place = (step: Step): Step => (later ? { ...step, script: 'next' } : step);
  return [...build.map(place), { script: 'next', transaction: true, sql: `ALTER TABLE ${t} ADD CONSTRAINT ${n} ${type === 'unique' ? 'UNIQUE' : 'PRIMARY KEY'} USING INDEX ${n}${timing};` }];
}
