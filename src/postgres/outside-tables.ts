import type { QualifiedName } from '../operations/operation.ts';

/** Tables that runners keep for themselves: src/applied/tracking/ and test/real-runners/ show each. */
const ofRunners = /(?:^|_)(?:schema_)?(?:migrations?|version|history|changelog|changeloglock|revisions|gorp)(?:_|$)|^__|^_prisma|^_sqlx|pgmigrations|databasechangelog/;

/** Tables and views that extensions make. */
const ofExtensions = /^(?:spatial_ref_sys|geo(?:metry|graphy)_columns|raster_\w+|pg_\w+|hypopg\w*|timescaledb\w*)$/;

/** Whether a relation that no migration made may be there all the same: a runner or an extension makes it. */
export function isMadeElsewhere({ name }: QualifiedName): boolean {
  return ofRunners.test(name) || ofExtensions.test(name);
}
