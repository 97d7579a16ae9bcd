import { defineRule } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'constraint-never-validated',
  severity: 'info',
  convention: true,
  summary: 'A constraint that was added NOT VALID, and no migration validates it.',
  why: `NOT VALID is half of a way: new rows are checked, old ones are not. As long as nobody validates it, the planner cannot use the constraint, SET NOT NULL cannot lean on it, and an UPDATE of an old row
that breaks it fails (\`23514\`, \`23503\`) whatever it changes. Forgotten, it looks like a promise that the data does not keep.

VALIDATE CONSTRAINT in a later migration reads the table without blocking reads or writes. Said where the history ends without one.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES'],
  on: {
    'add-constraint'({ table, constraint }, { ordinal }) {
      if (!constraint.notValid || (constraint.type === 'check' && !constraint.enforced)) return undefined;
      const { name, type } = constraint;
      return {
        message: `Nothing validates ${name === undefined ? `this ${type}` : quoteIdentifier(name)} of ${quoteName(table)}: rows from before it are never checked.`,
        unlessInTheEnd: (catalog) => {
          const left = [...(catalog.table(table)?.constraints.values() ?? [])];
          return !left.some((other) => !other.validated && other.declared.script === ordinal && (name === undefined ? other.type === type : other.name === name));
        },
      };
    },
  },
});
