import { burdenOf } from '../evidence/burden.ts';
import { headOf } from '../evidence/head.ts';
import { isFreed, isGuarded } from '../evidence/repeatable.ts';
import { defineRule, type Context, type Operation, type OperationOf, type QualifiedName, type Report, type Step } from '../judge/rule.ts';
import { unblockedBuild } from '../evidence/unblocked-build.ts';
import { conditionName, duplicateState } from '../postgres/conditions.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import { makeObjectName } from '../postgres/naming.ts';
import { catching, withIfNotExists, withOrReplace } from '../postgres/repeatable-sql.ts';

type Creation = OperationOf<'create-table' | 'create-index' | 'create-enum' | 'create-domain' | 'create-composite-type' | 'create-view' | 'create-sequence' | 'create-schema' | 'create-object'>;

export default defineRule({
  id: 'non-idempotent-create',
  severity: 'warning',
  whenGenerated: 'info',
  summary: 'The CREATE fails when it runs a second time.',
  why: `A migration that stopped half-way is run again: without a transaction around it, what it had already created is there, and the CREATE
answers \`42P07 relation … already exists\` (\`42710\` for types, triggers and policies, \`42723\` for functions, \`42P06\` for schemas). The same happens on a
database that somebody helped along by hand.

Repeatable are IF NOT EXISTS, OR REPLACE, a DROP … IF EXISTS of the same object before it, and a DO block that asks the catalog first or catches that very error:
\`duplicate_object\` for a type, but \`duplicate_table\` for a table or an index. IF NOT EXISTS compares names only: a table of that name with other columns stays as it is.

A CREATE INDEX without a name does not fail: it makes a second index beside the first.

CREATE INDEX CONCURRENTLY is different. When it fails it leaves an INVALID index, and IF NOT EXISTS would then keep that one and report success. So: DROP INDEX
CONCURRENTLY IF EXISTS first, as a statement of its own. Where the runner allows one statement only (golang-migrate), leave it as it is: an error on the second run is
the right answer.`,
  references: [
    'https://www.postgresql.org/docs/current/sql-createtable.html',
    'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
    'https://www.postgresql.org/docs/current/plpgsql-control-structures.html#PLPGSQL-ERROR-TRAPPING',
  ],
  on: {
    'create-table': judge,
    'create-index': judgeIndex,
    'create-enum': judge,
    'create-domain': judge,
    'create-composite-type': judge,
    'create-view': judge,
    'create-sequence': judge,
    'create-schema': judge,
    'create-object': judge,
    other(operation, context) {
      if (!unguarded.has(operation.command) || isAlone(context)) return undefined;
      return { message: `${operation.command.toUpperCase()} fails when it runs a second time.`, at: headOf(operation, context) };
    },
  },
});

/** Neither IF NOT EXISTS nor a DO block is to be had for them. */
const unguarded = new Set(['create database', 'create tablespace', 'create subscription']);

function judge(operation: Creation, context: Context): Report | undefined {
  if (isRepeatable(operation, context)) return undefined;
  const described = describe(operation);
  return report(operation, described, operation.within ? [] : repeatable(operation, described.object, context), context);
}

function report(operation: Creation, { object, name }: Described, instead: readonly Step[], context: Context): Report {
  return { message: `CREATE ${object.toUpperCase()} ${name} fails when it runs a second time${uncaught(operation)}.`, at: headOf(operation, context), instead };
}

/** What a DO block that catches another error would have to catch. */
function uncaught(operation: Creation): string {
  const { within } = operation;
  if (!within || within.catches.length === 0) return '';
  const state = duplicateState(operation);
  return state === undefined ? '' : `: it raises ${conditionName(state)}, which nothing here catches`;
}

function isRepeatable(operation: Creation, context: Context): boolean {
  if (isOptional(operation) || isElement(operation, context)) return true;
  return (operation.within !== undefined && isGuarded(operation, duplicateState(operation))) || isFreed(operation, context);
}

/** IF NOT EXISTS or OR REPLACE; what is temporary is gone by then. */
function isOptional(operation: Creation): boolean {
  switch (operation.kind) {
    case 'create-table':
    case 'create-sequence':
      return operation.ifNotExists || operation.temporary;
    case 'create-view':
      return operation.ifNotExists || operation.orReplace || operation.temporary;
    case 'create-object':
      return operation.ifNotExists || operation.orReplace;
    case 'create-index':
    case 'create-schema':
      return operation.ifNotExists;
    default:
      return false;
  }
}

