import { defineRule, type Context, type Operation, type Report } from '../judge/rule.ts';

export default defineRule({
  id: 'search-path-cleared',
  severity: 'error',
  downs: true,
  summary: 'The search_path is empty, and a name without a schema follows.',
  why: `Dumps of pg_dump begin with \`SELECT pg_catalog.set_config('search_path', '', false);\`, because every name in them is qualified. Pasted into a migration, it holds for all that
follows in the session: CREATE TABLE, VIEW, SEQUENCE, TYPE and FUNCTION with a plain name fail (\`3F000 no schema has been selected to create in\`).

Qualify the names, or leave the line out. Where the runner keeps the session, the next migration is hit as well: RESET search_path at the end.`,
  references: ['https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATH', 'https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-SET'],
  on: { 'create-table': judge, 'create-view': judge, 'create-sequence': judge, 'create-enum': judge, 'create-domain': judge, 'create-composite-type': judge, 'create-object': judge },
});

const plainName = /^create\s+(?:or\s+replace\s+)?(?:unlogged\s+)?(?:table|(?:materialized\s+)?view|sequence|type|domain|function|procedure)\s+(?:if\s+not\s+exists\s+)?(?!if\s+not\b)(?:"[^"]+"|[a-z_][\w$]*)(?!\s*\.|[\w$"])/i;

function judge(operation: Operation, context: Context): Report | undefined {
  const sets = context.earlierOf('set');
  if (sets.length === 0) return undefined;
  const last = sets.findLast(({ operation: { setting } }) => setting === 'search_path' || setting === 'all')?.operation;
  if (last?.setting !== 'search_path' || last.values.length === 0 || !last.values.every((value) => value === '')) return undefined;
  if (('temporary' in operation && operation.temporary) || operation.within || !plainName.test(context.sql)) return undefined;
  const isLocal = last.local && context.earlierOf('transaction').some(({ operation: { action } }) => action === 'commit' || action === 'rollback');
  return isLocal ? undefined : { message: 'The search_path is empty here: a name without a schema fails (3F000).', once: 'script' };
}
