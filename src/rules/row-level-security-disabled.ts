import { isSame } from '../evidence/repeatable.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'row-level-security-disabled',
  severity: 'warning',
  summary: 'Row level security is switched off: every row is open to whoever has the privilege on the table.',
  why: `The policies stay and no longer count. Who has SELECT sees every row from then on, rows of other tenants included, and nothing fails: no test that looks for its own rows notices.

To change policies, change them: CREATE POLICY and DROP POLICY in one transaction. To let one role through, BYPASSRLS or a policy for it.

Said where the script does not switch it on again.`,
  references: ['https://www.postgresql.org/docs/current/ddl-rowsecurity.html'],
  on: {
    'alter-table'({ action, table }, context) {
      if (action !== 'disable row level security' || !context.inUse(table)) return undefined;
      const { statement } = context;
      return {
        message: `Every row of ${quoteName(table)} is open to whoever has a privilege on it once row level security is off.`,
        unless: ({ after, earlierOf }) =>
          !after.isRelation(table.schema, table.name) ||
          earlierOf('alter-table').some(({ operation, statement: { span } }) => operation.action === 'enable row level security' && isSame(operation.table, table) && span.start >= statement.span.start),
      };
    },
  },
});
