import { defineRule, type FileReport } from '../judge/rule.ts';

export default defineRule({
  id: 'timestamp-in-the-future',
  severity: 'warning',
  summary: 'The version is a time that has not come.',
  why: `A version that was typed instead of generated, or a clock that was wrong. Every migration that anybody makes until that time sorts before this
one: as soon as this one is applied, the others come out of order, and many runners then skip them or refuse to go on. A day is allowed
for time zones.`,
  references: ['https://pressly.github.io/goose/blog/2021/out-of-order-migrations/'],
  set({ versions, settings: { now }, isJudged, path, name, place }) {
    if (now === undefined) return undefined;
    const latest = now + day;
    // What sorts before that is no time of the future, if it is a time at all. Seconds since 1970 begin with a 1.
    const digits = new Date(latest).toISOString().replaceAll(/\D/g, '');
    const reports: FileReport[] = [];
    for (const migration of versions) {
      const { version } = migration;
      const time = (version.startsWith('2') && version <= digits) || !isJudged(migration) ? undefined : timeOf(version);
      if (time === undefined || time <= latest) continue;
      const message = `${name(path(migration))}: its version says ${new Date(time).toISOString().slice(0, 10)}. Every migration that is made until then sorts before it.`;
      reports.push({ message, place: place(migration) });
    }
    return reports;
  },
});

const day = 86_400_000;

/** When a version says it was made, in milliseconds since 1970; undefined where it says no time. */
function timeOf(version: string): number | undefined {
  if (!/^\d{8,17}$/.test(version)) return undefined;
  const [, year, month = '', date = '', hour = '00', minute = '00', second = '00'] = /^((?:19|20|21)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(?:(\d\d)(?:\d{3})?)?)?$/.exec(version) ?? [];
  if (year !== undefined) {
    const time = Date.parse(`${year}-${month}-${date}T${hour}:${minute}:${second}Z`);
    return Number.isNaN(time) ? undefined : time;
  }
  // From 2014 to 2033: other numbers of that length are no clock's.
  if (!/^1[4-9]/.test(version)) return undefined;
  if (version.length === 13) return Number(version);
  return version.length === 10 ? Number(version) * 1000 : undefined;
}
