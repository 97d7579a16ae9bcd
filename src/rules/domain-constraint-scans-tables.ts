import { burdenOf, bySize, waiting } from '../evidence/burden.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'domain-constraint-scans-tables',
  severity: 'warning',
  summary: 'A condition of a domain is tried on every row of every table that uses it, while writes to them wait.',
  why: `ALTER DOMAIN … ADD CONSTRAINT, SET NOT NULL and VALIDATE CONSTRAINT take SHARE on every table with a column of the domain and read them all: INSERT, UPDATE and DELETE wait meanwhile.

With NOT VALID the ALTER DOMAIN takes a moment, but a VALIDATE CONSTRAINT later takes the same SHARE again: for a domain there is no way to try the rows that blocks nobody. A CHECK on each table has
one: ADD CONSTRAINT … NOT VALID, and VALIDATE CONSTRAINT in a transaction of its own. A domain's constraint that stays NOT VALID holds for new values all the same.`,
  references: ['https://www.postgresql.org/docs/current/sql-alterdomain.html'],
  on: {
    'alter-domain'(operation, context) {
      const burden = burdenOf(operation, context);
      if (!burden) return undefined;
      return { message: `The condition of ${quoteName(operation.type)} is tried on every row that uses it: ${waiting(burden)} wait meanwhile.`, ...bySize(burden.tables, context) };
    },
  },
});
