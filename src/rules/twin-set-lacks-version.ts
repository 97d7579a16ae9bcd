import { defineRule, type FileReport, type Migration, type SetContext, type Twin } from '../judge/rule.ts';

export default defineRule({
  id: 'twin-set-lacks-version',
  severity: 'warning',
  convention: true,
  summary: 'The project has the same migrations for another database too, and one of the two lacks this version.',
  why: `A project that runs on PostgreSQL and on SQLite or MySQL keeps its history twice: \`migrations/postgres\` and \`migrations/sqlite\`, with the same versions. Each change is made in both.
Where one was forgotten, the code that needs it runs on one database and fails on the other, and nothing says so before it is tried there.

Two folders are twins where their paths differ in one name that says the database, and most of the versions of the smaller one are in both. Versions from before the younger one began
are not asked for. The SQL of the other database is not read.`,
  references: ['https://pressly.github.io/goose/'],
  set: (context) => (context.set.twins ?? []).flatMap((twin) => judge(twin, context)),
});

function judge(twin: Twin, context: SetContext): readonly FileReport[] {
  const keyOf = (version: string): string => context.key(version) ?? version;
  const mine = new Set(context.versions.map(({ version }) => keyOf(version)));
  const theirs = new Set(twin.versions.map(({ version }) => keyOf(version)));
  const shared = [...mine].filter((key) => theirs.has(key)).length;
  if (shared * 2 <= Math.min(mine.size, theirs.size)) return [];
  const first = twin.versions.reduce((oldest, one) => (isBefore(one.version, oldest) ? one.version : oldest), twin.versions[0]?.version ?? '');
  const begun = context.versions[0]?.version ?? '';
  const lastApplied = context.versions.findLast(context.isApplied);
  return [
    ...context.versions.filter((migration) => context.isJudged(migration) && !theirs.has(keyOf(migration.version)) && !isBefore(migration.version, first)).map((migration) => lacks(migration, twin, context)),
    ...twin.versions
      .filter(({ version }) => !mine.has(keyOf(version)) && !isBefore(version, begun) && (!lastApplied || isBefore(lastApplied.version, version)))
      .map(({ version, path }): FileReport => ({ message: `${context.set.path} has no ${version}, which is there for ${twin.database}: ${path}.`, place: context.placeOf(path) })),
  ];
}

function lacks(migration: Migration, { path, database }: Twin, { name, path: pathOf, place }: SetContext): FileReport {
  return { message: `${name(pathOf(migration))}: ${path} has no ${migration.version}, so ${database} never gets what it does.`, place: place(migration) };
}

/** Numbers by value, other versions by text. */
function isBefore(a: string, b: string): boolean {
  return /^\d+$/.test(a) && /^\d+$/.test(b) ? BigInt(a) < BigInt(b) : a < b;
}
