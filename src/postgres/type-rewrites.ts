import type { TypeChange } from './type-changes.ts';

/** What becomes of a table and its indexes when the type of a column changes. */
export interface TypeRewrite {
  /** `by time zone`: unless the session's time zone is UTC; `unknown`: what the types hold is not known here. */
  readonly rewrites: boolean | 'by time zone' | 'unknown';
  /** Indexes over the column are built again. */
  readonly indexRebuild: boolean;
}

const everything: TypeRewrite = { rewrites: true, indexRebuild: true };

/**
 * What ALTER COLUMN … TYPE writes, where it does not fail. Proven by test/postgres/type-rewrites.truth.test.ts on data measured on servers
 * 11 to 18, and by the cases of test/effects/ on servers of each of them.
 *
 * @param isUsing - USING says how, through text perhaps: there need not be a cast
 * @param postgres - a major version; without one the newest
 */
export function typeRewrite(change: TypeChange, isUsing: boolean, postgres?: number): TypeRewrite {
  const { verdict, rewrites, indexRebuild, castMissing } = change;
  if (verdict === 'fails') return castMissing && !isUsing ? { rewrites: false, indexRebuild: false } : everything;
  if (verdict === 'time zone' && rewrites === 'unknown') {
    // With and without time zone are one value in UTC, and since 12 PostgreSQL knows.
    return postgres !== undefined && postgres < 12 ? everything : { rewrites: 'by time zone', indexRebuild: true };
  }
  return { rewrites, indexRebuild: indexRebuild === true };
}

/** Zones that are never away from UTC. */
const utc = /^(?:utc|gmt|uct|universal|zulu|greenwich|gmt[+-]?0|etc\/(?:utc|gmt|uct|universal|zulu|greenwich|gmt[+-]?0))$/i;

/** Whether a time zone by its name is never away from UTC. */
export function isUtc(timeZone: string): boolean {
  return utc.test(timeZone);
}
