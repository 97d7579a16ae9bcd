import { nameProblem } from '../evidence/migration-names.ts';
import { defineRule, type MigrationContext } from '../judge/rule.ts';

export default defineRule({
  id: 'migration-name',
  severity: 'info',
  convention: true,
  summary: 'The name of the migration does not say what it does, or not as names are written.',
  why: `The name is what stands in the list of migrations, in the log of the deploy and in the tracking table of most runners. \`add_email_to_users\` can be found again;
\`update2\` cannot. Capitals are one name on macOS and Windows and two on Linux, and blanks have to be quoted in every shell.

Names are written in snake_case. Runners whose own programs write hyphens (sql-migrate, node-pg-migrate, Graphile Migrate, yoyo and others) may have them.`,
  references: ['https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md', 'https://documentation.red-gate.com/fd/versioned-migrations-273973333.html'],
  migration(context) {
    const { migration: { up, repeatable, name }, set } = context;
    if (!up || repeatable || set.generated) return undefined;
    const problem = problemOf(name.replaceAll(' ', set.runner === 'flyway' ? '_' : ' '), context);
    return problem === undefined ? undefined : { message: `${up.file.path.split('/').slice(/\/(?:up|migration)\.sql$/.test(up.file.path) ? -2 : -1).join('/')} ${problem}.`, place: up.heading };
  },
});

function problemOf(name: string, { set, migration }: MigrationContext): string | undefined {
  if (name !== '') return nameProblem(name, set.runner);
  if (!/^\d+$/.test(migration.version)) return undefined;
  return set.migrations.some((other) => other.name !== '') ? 'has no name behind its version: nobody can tell what it does' : undefined;
}
