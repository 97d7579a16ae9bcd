import { defineRule, type Moment } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'dropped-function',
  severity: 'warning',
  summary: 'A function or procedure that code may be calling goes.',
  why: `Code that is still running and calls the function fails from that moment on (\`42883\`). So do other functions that call it: PostgreSQL keeps no record of what a PL/pgSQL
body calls, and drops the function all the same. Privileges that were granted on it go with it.

Said where the script does not create a function of that name again, and never of functions that only triggers can call: a DROP fails (\`2BP01\`) as long as one does.

First the deploy that stops calling it, then the DROP.`,
  references: ['https://www.postgresql.org/docs/current/sql-dropfunction.html'],
  on: {
    'drop-object'({ object, name }, context) {
      if (object !== 'function' && object !== 'procedure' && object !== 'routine' && object !== 'aggregate') return undefined;
      const known = context.before.routine(name);
      const made = known && [...(known.overloads?.values() ?? [known.declared])];
      if (!known || made?.some((moment) => context.isNew(moment)) || made?.every(isForTriggers)) return undefined;
      return {
        message: `Code that calls ${quoteName(name)} fails once it is dropped.`,
        related: [{ place: known.declared.place, message: 'it is created here' }],
        unless: ({ after }) => after.routine(name) !== undefined,
        ...(context.set.migrations.some(({ repeatable }) => repeatable) ? { unlessInTheEnd: (catalog) => catalog.routine(name) !== undefined } : {}),
      };
    },
  },
});

function isForTriggers({ place: { file, span } }: Moment): boolean {
  return /\breturns\s+(?:"?pg_catalog"?\.)?"?(?:event_)?trigger\b/i.test(file.text.slice(span.start, span.end));
}
