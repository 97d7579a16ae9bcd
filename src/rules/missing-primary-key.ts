import { headOf } from '../evidence/head.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'missing-primary-key',
  severity: 'info',
  convention: true,
  summary: 'A table without a primary key.',
  why: `Nothing names one row: the same row can stand there twice, and no statement deletes one of the two. Logical replication refuses UPDATE and DELETE on it (\`55000\`) once it is published, batches
have nothing to go along, and tools that show or edit rows cannot.

Said where the script leaves the table without one. Partitions get theirs from the partitioned table.`,
  references: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS', 'https://www.postgresql.org/docs/current/logical-replication-publication.html'],
  on: {
    'create-table'(operation, context) {
      const { table, temporary, foreign, partitionOf, inherits, like, ofType } = operation;
      if (temporary || foreign || partitionOf || ofType || inherits.length > 0 || like.some(({ including }) => including.includes('indexes')) || context.before.table(table)) return undefined;
      return {
        message: `${quoteName(table)} has no primary key.`,
        at: headOf(operation, context),
        unless: ({ after }) => {
          const made = after.table(table);
          return !made || [...made.constraints.values()].some(({ type }) => type === 'primary key');
        },
      };
    },
  },
});
