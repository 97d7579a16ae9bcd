import { mentions, routinesNaming, type Renamed } from '../evidence/routine-bodies.ts';
import { defineRule, type Done, type Report, type WholeScript } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'rename-breaks-function-body',
  severity: 'warning',
  summary: 'A function still uses the old name in its body, and fails when it is called.',
  why: `Views, constraints, defaults and functions with a BEGIN ATOMIC body are kept as trees that know tables and columns by number: they follow a rename. The body of every other function
is kept as a string. Nothing looks into it when a table or column is renamed: the ALTER succeeds, and the next call of the function fails, with \`42703\` for a column and \`42P01\`
for a table. For a trigger's function that is the next INSERT of the application.

CREATE OR REPLACE FUNCTION with the new name, in the same transaction as the rename, leaves no moment in between. A view under the old name of a table serves as well.`,
  references: ['https://www.postgresql.org/docs/current/sql-createfunction.html', 'https://www.postgresql.org/docs/current/plpgsql-implementation.html'],
  script(whole) {
    let reports: Report[] | undefined;
    for (const done of whole.operations) {
      const renamed = renamedBy(done, whole);
      if (renamed) (reports ??= []).push(...judge(done, renamed, whole));
    }
    return reports;
  },
});

function renamedBy({ operation }: Done, { after }: WholeScript): Renamed | undefined {
  if (operation.kind === 'rename-column') {
    return after.column(operation.table, operation.column) ? undefined : { table: operation.table, column: operation.column, newName: operation.newName };
  }
  if (operation.kind !== 'rename-table' || operation.object === 'index' || operation.object === 'sequence') return undefined;
  return after.isRelation(operation.table.schema, operation.table.name) ? undefined : { table: operation.table, newName: operation.newName };
}

function judge({ statement }: Done, renamed: Renamed, { after }: WholeScript): readonly Report[] {
  const broken = routinesNaming(renamed, after).filter(({ made }) => !(made.place.file === statement.file && made.place.span.start > statement.span.start)).filter((routine) => mentions(routine, renamed, after));
  const [first] = broken;
  if (!first) return [];
  const { table, column } = renamed;
  const old = column === undefined ? quoteName(table) : `${quoteName(table)}.${quoteIdentifier(column)}`;
  const names = broken.map(({ name }) => `${quoteName(name)}()`);
  const told = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  const fails = column === undefined ? '42P01' : '42703';
  return [{
    message: `The body of ${told} still names ${old}, and a body does not follow a rename: ${names.length === 1 ? 'it fails' : 'they fail'} (${fails}) when called.`,
    at: statement.span,
    related: broken.slice(0, 5).map(({ name, made }) => ({ place: made.place, message: `${quoteName(name)}() was made here` })),
  }];
}
