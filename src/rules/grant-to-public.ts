import { defineRule, type OperationOf, type Report } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'grant-to-public',
  severity: 'warning',
  summary: 'Everybody who can connect is given a privilege.',
  why: `PUBLIC is every role there is, and every role that will ever be: a monitoring account, a read-only user of another team, the login of a stolen backup job. What PUBLIC has cannot be
taken away from a single role.

Grant to a role that stands for a task, and make users members of it. CREATE on a schema for PUBLIC lets everybody put functions and tables where others' \`search_path\` finds them; that
is why PostgreSQL 15 took it away from the schema \`public\`.

Nothing is said of what PUBLIC has by itself: EXECUTE on functions, USAGE on types, languages and the schema \`public\`, CONNECT and TEMPORARY on databases.`,
  references: ['https://www.postgresql.org/docs/current/ddl-priv.html', 'https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATTERNS'],
  on: { other: judge },
});

const always = new Set(['table', 'sequence', 'foreign table', 'large object', 'tablespace', 'server', 'foreign data wrapper', 'parameter acl']);

function judge({ command, options, table }: OperationOf<'other'>): Report | undefined {
  const isDefault = command === 'alter default privileges' && options[0] === 'grant';
  if (!options.includes('to public') || (command !== 'grant' && !isDefault)) return undefined;
  const [object = '', ...privileges] = options.slice(isDefault ? 1 : 0, -1);
  const isCreate = privileges.some((privilege) => privilege === 'create' || privilege === 'all');
  if (!always.has(object) && !((object === 'schema' || object === 'database') && isCreate)) return undefined;
  const what = privileges.includes('all') ? 'every privilege' : privileges.join(', ').toUpperCase();
  const on = table ? quoteName(table) : isDefault ? `every new ${object}` : object === 'table' || object === 'sequence' ? `all ${object}s of a schema` : `the ${object}`;
  return { message: `Every role, those to come included, gets ${what} on ${on}.` };
}
