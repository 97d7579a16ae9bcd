import { defineRule, type FileReport, type Migration, type SetContext } from '../judge/rule.ts';

export default defineRule({
  id: 'version-gap',
  severity: 'error',
  convention: 'in part',
  summary: 'A number is missing before this migration.',
  why: `tern and postgres-migrations demand numbers without a gap, from 1 on: where one is missing they refuse the whole folder, and nothing is
applied at all.

Every other runner takes what there is. A gap is then a convention at most: it can be a file that was forgotten in a commit, and it is said only where
a preset (\`strict\`) or the configuration asks for this rule. Versions that are times have no gaps.`,
  references: ['https://github.com/jackc/tern#migrations', 'https://github.com/thomwright/postgres-migrations#design-decisions'],
  set(context) {
    const { gap } = context.facts;
    const numbered = context.versions.filter(({ version }) => isCounted(version));
    if (gap === undefined && !countsByOne(numbered)) return undefined;
    const there = new Set([...numbered, ...context.ahead].map(({ version }) => Number(version)));
    let previous = gap === undefined ? undefined : 0;
    return numbered.flatMap((migration) => {
      const number = Number(migration.version);
      const missing = previous === undefined ? [] : between(previous, number).filter((one) => !there.has(one));
      previous = number;
      return missing.length > 0 && context.isJudged(migration) ? [report(migration, missing, context)] : [];
    });
  },
});

/** Longer ones are dates and times. */
function isCounted(version: string): boolean {
  return /^\d{1,7}$/.test(version);
}

/** Whether numbers go up by one, most of the time: some count by tens. */
function countsByOne(numbered: readonly Migration[]): boolean {
  const steps = numbered.slice(1).filter(({ version }, at) => Number(version) - Number(numbered[at]?.version) === 1).length;
  return steps * 2 > numbered.length - 1;
}

/** So many missing numbers are looked at. */
const most = 100;

function between(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, Math.min(to - from - 1, most)) }, (_, at) => from + 1 + at);
}

function report(migration: Migration, missing: readonly number[], { facts: { title, gap }, path, name, place }: SetContext): FileReport {
  const [first = 0] = missing;
  const what = missing.length === 1 ? `${first} is missing` : `${first} to ${missing.at(-1) ?? first} are missing`;
  const message = `${name(path(migration))}: ${what} before it.`;
  if (gap === undefined) return { message, place: place(migration), severity: 'warning', convention: true };
  return { message: `${message} ${title} ${gap}.`, place: place(migration) };
}
