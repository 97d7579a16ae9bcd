import { isAsked, isAsserted, namesOf, reads } from '../evidence/looked-at.ts';
import { primaryKeyOf } from '../evidence/keys.ts';
import { isSame } from '../evidence/repeatable.ts';
import { defineRule, type Context, type OperationOf, type Query, type QualifiedName, type Report, type Step } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import { makeObjectName } from '../postgres/naming.ts';

type DropColumn = OperationOf<'drop-column'>;
type Dependents = ReturnType<Context['before']['dependents']>;

export default defineRule({
  id: 'unchecked-drop-column',
  severity: 'error',
  downs: true,
  summary: 'A column is dropped that nobody looked into first.',
  why: `DROP COLUMN takes an instant and the data is gone: no down brings it back. IF EXISTS asks whether the column is there, not whether something is in it.

Looked into means: a DO block before it in the script reads the column and raises when data is there, or an UPDATE, INSERT … SELECT or CREATE TABLE AS
before it copies the column elsewhere, in the script or in an earlier migration. A down that removes what its up added needs neither.

What hangs on the column goes with it without a word: indexes, and constraints over it, those over several columns included. Views, policies, generated columns, triggers
that name the column, and foreign keys of other tables that refer to it make the DROP fail (\`2BP01\`) unless CASCADE drops them too.

DROP COLUMN takes ACCESS EXCLUSIVE for a moment, and blocks reads and writes as long as it waits for it; a column with a foreign key locks the referenced table in the same way.
Code that is still running and names the column fails from then on: first the deploy that stops using it, then the DROP.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-DROP-COLUMN', 'https://www.postgresql.org/docs/current/ddl-depend.html'],
  on: {
    'drop-column'(operation, context): Report | undefined {
      const { table, column, ifExists } = operation;
      const known = context.before.table(table);
      const found = known?.columns.get(column);
      if (known && (known.temporary || known.foreign || known.declared.script === context.ordinal || known.declared.script === context.upOrdinal)) return undefined;
      if (found && (found.generated || found.copied || found.declared.script === context.ordinal || found.declared.script === context.upOrdinal)) return undefined;
      if (!found && isNoneThere(operation, context)) return undefined;
      if (isAsked(operation, table, column) || isAsserted(table, column, context) || namesOf(table, column, context).some((name) => isCopied(name.table, name.column, context))) return undefined;
      const dependents = found ? context.before.dependents(table, column) : [];
      const name = `${quoteName(table)}.${quoteIdentifier(column)}`;
      const looked = ifExists ? 'IF EXISTS does not look at its data' : 'nothing before it looks at its data';
      return {
        message: `DROP COLUMN deletes ${name}, and ${looked}.${consequences(dependents, operation)}`,
        related: dependents.map(({ kind, name: dependent, declared }) => ({ place: declared.place, message: `${kind} ${dependent} depends on it` })),
        instead: operation.within || (!operation.cascade && dependents.some(({ blocks }) => blocks)) ? [] : instead(operation, context),
      };
    },
  },
});

/** The history shows a table without such a column, or, in a down, cannot tell what the up had added. */
function isNoneThere({ table }: DropColumn, context: Context): boolean {
  const known = context.before.table(table);
  if (known && !known.partial && context.before.gap === undefined) return true;
  if (context.script.direction === 'up') return false;
  context.unknown('whether a column that a down drops was added by its up');
  return true;
}

function isCopied(table: QualifiedName, column: string, context: Context): boolean {
  return (
    context.earlier(table).some(({ operation }) => {
      switch (operation.kind) {
        case 'update':
          return operation.set.some((set) => (set.column !== column || !isSame(operation.table, table)) && reads(set.value.columns, table, column));
        case 'insert':
          return operation.from !== undefined && takes(operation.from, table, column);
        case 'create-table':
          return operation.as !== undefined && takes(operation.as, table, column);
        case 'copy':
          return operation.direction === 'to';
        default:
          return false;
      }
    })
  );
}

function takes(query: Query, table: QualifiedName, column: string): boolean {
  return query.star || reads(query.columns, table, column);
}

function consequences(dependents: Dependents, { cascade }: DropColumn): string {
  if (dependents.length === 0) return '';
  const listed = (some: Dependents): string => some.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  const blocking = dependents.filter(({ blocks }) => blocks);
  const silent = dependents.filter(({ blocks }) => !blocks);
  const fails = cascade ? ` CASCADE drops ${listed(blocking)} too.` : ` It fails (${blocking.some(({ kind }) => kind === 'partition key') ? '42P16' : '2BP01'}) as long as ${listed(blocking)} depends on it.`;
  return `${blocking.length > 0 ? fails : ''}${silent.length > 0 ? ` With it silently goes ${listed(silent)}.` : ''}`;
}

function instead({ table, column, cascade }: DropColumn, context: Context): readonly Step[] {
  const [t, c] = [quoteName(table), quoteIdentifier(column)];
  const drop = `ALTER TABLE ${t} DROP COLUMN ${c}${cascade ? ' CASCADE' : ''};`;
  const known = context.before.table(table);
  if (known?.columns.get(column)?.notNull) {
    const key = primaryKeyOf(known)?.columns ?? [];
    const copied = (key.includes(column) ? key : [...key, column]).map(quoteIdentifier).join(', ');
    const copy = quoteName({ schema: table.schema, name: makeObjectName(table.name, column, 'backup') });
    return [step(`CREATE TABLE IF NOT EXISTS ${copy} AS SELECT ${copied} FROM ${t};\n${drop}`)];
  }
  const what = `${t}.${c}`.replaceAll("'", "''").replaceAll('%', '%%');
  return [step(`DO $$\nBEGIN\n  IF EXISTS (SELECT 1 FROM ${t} WHERE ${c} IS NOT NULL) THEN\n    RAISE EXCEPTION '${what} still holds data';\n  END IF;\nEND\n$$;\n${drop}`)];
}

function step(sql: string): Step {
  return { script: 'this', transaction: true, sql };
}
