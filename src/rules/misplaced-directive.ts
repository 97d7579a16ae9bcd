import { defineRule } from '../judge/rule.ts';

export default defineRule({
  id: 'misplaced-directive',
  severity: 'error',
  summary: 'The runner ignores, refuses or misreads a directive where it stands, or as it is spelt.',
  why: `Runners take their orders from comments, and each reads them in its own way: sqlx only as the first bytes of a file, Atlas only in a
comment that an empty line closes, dbmate only without a space behind the colon, goose only at the first column. What is not seen is a comment
like any other. \`-- no-transaction\` in the second line is the usual case: the file runs in a transaction after all, and CREATE INDEX
CONCURRENTLY fails. Some runners go further and refuse the file: to goose every comment that holds "+goose" is an annotation, a sentence that
mentions it too.

Said for the directives of Atlas, dbmate, Diesel (\`metadata.toml\`), goose, graphile-migrate, Hasura, Liquibase, node-pg-migrate,
postgres-migrations, sql-migrate, sqlx and tern. What a comment at the head of a file says of it, only a suppression for the whole file can switch off.`,
  references: [
    'https://pressly.github.io/goose/documentation/annotations/',
    'https://github.com/amacneil/dbmate#migration-options',
    'https://docs.rs/sqlx/latest/sqlx/macro.migrate.html',
    'https://atlasgo.io/versioned/apply#transaction-configuration',
  ],
  migration: ({ remarks }) => remarks('misplaced directive'),
});
