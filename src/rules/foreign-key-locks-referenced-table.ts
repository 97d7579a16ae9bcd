import { givesUp, isAlteredToo, isHeldAlready } from '../evidence/altered-too.ts';
import { key } from '../judge/existence.ts';
import { foreignKeysOf } from '../evidence/foreign-keys.ts';
import { headOf } from '../evidence/head.ts';
import { listed } from '../evidence/lost.ts';
import { isSame } from '../evidence/repeatable.ts';
import { defineRule, type Context, type Operation, type QualifiedName, type Report } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';
import { blockedWords, type LockMode } from '../postgres/lock-modes.ts';

export default defineRule({
  id: 'foreign-key-locks-referenced-table',
  severity: 'info',
  convention: 'in part',
  summary: 'A foreign key comes or goes, and the table that it refers to is locked too.',
  why: `A foreign key has triggers on both tables. Where it goes, by DROP TABLE, DROP CONSTRAINT or DROP COLUMN, the table that it refers to is locked in ACCESS EXCLUSIVE mode too, although the statement does not name it: for a
moment, but it waits for every query on that table, and every read and write that comes after waits behind it. In a transaction the lock stays until its end.

Where it comes, with a new table or column, the other table is locked in SHARE ROW EXCLUSIVE mode: writes wait, reads go on. That is said only where the rule is asked for.

A short \`lock_timeout\`, and another try; where the table goes that has the key, its foreign keys can be dropped first, each in a transaction of its own. Nothing is said where the script has set a \`lock_timeout\`, and of tables that it
alters or drops itself. What a foreign key reads when it is added: constraint-validated-under-lock.`,
  references: ['https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES', 'https://www.postgresql.org/docs/current/sql-altertable.html'],
  on: {
    'drop-table': dropped,
    'drop-constraint': dropped,
    'drop-column': dropped,
  },
  onRequest: {
    'create-table': added,
    'add-column'(operation, context) {
      return foreignKeysOf(operation).length > 0 && context.effects(operation).scans.length === 0 ? added(operation, context) : undefined;
    },
  },
});

function dropped(operation: Operation, context: Context): Report | undefined {
  return report(operation, 'ACCESS EXCLUSIVE', context);
}

function added(operation: Operation, context: Context): Report | undefined {
  const found = report(operation, 'SHARE ROW EXCLUSIVE', context);
  return found && { ...found, convention: true };
}

function report(operation: Operation, mode: LockMode, context: Context): Report | undefined {
  const tables = others(operation, mode, context);
  if (tables.length === 0) return undefined;
  const names = listed(tables.map(quoteName));
  const wait = `${blockedWords(mode)} of ${tables.length === 1 ? 'it' : 'them'}`;
  return {
    message: `${verb(operation)} locks ${names} too, in ${mode} mode: it waits for ${mode === 'ACCESS EXCLUSIVE' ? 'every query' : 'every write'} there, and ${wait} wait behind it.`,
    at: operation.kind === 'create-table' || operation.kind === 'drop-table' ? headOf(operation, context) : operation.mark,
    unless: (end) => tables.every((table) => !end.after.table(table) || isAlteredToo(table, end)),
    once: tables.map(key).join(),
  };
}

function verb(operation: Operation): string {
  const { kind } = operation;
  if (kind === 'drop-table') return `DROP TABLE ${quoteName(operation.table)}`;
  return kind === 'create-table' || kind === 'add-column' ? 'The foreign key' : 'Dropping the foreign key';
}

/** Tables in use at the other end of foreign keys, which nothing keeps waiting yet. */
function others(operation: Operation, mode: LockMode, context: Context): readonly QualifiedName[] {
  if (!mayHaveForeignKey(operation, context) || givesUp(context)) return none;
  const found: QualifiedName[] = [];
  for (const { relation, role, mode: own } of context.effects(operation).locks) {
    if (role === 'referenced' && own === mode && isMeant(relation, context)) found.push(relation);
  }
  return found;
}

const none: readonly never[] = [];

function isMeant(relation: QualifiedName, context: Context): boolean {
  return context.inUse(relation) && context.before.table(relation) !== undefined && context.size(relation) !== 'small' && !isHeldAlready(relation, context) && !isCheckedToo(relation, context);
}

/** The same ALTER TABLE adds a foreign key to it, and another rule says what waits while it is checked. */
function isCheckedToo(table: QualifiedName, { ofStatement }: Context): boolean {
  return ofStatement.some((other) => other.kind === 'add-constraint' && other.constraint.type === 'foreign key' && !other.constraint.notValid && isSame(other.constraint.references, table));
}

/** Asked first: most tables that are made, and most columns and constraints that go, refer to nothing. */
function mayHaveForeignKey(operation: Operation, { before }: Context): boolean {
  if (operation.kind === 'create-table') return foreignKeysOf(operation).length > 0;
  if (operation.kind !== 'drop-table' && operation.kind !== 'drop-constraint' && operation.kind !== 'drop-column') return true;
  const { table } = operation;
  if ((before.children.get(key(table))?.size ?? 0) > 0) return true;
  const constraints = before.table(table)?.constraints;
  if (operation.kind === 'drop-constraint') return constraints?.get(operation.constraint)?.references !== undefined;
  for (const { references } of constraints?.values() ?? []) if (references) return true;
  return false;
}