/** What CREATE SCHEMA makes inside itself is there when the schema is: one cause. */
function isElement({ within }: Operation, context: Context): boolean {
  return !within && context.ofStatement.length > 1 && context.earlierOf('create-schema').some(({ statement }) => statement === context.statement);
}

function judgeIndex(operation: OperationOf<'create-index'>, context: Context): Report | undefined {
  const { index, concurrently, table, keys } = operation;
  // In a transaction it cannot run at all, which another rule says.
  if (concurrently && (context.transaction.kind !== 'none' || isAlone(context))) return undefined;
  if (index === undefined) {
    if (operation.ifNotExists || isGuarded(operation, undefined) || isFreed(operation, context)) return undefined;
    const name = makeObjectName(table.name, keys.map((key) => key.column ?? key.expression?.label ?? 'expr').join('_'), 'idx');
    return {
      message: `CREATE INDEX on ${quoteName(table)} has no name: a second run makes a second index.`,
      at: headOf(operation, context),
      instead: unblocked(operation, context) ?? (operation.within || concurrently ? [] : [here(named(context.sql, name))]),
    };
  }
  if (isRepeatable(operation, context)) return undefined;
  return report(operation, describe(operation), operation.within ? [] : unblocked(operation, context) ?? (concurrently ? anew(table, index, context) : repeatable(operation, 'index', context)), context);
}

/** One way for one index: the one that does not keep writes waiting. */
function unblocked(operation: OperationOf<'create-index'>, context: Context): readonly Step[] | undefined {
  return operation.concurrently || context.before.view(operation.table) || !burdenOf(operation, context) ? undefined : unblockedBuild(operation, context);
}

/** What a failed attempt has left goes first. */
function anew(table: QualifiedName, index: string, { script, sql }: Context): readonly Step[] {
  const first = `DROP INDEX CONCURRENTLY IF EXISTS ${quoteName({ schema: table.schema, name: index })};`;
  return [{ script: 'this', transaction: false, sql: first }, { script: script.execution.send === 'one message' ? 'next' : 'this', transaction: false, sql: `${sql};` }];
}

/** The runner leaves no room for a DROP before it: an error on the second run is the right answer. */
function isAlone({ script, statements }: Context): boolean {
  return script.execution.send === 'one message' && statements.length === 1;
}

interface Described {
  readonly object: string;
  readonly name: string;
}

function describe(operation: Creation): Described {
  switch (operation.kind) {
    case 'create-table':
      return { object: operation.foreign ? 'foreign table' : 'table', name: quoteName(operation.table) };
    case 'create-index':
      return { object: 'index', name: quoteIdentifier(operation.index ?? '') };
    case 'create-view':
      return { object: operation.materialized ? 'materialized view' : 'view', name: quoteName(operation.view) };
    case 'create-sequence':
      return { object: 'sequence', name: quoteName(operation.sequence) };
    case 'create-schema':
      return { object: 'schema', name: quoteIdentifier(operation.schema) };
    case 'create-domain':
      return { object: 'domain', name: quoteName(operation.type) };
    case 'create-enum':
    case 'create-composite-type':
      return { object: 'type', name: quoteName(operation.type) };
    case 'create-object':
      return { object: operation.object, name: `${quoteName(operation.name)}${operation.on ? ` on ${quoteName(operation.on)}` : ''}` };
  }
}

const droppedFirst = new Set(['trigger', 'policy']);
const outsideTransactions = new Set(['database', 'tablespace', 'subscription']);

function repeatable(operation: Creation, object: string, { sql }: Context): readonly Step[] {
  if (operation.kind === 'create-object' && operation.on && droppedFirst.has(object)) {
    return [here(`DROP ${object.toUpperCase()} IF EXISTS ${quoteIdentifier(operation.name.name)} ON ${quoteName(operation.on)};\n${sql};`)];
  }
  const plain = withIfNotExists(sql, object) ?? withOrReplace(sql);
  if (plain !== undefined) return [here(plain)];
  // SELECT … INTO has another meaning in a DO block.
  if (!/^create\b/i.test(sql)) return [];
  const state = duplicateState(operation);
  return state === undefined || outsideTransactions.has(object) ? [] : [here(catching(sql, state))];
}

function here(sql: string): Step {
  return { script: 'this', transaction: true, sql };
}

/** CREATE INDEX ON t … → CREATE INDEX IF NOT EXISTS name ON t …; `Operation.mark` of such an index begins with these words. */
function named(sql: string, name: string): string {
  return `${sql.replace(/^(create\s+(?:unique\s+)?index)\s+on\b/i, `$1 IF NOT EXISTS ${quoteIdentifier(name)} ON`)};`;
}

