import { listed } from '../evidence/lost.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'publication-of-all-tables',
  severity: 'warning',
  summary: 'Every table is published, those without a primary key and those to come included.',
  why: `UPDATE and DELETE fail (\`55000\`) on every published table without a primary key or another replica identity, from the moment that the publication is there: code that has worked for
years fails, and nothing in it has changed. Tables of later migrations are published as they are created; each without a key is broken from its first UPDATE on, and each with personal data is
sent to every subscriber.

Name the tables: FOR TABLE …. Only a superuser may publish all.`,
  references: ['https://www.postgresql.org/docs/current/sql-createpublication.html', 'https://www.postgresql.org/docs/current/logical-replication-publication.html'],
  on: {
    'create-object'({ object, name, options }, context) {
      if (object !== 'publication' || !options?.includes('for all tables')) return undefined;
      const withoutKey = [...context.before.tables.values()].filter(({ partial, temporary, foreign, constraints }) => !partial && !temporary && !foreign && ![...constraints.values()].some(({ type }) => type === 'primary key'));
      const broken = withoutKey.length > 0 ? `UPDATE and DELETE fail on ${listed(withoutKey.map((table) => quoteName(table.name)))} from now on, which ${withoutKey.length === 1 ? 'has' : 'have'} no primary key.` : 'A later table without a primary key takes no UPDATE and no DELETE.';
      return { message: `${quoteIdentifier(name.name)} publishes every table, those to come included. ${broken}` };
    },
  },
});
