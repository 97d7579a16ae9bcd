import { defineRule } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'lost-row-identity',
  severity: 'warning',
  summary: 'A table loses its primary key, or what logical replication knows its rows by.',
  why: `Without its primary key a table takes the same row twice, INSERT … ON CONFLICT over its columns fails (\`42P10\`), and the index that every look-up by key used is gone.

Where the table is published (logical replication, and most tools for change data capture), rows are known by the primary key unless REPLICA IDENTITY says otherwise: without one, UPDATE
and DELETE fail (\`55000\`) on the publisher. REPLICA IDENTITY NOTHING does the same.

To exchange a primary key: build the new unique index CONCURRENTLY, then DROP CONSTRAINT and ADD CONSTRAINT … PRIMARY KEY USING INDEX in one ALTER TABLE. Said where no primary
key is there when the script ends.`,
  references: ['https://www.postgresql.org/docs/current/logical-replication-publication.html#LOGICAL-REPLICATION-PUBLICATION-REPLICA-IDENTITY', 'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-REPLICA-IDENTITY'],
  on: {
    'drop-constraint'({ table, constraint }, context) {
      const found = context.before.table(table)?.constraints.get(constraint);
      if (found?.type !== 'primary key' || !context.inUse(table)) return undefined;
      return {
        message: `${quoteName(table)} loses its primary key (${found.columns.map(quoteIdentifier).join(', ')}): if it is published, UPDATE and DELETE fail from then on.`,
        related: [{ place: found.declared.place, message: 'the primary key is added here' }],
        unless: ({ after }) => {
          const now = after.table(table);
          return !now || [...now.constraints.values()].some(({ type }) => type === 'primary key');
        },
      };
    },
    'alter-table'({ action, argument, table }, context) {
      if (action !== 'replica identity' || argument !== 'nothing' || !context.inUse(table)) return undefined;
      return { message: `REPLICA IDENTITY NOTHING: if ${quoteName(table)} is published, UPDATE and DELETE fail from then on.` };
    },
  },
});
