import { defineRule } from '../judge/rule.ts';
import { quoteIdentifier } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'renamed-schema',
  severity: 'warning',
  summary: 'A schema gets another name, and with it everything in it.',
  why: `Every qualified name in code that is still running fails from then on (\`42P01\`), and every \`search_path\` that names the old schema passes over it without a word: a table of
the same name in a later schema of the path is then used instead. Settings of roles, databases and functions keep the old name.

Said where no schema of the old name is there when the script ends.`,
  references: ['https://www.postgresql.org/docs/current/sql-alterschema.html', 'https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATH'],
  on: {
    'rename-schema'({ schema, newName }, context) {
      const made = context.before.schemas.get(schema);
      if (made && context.isNew(made)) return undefined;
      return {
        message: `Code that still says ${quoteIdentifier(schema)} fails once the schema is called ${quoteIdentifier(newName)}.`,
        ...(made ? { related: [{ place: made.place, message: 'it is created here' }] } : {}),
        unless: ({ after }) => after.schemas.has(schema),
      };
    },
  },
});
