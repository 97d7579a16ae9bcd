import { defineRule, type FileReport, type Migration, type SetContext } from '../judge/rule.ts';

export default defineRule({
  id: 'ignored-migration-file',
  severity: 'error',
  summary: 'A file among the migrations that the runner never runs, or refuses to run anything beside.',
  why: `A runner knows its migrations by their names. One with another name is passed over without a word: \`2_users.sql\` under golang-migrate,
which wants \`.up.sql\`, \`V2_users.sql\` with one underscore under Flyway, a file that Drizzle's journal does not list. The deploy reports success, and the
table is not there. Said where the name begins with a number as those of migrations do (warning).

Others refuse the whole folder (error): goose and node-pg-migrate stop at an SQL file without a number, postgres-migrations at any other name, and sqlx
at one whose first word is no number. A goose that is called as a library may skip the file.

What stands there on purpose can move to another folder, or be named under \`ignore\` in the configuration.`,
  references: ['https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md', 'https://documentation.red-gate.com/flyway/flyway-concepts/migrations/versioned-migrations'],
  set: (context) => [...leftOut(context), ...context.versions.flatMap((migration) => (context.isJudged(migration) ? refused(migration, context) : []))],
});

function leftOut({ set, name, placeOf }: SetContext): readonly FileReport[] {
  return set.leftOut.flatMap(({ path, reason, fate }): readonly FileReport[] =>
    fate ? [{ message: `${name(path)} is never run: ${reason}.`, place: placeOf(path), severity: fate === 'refused' ? 'error' : 'warning' }] : []);
}

/** Files whose names look right, and are not. */
function refused(migration: Migration, { remarksOf }: SetContext): readonly FileReport[] {
  return remarksOf(migration, 'ignored file');
}
