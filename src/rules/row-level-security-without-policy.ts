import { isSame } from '../evidence/repeatable.ts';
import { defineRule, type Catalog, type Context, type QualifiedName, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'row-level-security-without-policy',
  severity: 'warning',
  summary: 'Row level security is on for a table without a policy: nobody but its owner sees a row.',
  why: `Without a policy the default is to deny: SELECT returns no row, UPDATE and DELETE change none, without an error, and INSERT fails (\`42501\`). That hits every role but the table's
owner, superusers and roles with BYPASSRLS; with FORCE ROW LEVEL SECURITY the owner too. Tests that run as the owner notice nothing.

ENABLE ROW LEVEL SECURITY and CREATE POLICY belong into one transaction. The same is true of the last policy of a table that is dropped for another to take its place.

Said of tables that are in use; a new table may well be closed to begin with. Nothing is said where the script, or a later migration, makes a policy.`,
  references: ['https://www.postgresql.org/docs/current/ddl-rowsecurity.html'],
  on: {
    'alter-table'({ action, table }, context) {
      if (action !== 'enable row level security' || !context.inUse(table)) return undefined;
      const known = context.before.table(table);
      if (known && known.policies.size > 0) return undefined;
      return report(`${quoteName(table)} has no policy: from now on only its owner and roles with BYPASSRLS see a row.`, table, context);
    },
    'drop-object'({ object, name, on }, context) {
      if (object !== 'policy' || !on) return undefined;
      const known = context.before.table(on);
      if (!known || !context.inUse(on) || known.policies.size !== 1 || !known.policies.has(name.name)) return undefined;
      return report(`${quoteIdentifier(name.name)} is the last policy of ${quoteName(on)}: unless row level security is off, only its owner and roles with BYPASSRLS see a row.`, on, context);
    },
  },
});

function report(message: string, table: QualifiedName, context: Context): Report | undefined {
  if (!context.before.table(table)) {
    context.unknown('whether a table has a policy');
    return undefined;
  }
  const isOpen = (catalog: Catalog): boolean => catalog.table(table)?.policies.size !== 0;
  return {
    message,
    unless: ({ after, earlierOf }) => isOpen(after) || earlierOf('alter-table').some(({ operation }) => operation.action === 'disable row level security' && isSame(operation.table, table)),
    unlessInTheEnd: isOpen,
  };
}
