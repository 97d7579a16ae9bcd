import { defineRule, type FileReport, type Migration, type SetContext, type Severity } from '../judge/rule.ts';

export default defineRule({
  id: 'out-of-order-version',
  severity: 'error',
  summary: 'A new migration sorts before one that is applied.',
  why: `A branch that stays open for a week brings a version that is older than what others have merged and deployed meanwhile. The database
has the newer one already, and then it depends on the runner: golang-migrate, tern and Drizzle start behind the newest applied version and
never run the new one, without a word; Flyway ignores it and fails to validate; goose, Supabase, Atlas, refinery and node-pg-migrate refuse to
go on; dbmate, sqlx, Prisma, Diesel and Liquibase run it all the same, so that an old database and a new one have run the same migrations in
different orders.

Said only where something is known to be applied: by the lock file, by git, or by a database. With a base in git, what the base has gained
since the branch left it counts as well. The way out is a newer version for the new migration.`,
  references: ['https://github.com/golang-migrate/migrate/issues/278', 'https://pressly.github.io/goose/blog/2021/out-of-order-migrations/'],
  set(context) {
    if (context.set.unordered) return undefined;
    const { versions, ahead } = context;
    const last = versions.findLastIndex((migration) => context.isApplied(migration));
    if (last === -1 && ahead.length === 0) return undefined;
    return versions.flatMap((migration, at) => {
      if (context.isApplied(migration) || !context.isJudged(migration)) return [];
      const applied = versions[last];
      if (applied && at < last && !isTwin(migration, applied, context)) return [report(migration, `${context.name(context.path(applied))}, which is applied`, context)];
      const newer = newest(migration, context);
      return newer === undefined ? [] : [report(migration, `${context.name(newer)}, which the base has gained since`, context)];
    });
  },
});

/** Two migrations of one version are another rule's. */
function isTwin(migration: Migration, other: Migration, context: SetContext): boolean {
  const key = context.key(migration.version);
  return key !== undefined && key === context.key(other.version);
}

function newest(migration: Migration, context: SetContext): string | undefined {
  const own = { version: migration.version, path: context.path(migration) };
  return context.ahead.find((ahead) => {
    const key = context.key(own.version);
    return (key === undefined || key !== context.key(ahead.version)) && (context.compare(own, ahead) ?? 0) < 0;
  })?.path;
}

const severities: Readonly<Record<'skips' | 'fails' | 'runs', Severity>> = { skips: 'error', fails: 'error', runs: 'info' };

function report(migration: Migration, other: string, context: SetContext): FileReport {
  const { title, late } = context.facts;
  const does = late ? `${title} ${late.says}.` : 'What remembers no more than the newest version never runs it.';
  return { message: `${context.name(context.path(migration))} sorts before ${other}. ${does}`, place: context.place(migration), severity: late ? severities[late.does] : 'warning' };
}
