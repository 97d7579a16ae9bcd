import { isFreed, isGuarded } from '../evidence/repeatable.ts';
import { defineRule, type Context, type OperationOf, type Report, type Step } from '../judge/rule.ts';
import { conditionName, duplicateState } from '../postgres/conditions.ts';
import { quoteIdentifier, quoteLiteral, quoteName } from '../postgres/identifiers.ts';
import { catching } from '../postgres/repeatable-sql.ts';

type Addition = OperationOf<'add-column' | 'add-constraint' | 'add-enum-value'>;

export default defineRule({
  id: 'non-idempotent-alter',
  severity: 'warning',
  convention: true,
  downs: true,
  summary: 'The ALTER fails when it runs a second time.',
  why: `ADD COLUMN and ADD VALUE fail on what is there already (\`42701 duplicate_column\`, \`42710 duplicate_object\`); both have IF NOT EXISTS. ADD CONSTRAINT has none in any
version: a DO block has to ask pg_constraint first or to catch the error, which is \`duplicate_object\` for CHECK and FOREIGN KEY, \`duplicate_table\` for UNIQUE
and EXCLUDE, \`invalid_table_definition\` for a second PRIMARY KEY.

A CHECK, FOREIGN KEY or UNIQUE constraint without a name does not fail: every run adds one more.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html', 'https://www.postgresql.org/docs/current/sql-altertype.html'],
  on: { 'add-column': judge, 'add-constraint': judge, 'add-enum-value': judge },
});

function judge(operation: Addition, context: Context): Report | undefined {
  if ('ifNotExists' in operation && operation.ifNotExists) return undefined;
  const state = duplicateState(operation);
  if (state === undefined || isGuarded(operation, state) || isFreed(operation, context)) return undefined;
  if (operation.kind === 'add-constraint' && operation.constraint.name === undefined && operation.constraint.type !== 'primary key') {
    return { message: `This ${operation.constraint.type} constraint on ${quoteName(operation.table)} has no name: a second run adds a second one.` };
  }
  const wrong = operation.within && operation.within.catches.length > 0 ? `: it raises ${conditionName(state)}, which nothing here catches` : '';
  return { message: `${described(operation)} fails when it runs a second time${wrong}.`, instead: operation.within ? [] : repeatable(operation, state, context) };
}

function described(operation: Addition): string {
  switch (operation.kind) {
    case 'add-column':
      return `ADD COLUMN ${quoteIdentifier(operation.column.name)} to ${quoteName(operation.table)}`;
    case 'add-constraint':
      return `ADD CONSTRAINT ${quoteIdentifier(operation.constraint.name ?? 'PRIMARY KEY')} to ${quoteName(operation.table)}`;
    case 'add-enum-value':
      return `ADD VALUE ${quoteLiteral(operation.value)} to ${quoteName(operation.type)}`;
  }
}

function repeatable(operation: Addition, state: string, context: Context): readonly Step[] {
  switch (operation.kind) {
    case 'add-column':
      return [here(`ALTER TABLE ${quoteName(operation.table)} ADD COLUMN IF NOT EXISTS ${context.text(operation.column.mark)};`)];
    case 'add-constraint':
      return [here(catching(`ALTER TABLE ${quoteName(operation.table)} ADD ${context.text(operation.constraint.mark)}`, state))];
    case 'add-enum-value':
      return [here(`${context.sql.replace(/\badd\s+value\b/i, 'ADD VALUE IF NOT EXISTS')};`)];
  }
}

function here(sql: string): Step {
  return { script: 'this', transaction: true, sql };
}
