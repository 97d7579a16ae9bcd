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

const hyphens: ReadonlySet<string> = new Set(['sql-migrate', 'node-pg-migrate', 'graphile-migrate', 'postgres-migrations', 'yoyo', 'db-migrate', 'sqitch', 'plain', 'plain-pairs', 'plain-rollback', 'plain-trees', 'plain-folders', 'up-down-files', 'diesel']);
const vague = /^(?:update|updates|change|changes|fix|fixes|migration|migrate|new|test|tmp|temp|wip|misc|stuff|schema|sql|alter|patch|foo|bar|asdf|more|other|changed?_?schema|update_?schema|update_?db|fix_?db|quick_?fix|hotfix)[-_]?\d*$/i;

function problemOf(name: string, { set, migration }: MigrationContext): string | undefined {
  if (name === '' && !/^\d+$/.test(migration.version)) return undefined;
  if (name === '') return set.migrations.some((other) => other.name !== '') ? 'has no name behind its version: nobody can tell what it does' : undefined;
  if (/\s/.test(name)) return 'has blanks in its name: every shell wants them quoted';
  // Flyway's own manual writes Add_new_table.
  if ((set.runner === 'flyway' ? /[a-z][A-Z]/ : /[A-Z]/).test(name)) return `is not written in snake_case: ${snakeCase(name)}`;
  if (name.includes('-') && !hyphens.has(set.runner)) return `is not written in snake_case: ${snakeCase(name)}`;
  if (vague.test(name)) return `does not say what it does: "${name}" fits every migration`;
  return undefined;
}

function snakeCase(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').replaceAll('-', '_').toLowerCase();
}
