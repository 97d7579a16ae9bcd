/** Runners whose own programs write hyphens. */
const hyphens: ReadonlySet<string> = new Set(['sql-migrate', 'node-pg-migrate', 'graphile-migrate', 'postgres-migrations', 'yoyo', 'db-migrate', 'sqitch', 'plain', 'plain-pairs', 'plain-rollback', 'plain-trees', 'plain-folders', 'up-down-files', 'diesel']);
const vague = /^(?:update|updates|change|changes|fix|fixes|migration|migrate|new|test|tmp|temp|wip|misc|stuff|schema|sql|alter|patch|foo|bar|asdf|more|other|changed?_?schema|update_?schema|update_?db|fix_?db|quick_?fix|hotfix)[-_]?\d*$/i;

/** What is wrong with a name that is there, in a clause behind it; undefined where it is as names are written. */
export function nameProblem(name: string, runner: string): string | undefined {
  if (/\s/.test(name)) return `has blanks in its name, which every shell wants quoted: ${snakeCase(name)}`;
  // Flyway's own manual writes Add_new_table.
  if ((runner === 'flyway' ? /[a-z][A-Z]/ : /[A-Z]/).test(name)) return `is not written in snake_case: ${snakeCase(name)}`;
  if (name.includes('-') && !hyphens.has(runner)) return `is not written in snake_case: ${snakeCase(name)}`;
  if (vague.test(name)) return `does not say what it does: "${name}" fits every migration`;
  return undefined;
}

/** `addEmail to-users` → `add_email_to_users` */
function snakeCase(name: string): string {
  return name.trim().replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').replaceAll(/[\s-]+/g, '_').toLowerCase();
}
