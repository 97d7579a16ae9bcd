import { droppedBy, isMadeEarlier } from '../evidence/dropped.ts';
import { headOf } from '../evidence/head.ts';
import { defineRule, type Context, type Operation, type Report, type Step } from '../judge/rule.ts';
import { catches } from '../postgres/conditions.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import { withIfExists } from '../postgres/repeatable-sql.ts';

export default defineRule({
  id: 'non-idempotent-drop',
  severity: 'warning',
  convention: true,
  downs: true,
  summary: 'The DROP fails when it runs a second time.',
  why: `A script that stopped half-way is run again, and what it had already dropped is gone: \`42P01\` for a table, \`42704\` for an index, a type or a
constraint, \`42703\` for a column. A down meets the same when the up that it undoes had stopped half-way. IF EXISTS turns the error into a notice.

IF EXISTS says nothing of the data in it: see \`unchecked-drop-column\`.`,
  references: ['https://www.postgresql.org/docs/current/sql-droptable.html', 'https://www.postgresql.org/docs/current/sql-altertable.html'],
  on: {
    'drop-table': judge,
    'drop-column': judge,
    'drop-constraint': judge,
    'drop-index': judge,
    'drop-view': judge,
    'drop-type': judge,
    'drop-sequence': judge,
    'drop-schema': judge,
    'drop-object': judge,
  },
});

const missing = ['42P01', '42703', '42704', '42883', '3F000'];

function judge(operation: Operation, context: Context): Report | undefined {
  if ('ifExists' in operation && operation.ifExists) return undefined;
  // concurrently-without-if-exists-on-drop speaks of these.
  if (operation.kind === 'drop-index' && operation.concurrently) return undefined;
  const dropped = droppedBy(operation);
  if (!dropped || isGuarded(operation) || isMadeEarlier(operation, context)) return undefined;
  const { object, name, on } = dropped;
  const where = on ? ` of ${quoteName(on)}` : '';
  return {
    message: `DROP ${object.toUpperCase()} ${quoteName(name)}${where} fails when it runs a second time.`,
    ...(on && operation.kind !== 'drop-object' ? {} : { at: headOf(operation, context) }),
    instead: operation.within ? [] : repeatable(operation, context),
  };
}

function isGuarded({ within }: Operation): boolean {
  return within !== undefined && (within.asksCatalog || missing.some((state) => catches(within.catches, state)));
}

function repeatable(operation: Operation, { sql }: Context): readonly Step[] {
  if (operation.kind === 'drop-column') return here(`ALTER TABLE ${quoteName(operation.table)} DROP COLUMN IF EXISTS ${quoteIdentifier(operation.column)}${operation.cascade ? ' CASCADE' : ''};`);
  if (operation.kind === 'drop-constraint') return here(`ALTER TABLE ${quoteName(operation.table)} DROP CONSTRAINT IF EXISTS ${quoteIdentifier(operation.constraint)}${operation.cascade ? ' CASCADE' : ''};`);
  const guarded = withIfExists(sql);
  return guarded === undefined ? [] : here(guarded, operation.kind === 'drop-index' && operation.concurrently);
}

function here(sql: string, alone = false): readonly Step[] {
  return [{ script: 'this', transaction: !alone, sql }];
}
