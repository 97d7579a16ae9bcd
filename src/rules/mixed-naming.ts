import { defineRule, type Migration } from '../judge/rule.ts';

type Kind = 'number' | 'time';

export default defineRule({
  id: 'mixed-naming',
  severity: 'warning',
  convention: true,
  summary: 'Some versions are counted, others are times.',
  why: `Every counted number sorts before every time. As long as a history changed from numbers to times once and stays there, all is well; a
numbered migration that comes after a timed one sorts before all of them, and runs first on a new database or never on an old one. Said once
for a history, where the kind of version changes.`,
  references: ['https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md', 'https://pressly.github.io/goose/documentation/cli-commands/'],
  set({ versions, isJudged, path, name, place }) {
    for (const [at, migration] of versions.entries()) {
      const earlier = versions[at - 1];
      if (!earlier || !isJudged(migration)) continue;
      const [before, own] = [kindOf(earlier), kindOf(migration)];
      if (!before || !own || before === own) continue;
      const [numbered, timed] = own === 'number' ? [migration, earlier] : [earlier, migration];
      const named = (one: Migration): string => name(path(one));
      return { message: `${named(numbered)} has a number, ${named(timed)} a time: every number sorts before every time.`, place: place(migration), related: [{ place: place(earlier), message: 'the other kind' }] };
    }
    return undefined;
  },
});

function kindOf({ version }: Migration): Kind | undefined {
  if (!/^\d+$/.test(version)) return undefined;
  if (version.length <= 6) return 'number';
  return version.length >= 8 ? 'time' : undefined;
}
