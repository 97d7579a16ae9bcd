import { parts } from '../evidence/parts.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'several-changes-in-one-migration',
  severity: 'info',
  convention: true,
  summary: 'One migration makes several changes that have nothing to do with each other.',
  why: `A migration is what is deployed, retried and rolled back as a whole. Two changes in one go forward together and back together: the one that went wrong
takes the other along, and in one transaction every lock of the first is held until the last statement of the second is done.

One change may take many statements. A table with its indexes, triggers and grants is one; so are tables that refer to each other, a view with the tables that it reads, and
the same column added to ten tables. The first migration of a set is its initial schema, and is not asked.`,
  references: ['https://www.postgresql.org/docs/current/explicit-locking.html'],
  script({ operations, migration, set, after }) {
    if (set.migrations[0] === migration) return undefined;
    const changes = parts(operations, after);
    const second = changes[1]?.first.statement;
    if (!second) return undefined;
    const names = changes.map(({ relation }) => quoteName(relation));
    const told = names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
    return { message: `${names.length} changes in one migration, which neither refer to nor read each other: ${told}.`, at: second.span };
  },
});
