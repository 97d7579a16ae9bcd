import { isPlain } from '../judge/existence.ts';
import { columnOfSequence, columnsOfType, contentOf, joined, keysOn, routinesOn, triggersOf, viewsOn, viewsOnColumn, type Hanging } from '../evidence/hanging.ts';
import { mentioned } from '../evidence/mentioned.ts';
import { defineRule, type Context, type OperationOf, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'down-out-of-order',
  severity: 'error',
  downs: true,
  summary: 'A down drops what something still depends on: it fails with 2BP01.',
  why: `A down undoes its up from the end to the beginning: what was made last goes first. A table goes after the tables whose foreign keys refer to it and after the views that
read it and the functions that return its rows, a function after the triggers that call it, a type after the columns of it, a key after the foreign keys that rest on it. In any other order PostgreSQL answers \`2BP01 cannot drop … because other objects
depend on it\`, and the rollback stops.

This is said where the same up has made what depends on it: its down only has to change the order. Of everything else that makes a DROP fail speaks \`drop-with-dependents\`.

IF EXISTS does not help, and CASCADE drops what depends on it as well, also what the up has not made.

Several tables in one \`DROP TABLE a, b\` may depend on each other. Indexes, triggers, policies and constraints go with their table, in whatever order.`,
  references: ['https://www.postgresql.org/docs/current/ddl-depend.html'],
  on: {
    'drop-table': inDowns(({ table }, context) => joined(joined(keysOn(table, context), viewsOn(table, context)), routinesOn(table, context.upOrdinal, context))),
    'drop-view': inDowns(({ view }, context) => viewsOn(view, context)),
    'drop-column': inDowns(({ table, column }, context) => joined(keysOn(table, context, ({ references }) => references?.columns.includes(column) === true), viewsOnColumn(table, column, context))),
    'drop-type': inDowns(({ type }, context) => columnsOfType(type, context)),
    'drop-object': inDowns(({ object, name }, context) => (object === 'function' ? triggersOf(name, context.upOrdinal, context) : [])),
    'drop-sequence': inDowns(({ sequence }, context) => columnOfSequence(sequence, context)),
    'drop-schema': inDowns(({ schema }, context) => contentOf(schema, context)),
    'drop-constraint': inDowns(({ table, constraint }, context) => keysOn(table, context, ({ references }) => references?.index === constraint)),
  },
});

type Drop = OperationOf<'drop-table' | 'drop-view' | 'drop-column' | 'drop-type' | 'drop-object' | 'drop-sequence' | 'drop-schema' | 'drop-constraint'>;

/** Looks for what hangs on an object where a down drops it. */
function inDowns<O extends Drop>(find: (operation: O, context: Context) => readonly Hanging[]): (operation: O, context: Context) => Report | undefined {
  return (operation, context) => {
    if (context.script.direction !== 'down' || operation.cascade || !isPlain(operation, context)) return undefined;
    const hanging = find(operation, context);
    return hanging.length === 0 ? undefined : judge(operation, hanging, context);
  };
}

function judge(operation: Drop, hanging: readonly Hanging[], context: Context): Report | undefined {
  const left = hanging.filter(({ owner }) => !owner || !isNamed(owner.name, context));
  const [first, ...more] = left;
  if (!first || left.some(({ declared }) => declared.script !== context.upOrdinal)) return undefined;
  const { what, name } = droppedBy(operation);
  return {
    message: `${first.what}${more.length > 0 ? ` and ${more.length} more` : ''}, made by the same up, still depends on ${what}. The statement fails with 2BP01. Drop first what was made last.`,
    at: mentioned(name, operation, context),
    related: left.slice(0, 3).map(({ what: dependent, declared }) => ({ place: declared.place, message: `${dependent} is made here` })),
    fails: '2BP01',
    // One order is wrong, however many statements stand in it.
    once: 'order',
  };
}

/** The object as a sentence names it, and its bare name. */
function droppedBy(operation: Drop): { readonly what: string; readonly name: string } {
  switch (operation.kind) {
    case 'drop-table': return { what: `table ${quoteName(operation.table)}`, name: operation.table.name };
    case 'drop-view': return { what: `view ${quoteName(operation.view)}`, name: operation.view.name };
    case 'drop-column': return { what: `column ${quoteIdentifier(operation.column)} of ${quoteName(operation.table)}`, name: operation.column };
    case 'drop-type': return { what: `type ${quoteName(operation.type)}`, name: operation.type.name };
    case 'drop-object': return { what: `function ${quoteName(operation.name)}`, name: operation.name.name };
    case 'drop-sequence': return { what: `sequence ${quoteName(operation.sequence)}`, name: operation.sequence.name };
    case 'drop-schema': return { what: `schema ${quoteIdentifier(operation.schema)}`, name: operation.schema };
    case 'drop-constraint': return { what: `constraint ${quoteIdentifier(operation.constraint)} of ${quoteName(operation.table)}`, name: operation.constraint };
  }
}

/** One DROP of several objects drops them together. */
function isNamed(name: string, { sql }: Context): boolean {
  return sql.split(/[^\w$]+/).some((word) => word.toLowerCase() === name.toLowerCase()) || sql.includes(`"${name}"`);
}
