import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'dropped-view',
  severity: 'warning',
  summary: 'A view that code may be reading goes.',
  why: `Code that is still running and reads the view fails from that moment on (\`42P01\`). Privileges that were granted on the view go with it. A materialized view loses its rows and its
indexes too; they come back by running its query again.

Said where the script does not create a view or table of that name again. CREATE OR REPLACE VIEW changes a view in place where columns are only added at the end. Otherwise DROP and CREATE
belong into one transaction.

First the deploy that stops reading the view, then the DROP.`,
  references: ['https://www.postgresql.org/docs/current/sql-dropview.html', 'https://www.postgresql.org/docs/current/sql-createview.html'],
  on: {
    'drop-view'({ view, materialized, ifExists, within }, context) {
      const known = context.before.view(view);
      if (!context.inUse(view)) return undefined;
      if (!known && (ifExists || within)) return undefined;
      return {
        message: `Code that reads the ${materialized ? 'materialized ' : ''}view ${quoteName(view)} fails once it is dropped.`,
        ...(known ? { related: [{ place: known.declared.place, message: 'it is created here' }] } : {}),
        unless: ({ after }) => after.isRelation(view.schema, view.name),
        // Repeatable migrations run after all others, in the same deploy.
        ...(context.set.migrations.some(({ repeatable }) => repeatable) ? { unlessInTheEnd: (catalog) => catalog.isRelation(view.schema, view.name) } : {}),
      };
    },
  },
});
