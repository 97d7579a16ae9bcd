import { defineRule, type AppliedDifference, type FileReport } from '../judge/rule.ts';

export default defineRule({
  id: 'edited-applied-migration',
  severity: 'error',
  downs: true,
  summary: 'The file is not what was applied.',
  why: `A migration that some database has run is history. Editing it changes nothing there and everything on the next new database:
from then on two schemas carry the same version number. Runners that check a checksum (Flyway, sqlx, refinery) refuse to go on;
golang-migrate, goose and dbmate keep none and say nothing.

What is applied stands in the lock file \`.applied.sha256\`. A down has not run, so mending it is no harm: that is information only. So is a file
in which nothing but the line endings differ.

If no database has run the old text, \`pgmiglint record --force\` takes the new one over.`,
  references: ['https://www.gnu.org/software/coreutils/manual/html_node/sha2-utilities.html'],
  difference(difference): FileReport {
    const { change, direction, place } = difference;
    const harmless = change === 'line endings' || direction === 'down';
    return { message: messages[change](difference), place, ...(harmless ? { severity: 'info' as const } : {}) };
  },
});

const messages: Readonly<Record<AppliedDifference['change'], (difference: AppliedDifference) => string>> = {
  edited: ({ path, direction, recorded, found }) =>
    direction === 'down'
      ? `${base(path)} is the down of an applied migration, and has been edited since${sums(recorded, found)}. It has not run, so it may be mended.`
      : `${base(path)} is applied, and has been edited since${sums(recorded, found)}. Put the change into a new migration.`,
  'line endings': ({ path }) => `Only the line endings of ${base(path)} differ from what was applied.`,
  deleted: ({ path }) => `${base(path)} is applied, and its file is gone.`,
};

function base(path: string): string {
  return path.split('/').at(-1) ?? path;
}

function sums(recorded: string, found: string | undefined): string {
  return found === undefined ? '' : ` (sha256 ${recorded.slice(0, 8)}… then, ${found.slice(0, 8)}… now)`;
}
