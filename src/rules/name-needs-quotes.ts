import { headOf } from '../evidence/head.ts';
import { defineRule, type Report } from '../judge/rule.ts';
import { quoteIdentifier } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'name-needs-quotes',
  severity: 'info',
  convention: true,
  summary: 'A name that must be quoted wherever it is used.',
  why: `PostgreSQL folds names without quotes to lower case. A name with a capital letter, a blank or a hyphen, or one that is a reserved word, is only found with quotes around it: in every query, every
\`psql\` session, every later migration. \`SELECT * FROM Orders\` looks for \`orders\`, and answers \`42P01\`.

Lower case, digits and underscores. A tool that generates the SQL quotes by itself; then leave this rule off.`,
  references: ['https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS', 'https://www.postgresql.org/docs/current/sql-keywords-appendix.html'],
  on: {
    'create-table': (operation, context) => (operation.temporary ? undefined : [...judge('table', operation.table.name).map((report) => ({ ...report, at: headOf(operation, context) })), ...operation.columns.flatMap(({ name, nameMark }) => judge('column', name).map((report) => ({ ...report, at: nameMark })))]),
    'add-column': ({ column }) => judge('column', column.name).map((report) => ({ ...report, at: column.nameMark })),
    'rename-table': ({ newName, object }) => judge(object, newName),
    'rename-column': ({ newName }) => judge('column', newName),
    'create-view': ({ view, temporary }) => (temporary ? undefined : judge('view', view.name)),
    'create-index': ({ index }) => (index === undefined ? undefined : judge('index', index)),
    'create-enum': ({ type }) => judge('type', type.name),
    'create-schema': ({ schema }) => judge('schema', schema),
  },
});

function judge(what: string, name: string): readonly Report[] {
  const quoted = quoteIdentifier(name);
  return quoted.startsWith('"') ? [{ message: `The ${what} ${quoted} has to be quoted wherever it is used.` }] : [];
}
