import { explained } from '../evidence/absence.ts';
import { absentRelation, isPlain } from '../judge/existence.ts';
import { mentioned } from '../evidence/mentioned.ts';
import { relationsNeeded } from '../evidence/needs.ts';
import { isSame } from '../evidence/repeatable.ts';
import { defineRule, type Catalog, type Context, type Operation, type QualifiedName, type Report } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'unknown-table',
  severity: 'error',
  downs: true,
  summary: 'The statement names a table or view that is not there.',
  why: `The history has dropped or renamed the table before this statement, or has never made it: PostgreSQL answers \`42P01 relation … does not exist\`, and the deploy stops.
The same is said of views, materialized views, sequences and, in ALTER INDEX, indexes.

It is said only where the history is certain: nothing that cannot be read came between, nothing under a condition touched the name, and, for a table that was never made, the history
begins with an empty database and no other history of the project could have made it. Tables of runners and extensions, and the system’s own, are left alone.`,
  references: ['https://www.postgresql.org/docs/current/errcodes-appendix.html'],
  on: relationsNeeded(judgeName),
});

function judgeName(name: QualifiedName, operation: Operation, context: Context): Report | undefined {
  const absence = absentRelation(name, context);
  // Nearly all are there: what else would speak against it is asked of the others alone.
  if (!absence || !isPlain(operation, context) || isToldBefore(name, context)) return undefined;
  const { why, related } = explained(absence, name.name, relationNames(name.schema, context.before));
  return { message: `There is no table or view ${quoteName(name)}${why} The statement fails with 42P01.`, at: mentioned(name.name, operation, context), related, fails: '42P01' };
}

/** A script that names it twice has one mistake. */
function isToldBefore(name: QualifiedName, context: Context): boolean {
  return context.earlier(name).some(({ operation }) => isPlain(operation, context) && needs(operation, name) && !takesAway.has(operation.kind));
}

const finders = relationsNeeded((needed, _, name: QualifiedName) => (isSame(needed, name) ? true : undefined));

function needs(operation: Operation, name: QualifiedName): boolean {
  return (finders[operation.kind] as ((operation: Operation, name: QualifiedName) => true | undefined) | undefined)?.(operation, name) === true;
}

const takesAway = new Set<Operation['kind']>(['drop-table', 'rename-table', 'set-schema', 'drop-view']);

function* relationNames(schema: string, { tables, views }: Catalog): Generator<string> {
  for (const map of [tables, views]) for (const { name } of map.values()) if (name.schema === schema) yield name.name;
}
