import { defineRule, type FileReport, type Migration, type SetContext } from '../judge/rule.ts';

export default defineRule({
  id: 'duplicate-version',
  severity: 'error',
  summary: 'Two migrations have the same version.',
  why: `Two branches that each add "the next" migration merge without a conflict, because their files have different names. What happens
then depends on the runner: golang-migrate, goose, Flyway, tern and refinery refuse the whole folder, sqlx and Supabase fail when the
second is recorded, dbmate and Diesel leave one of them out and say nothing. Runners that remember names (Prisma,
node-pg-migrate, sql-migrate, Liquibase) do not mind.

With a base in git (\`--base\`, or the default branch) the versions that the base has gained meanwhile count too: the clash is told before the
merge makes it one.`,
  references: ['https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md', 'https://documentation.red-gate.com/fd/versioned-migrations-273973333.html'],
  set(context) {
    const seen = new Map<string, Migration>();
    const reports: FileReport[] = [];
    for (const migration of context.versions) {
      const key = context.key(migration.version);
      if (key === undefined) continue;
      const earlier = seen.get(key);
      if (!earlier) seen.set(key, migration);
      else if (context.path(earlier) !== context.path(migration)) reports.push(...clash(earlier, migration, context));
    }
    // Where it happened again and again, whatever runs these files goes by their names.
    const accepted = context.facts.twice === undefined && reports.length > 1;
    return accepted ? [] : [...reports, ...onBase(seen, context)];
  },
});

/** Reported at the one that can still take another number. */
function clash(earlier: Migration, later: Migration, context: SetContext): readonly FileReport[] {
  const [own, other] = context.isJudged(later) ? [later, earlier] : [earlier, later];
  if (!context.isJudged(own)) return [];
  const related = context.isApplied(other) ? 'is applied' : 'has it too';
  return [{
    ...report(own, `${context.name(context.path(other))} has the same version`, context),
    related: [{ place: context.place(other), message: `${other.version} ${related}` }],
  }];
}

function onBase(own: ReadonlyMap<string, Migration>, context: SetContext): readonly FileReport[] {
  return context.ahead.flatMap(({ version, path }) => {
    const migration = own.get(context.key(version) ?? '');
    return migration && context.isJudged(migration) ? [report(migration, `the base has gained ${context.name(path)} with the same version`, context)] : [];
  });
}

function report(migration: Migration, clashing: string, context: SetContext): FileReport {
  const { title, twice } = context.facts;
  const does = twice === undefined ? 'Which of them runs first, and whether both do, nothing tells.' : `${title} ${twice}.`;
  return { message: `${context.name(context.path(migration))}: ${clashing}. ${does}`, place: context.place(migration), ...(twice === undefined ? { severity: 'warning' as const } : {}) };
}
