import { defineRule, type FileReport, type Migration, type SetContext } from '../judge/rule.ts';

export default defineRule({
  id: 'version-overflow',
  severity: 'error',
  summary: 'The runner cannot hold this version, or sorts it wrongly.',
  why: `Two ways in which a number can be too large. Runners that keep versions in an integer have a largest one: golang-migrate, goose and sqlx
hold 64 bits, so that a time with nanoseconds does not fit; tern and postgres-migrations hold 32, so that no time fits at all.

Runners that sort file names as text (dbmate, Supabase, Diesel, Prisma, Atlas) run \`10_\` before \`2_\`: a history that was counted without leading zeros
runs in the wrong order from the tenth file on. Leading zeros, or times, cure it; what is applied already has to keep its name.`,
  references: ['https://www.postgresql.org/docs/current/datatype-numeric.html', 'https://github.com/amacneil/dbmate#creating-migrations'],
  set: (context) => [...tooLarge(context), ...wronglySorted(context)],
});

function tooLarge(context: SetContext): readonly FileReport[] {
  const { most, title } = context.facts;
  if (!most) return [];
  return context.versions.flatMap((migration) => {
    const { version } = migration;
    if (version.length < 10 || !/^\d+$/.test(version) || BigInt(version) <= most.number || !context.isJudged(migration)) return [];
    return [{ message: `${title} keeps versions in ${most.where}: ${version} does not fit (the largest is ${most.number}).`, place: context.place(migration) }];
  });
}

/** One report for a history: the first that runs too early tells it. */
function wronglySorted(context: SetContext): readonly FileReport[] {
  if (!context.facts.sortsText) return [];
  const { versions } = context;
  for (const [at, later] of versions.entries()) {
    const early = versions[at - 1];
    if (!early || !isMisplaced(early, later)) continue;
    const judged = [early, later].find(context.isJudged);
    if (!judged) continue;
    return [{
      message: `${context.facts.title} sorts versions as text: ${early.version} runs before ${later.version}. Give them the same number of digits.`,
      place: context.place(judged),
      related: [{ place: context.place(judged === early ? later : early), message: judged === early ? 'runs after it' : 'runs before it' }],
    }];
  }
  return [];
}

/** Counted numbers alone: a date and a time of that day may sort either way. */
function isMisplaced(early: Migration, later: Migration): boolean {
  const counted = (version: string): boolean => /^\d{1,7}$/.test(version);
  return counted(early.version) && counted(later.version) && Number(early.version) > Number(later.version);
}
