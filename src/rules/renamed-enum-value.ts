import { defineRule } from '../judge/rule.ts';
import { quoteLiteral, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'renamed-enum-value',
  severity: 'warning',
  summary: 'A value of an enum gets another name.',
  why: `Every row that has the value shows the new name at once. Code that is still running and writes the old name fails from then on (\`22P02 invalid input value for enum\`), and code that
compares what it reads with the old name goes another way without an error. So does a subscriber of logical replication that has the old name.

Without a break: ADD VALUE in a transaction of its own, deploy code that knows both, change the rows in batches, deploy code that writes the new value alone. The old value stays in the
type: PostgreSQL cannot drop one.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertype.html'],
  on: {
    'rename-enum-value'({ type, value, newValue }, context) {
      const known = context.before.type(type);
      if (known && context.isNew(known.declared)) return undefined;
      return {
        message: `Code that still writes the value ${quoteLiteral(value)} of ${quoteName(type)} fails once it is called ${quoteLiteral(newValue)}, and code that reads it no longer recognises it.`,
        ...(known ? { related: [{ place: known.declared.place, message: 'the type is created here' }] } : {}),
        unless: ({ after }) => {
          const now = after.type(type);
          return now?.kind === 'enum' && now.values.includes(value);
        },
      };
    },
  },
});
