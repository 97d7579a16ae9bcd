import { defineRule, type AppliedDifference, type FileReport, type Severity, type Step } from '../judge/rule.ts';

export default defineRule({
  id: 'edited-applied-migration',
  severity: 'error',
  downs: true,
  summary: 'The file is not what was applied.',
  why: `A migration that some database has run is history. Editing it changes nothing there and everything on the next new database:
from then on two schemas carry the same version number. Runners that check a checksum (Flyway, sqlx, refinery, Liquibase) refuse to go on;
golang-migrate, goose and dbmate keep none and say nothing. A deleted file takes its schema from every new database. A renamed one is a
new migration to a runner that remembers names (Prisma, node-pg-migrate, sql-migrate, Flyway); where only the version counts, a new name is no harm.

What is applied stands in the runner's own table (\`--database-url\`), in the lock file \`.applied.sha256\`, or on the base of the branch in git
(\`--base\`, or the default branch): the first of these that knows counts, and where the table holds no checksum the next one tells what was edited.
\`atlas.sum\` and the headers of graphile-migrate are verified in any case. What the table calls failed is said as well. A down has not run, so mending it is no harm: that is information only. So is a file in
which nothing but the line endings differ. Where only comments and white space differ it is a warning: the schema is the same, a checksum is not.

If no database has run the old text, \`pgmiglint record --force\` takes the new one over in the lock file.`,
  references: ['https://www.gnu.org/software/coreutils/manual/html_node/sha2-utilities.html', 'https://git-scm.com/docs/git-restore'],
  difference(difference): FileReport {
    const { change, place, restore } = difference;
    const message = [messages[change](difference), restore === undefined || change === 'line endings' || (change !== 'deleted' && difference.direction === 'down') ? [] : `Restore it: ${restore}`].flat().join('\n');
    const severity = severityOf(difference);
    return { message, place, instead: added(difference), ...(severity ? { severity } : {}) };
  },
});

const messages: Readonly<Record<AppliedDifference['change'], (difference: AppliedDifference) => string>> = {
  edited: (difference) => `${subject(difference)}, and has been edited since${sums(difference)}. ${difference.direction === 'down' ? 'It has not run, so it may be mended.' : 'Put the change into a new migration.'}${changed(difference)}`,
  comments: (difference) => `${subject(difference)}, and its comments or white space have been edited since.`,
  'line endings': ({ path }) => `Only the line endings of ${base(path)} differ from what was applied.`,
  deleted: (difference) => `${subject(difference)}, and its file is gone.`,
  renamed: (difference) => `${subject(difference)}, and is called ${shortest(difference.renamedTo ?? '', difference.path)} now: ${difference.consequence ?? ''}.`,
  failed: ({ path, consequence = '' }) => `${base(path)}: ${consequence}.`,
  chain: ({ consequence = '' }) => `${consequence}.`,
};

function severityOf({ change, direction }: AppliedDifference): Severity | undefined {
  if (change === 'line endings' || direction === 'down') return 'info';
  return change === 'comments' ? 'warning' : undefined;
}

function subject({ path, direction, source, evidence }: AppliedDifference): string {
  const according = source === 'lock file' ? '' : ` (${evidence ?? source})`;
  return `${base(path)} is ${direction === 'down' ? 'the down of an applied migration' : 'applied'}${according}`;
}

function base(path: string): string {
  return path.split('/').at(-1) ?? path;
}

/** In a folder for each migration it is the folder that has another name. */
function shortest(path: string, other: string): string {
  return base(path) === base(other) ? path.split('/').slice(-2).join('/') : base(path);
}

function sums({ recorded, found }: AppliedDifference): string {
  return found === undefined ? '' : ` (sha256 ${recorded.slice(0, 8)}… then, ${found.slice(0, 8)}… now)`;
}

/** So many statements are quoted. */
const few = 3;

function changed({ statements = [] }: AppliedDifference): string {
  const lines = statements.slice(0, few).map(({ was, now }) => {
    if (was === undefined) return `\nadded: ${brief(now ?? '')}`;
    return now === undefined ? `\ntaken out: ${brief(was)}` : `\nwas: ${brief(was)}`;
  });
  return [...lines, ...(statements.length > few ? [`\nand ${statements.length - few} more`] : [])].join('');
}

function brief(sql: string): string {
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}

/** Statements that were put in whole can stand in a migration of their own as they are. */
function added({ statements = [], direction }: AppliedDifference): readonly Step[] {
  const fresh = statements.flatMap(({ was, now }) => (was === undefined && now !== undefined ? [`${now};`] : []));
  return direction === 'down' || fresh.length === 0 ? [] : [{ script: 'next', transaction: true, sql: fresh.join('\n') }];
}
