import { defineRule } from '../judge/rule.ts';

export default defineRule({
  id: 'missing-up',
  severity: 'error',
  summary: 'The down undoes a migration that is not there.',
  why: `A down without an up is most often an up that was forgotten, renamed, or given another version number than its down.
golang-migrate takes the version for a migration without effect and marks it as applied; the rollback then runs a down for
something that was never done.`,
  references: ['https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md'],
  migration({ migration: { up, down, opaque } }) {
    if (up || !down || opaque !== undefined) return undefined;
    return { message: `${down.file.path.split('/').at(-1) ?? down.file.path} has no up: there is nothing that it could undo.`, place: down.heading };
  },
});
