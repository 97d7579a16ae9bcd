import { onColumns } from '../evidence/columns.ts';
import { defineRule } from '../judge/rule.ts';

export default defineRule({
  id: 'json-column',
  severity: 'info',
  convention: true,
  summary: 'A column of type json has no equality.',
  why: `\`json\` keeps the text as it was written, and has no equality operator: SELECT DISTINCT, GROUP BY and UNION over the column fail (\`42883\`), those with \`SELECT *\` of an ORM
included. No index can be built on it but one on an expression.

\`jsonb\` has equality, GIN indexes, and is parsed once. \`json\` is right where the text itself matters: the order of its keys, its white space, keys that come twice.`,
  references: ['https://www.postgresql.org/docs/current/datatype-json.html'],
  on: onColumns((column, name) => {
    if (column.type.schema !== 'pg_catalog' || column.type.name !== 'json' || column.type.dimensions > 0) return undefined;
    return `${name} is json: SELECT DISTINCT, GROUP BY and UNION fail on it; jsonb has equality and indexes.`;
  }),
});
