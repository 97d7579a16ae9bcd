import { defineRule } from '../judge/rule.ts';

export default defineRule({
  id: 'schema-file-outdated',
  severity: 'warning',
  convention: true,
  summary: 'The file that is kept for fresh installs is not what the migrations build.',
  why: `A new database is made from one file, an old one by its migrations. Where the two differ, what works on the developer's machine fails in production, and the other way
round; the first to notice is often a test that was run against the wrong one.

The file is named in the configuration: \`{ "sets": { "db/migrations": { "schemaFile": "db/schema.sql" } } }\`. It may be pg_dump's (\`--schema-only\`), or written by hand.
Compared are tables, columns, types, NOT NULL, constraints, indexes and enums; not compared are defaults and expressions, which a dump spells anew, and the runner's own tables.
\`pgmiglint schema --check db/schema.sql\` does the same without a configuration.`,
  references: ['https://www.postgresql.org/docs/current/app-pgdump.html'],
  set({ schemaDifferences, set }) {
    const file = set.schemaFile?.file;
    if (!file) return undefined;
    const head = { file, span: { start: 0, end: file.line(1).length } };
    return schemaDifferences().map(({ message, place = head }) => ({ message: `${message}.`, place }));
  },
});
