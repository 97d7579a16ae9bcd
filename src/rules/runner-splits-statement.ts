import { defineRule } from '../judge/rule.ts';

export default defineRule({
  id: 'runner-splits-statement',
  severity: 'error',
  summary: 'The runner cuts a statement in two, or drops it.',
  why: `Some runners cut a file into statements themselves, and know less of SQL than psql: goose and sql-migrate end a statement wherever a line
ends with a semicolon, golang-migrate with \`x-multi-statement\` at every semicolon there is. A function body between dollar quotes, a literal or
a comment that holds one is sent in pieces, and PostgreSQL answers 42601, "unterminated dollar-quoted string". The line "StatementBegin" exists
for this. The same two refuse a file whose last statement has no semicolon at the end of its line.

SQL that stands before the first section is worse: sql-migrate, node-pg-migrate and Liquibase drop it without a word, and record the
migration as applied.`,
  references: ['https://pressly.github.io/goose/documentation/annotations/#statement-begin-and-end', 'https://github.com/rubenv/sql-migrate#writing-migrations', 'https://github.com/golang-migrate/migrate/tree/master/database/postgres#multi-statement-mode'],
  migration: ({ remarks }) => remarks('split statement'),
});
