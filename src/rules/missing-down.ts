import { hasDowns } from '../evidence/downs.ts';
import { acknowledgement, isAcknowledged } from '../evidence/irreversible.ts';
import { wordsOf } from '../judge/options.ts';
import { defineRule, type FileReport, type MigrationContext, type Script } from '../judge/rule.ts';

/** How a runner's file says where its down begins. */
const downSections: Readonly<Record<string, string>> = { goose: '-- +goose Down', dbmate: '-- migrate:down', 'sql-migrate': '-- +migrate Down' };

export default defineRule({
  id: 'missing-down',
  severity: 'error',
  options: {
    acknowledged: { kind: 'words', about: 'Versions or files of migrations of which it is known that nothing can undo them.', default: [] },
  },
  summary: 'The migration cannot be undone: its down is missing or does nothing.',
  why: `When a deploy goes wrong, the down is what takes the schema back. A runner that finds none moves its version number and
leaves the schema as it is (golang-migrate, goose), or stops with an error (Diesel, plain scripts): in both cases someone
writes the missing SQL by hand, in a hurry, against production.

A down that holds no statement is the same as none, and worse to find: the rollback reports success.

Expected of runners that have downs, and, where downs are optional (plain files, sqlx), as soon as one migration of the
folder has one. What cannot be undone can say so: a down that raises an exception is a down, and \`-- pgmiglint-irreversible -- reason\` in the up
needs none, and so do those that the configuration names under \`acknowledged\`. Of a migration that popx has cut into many versions, one down may undo all of them.`,
  references: ['https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md', 'https://pressly.github.io/goose/documentation/annotations/'],
  migration(context) {
    const { migration: { up, down, repeatable, opaque } } = context;
    if (!up || repeatable || opaque !== undefined || !expectsDowns(context) || context.statements(up) === 0) return undefined;
    if (down && context.statements(down) > 0) return undefined;
    if (isAcknowledged(context.migration, wordsOf(context.options, 'acknowledged')) || acknowledgement(up)?.reason !== undefined) return undefined;
    const name = up.file.path.split('/').at(-1) ?? up.file.path;
    return down ? { message: `The down of ${name} holds no statement: a rollback would report success and undo nothing.`, place: down.heading } : absent(name, up, context);
  },
});

function absent(name: string, { file }: Script, context: MigrationContext): FileReport | undefined {
  if (isUndoneWithOthers(context)) return undefined;
  const section = downSections[context.set.runner];
  const what = section === undefined ? `${name} has no down${counterpart(name)}` : `${name} has no \`${section}\` section`;
  return { message: `${what}: nothing can undo it.`, place: { file, span: { start: 0, end: file.line(1).length } } };
}

/** popx cuts one migration into many versions, `<14 digits><6 digits>`; the down of one of them may undo it all. */
function isUndoneWithOthers({ migration: { version }, set }: MigrationContext): boolean {
  if (set.runner !== 'popx' || version.length !== 20) return false;
  const whole = version.slice(0, 14);
  return set.migrations.some((other) => other.down !== undefined && other.version.length === 20 && other.version.startsWith(whole));
}

function expectsDowns({ set, settings }: MigrationContext): boolean {
  if (settings.downs !== undefined) return settings.downs === 'expected';
  if (set.downs !== 'optional') return set.downs === 'expected';
  return hasDowns(set);
}

function counterpart(name: string): string {
  return name.endsWith('.up.sql') ? ` (${name.slice(0, -'.up.sql'.length)}.down.sql)` : '';
}
