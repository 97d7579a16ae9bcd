import { isPlain } from '../judge/existence.ts';
import { columnOfSequence, columnsOfType, contentOf, keysOn, routinesOn, triggersOf, viewsOn, viewsOnColumn, type Hanging } from '../evidence/hanging.ts';
import { mentioned } from '../evidence/mentioned.ts';
import { defineRule, type Context, type Operation, type QualifiedName, type Report } from '../judge/rule.ts';
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
    'drop-table': (operation, context) => judge(operation, `table ${quoteName(operation.table)}`, operation.table.name, [...keysOn(operation.table, context), ...viewsOn(operation.table, context), ...routines(operation.table, context)], context),
    'drop-view': (operation, context) => judge(operation, `view ${quoteName(operation.view)}`, operation.view.name, viewsOn(operation.view, context), context),
    'drop-column'(operation, context) {
      const { table, column } = operation;
      const hanging = [...keysOn(table, context, ({ references }) => references?.columns.includes(column) === true), ...viewsOnColumn(table, column, context)];
      return judge(operation, `column ${quoteIdentifier(column)} of ${quoteName(table)}`, column, hanging, context);
    },
    'drop-type': (operation, context) => judge(operation, `type ${quoteName(operation.type)}`, operation.type.name, columnsOfType(operation.type, context), context),
    'drop-object'(operation, context) {
      if (operation.object !== 'function' || context.script.direction !== 'down' || operation.cascade) return undefined;
      return judge(operation, `function ${quoteName(operation.name)}`, operation.name.name, triggersOf(operation.name, context.upOrdinal, context), context);
    },
    'drop-sequence': (operation, context) => judge(operation, `sequence ${quoteName(operation.sequence)}`, operation.sequence.name, columnOfSequence(operation.sequence, context), context),
    'drop-schema': (operation, context) => judge(operation, `schema ${quoteIdentifier(operation.schema)}`, operation.schema, contentOf(operation.schema, context), context),
    'drop-constraint'(operation, context) {
      const { table, constraint } = operation;
      return judge(operation, `constraint ${quoteIdentifier(constraint)} of ${quoteName(table)}`, constraint, keysOn(table, context, ({ references }) => references?.index === constraint), context);
    },
  },
});

/** In downs alone: looking through all functions takes time. */
function routines(table: QualifiedName, context: Context): readonly Hanging[] {
  return context.script.direction === 'down' ? routinesOn(table, context.upOrdinal, context) : [];
}

function judge(operation: Operation & { readonly cascade: boolean }, what: string, name: string, hanging: readonly Hanging[], context: Context): Report | undefined {
  if (context.script.direction !== 'down' || operation.cascade || !isPlain(operation, context)) return undefined;
  const left = hanging.filter(({ owner }) => !owner || !isNamed(owner.name, context));
  const [first, ...more] = left;
  if (!first || left.some(({ declared }) => declared.script !== context.upOrdinal)) return undefined;
  return {
    message: `${first.what}${more.length > 0 ? ` and ${more.length} more` : ''}, made by the same up, still depends on ${what}. The statement fails with 2BP01. Drop first what was made last.`,
    at: mentioned(name, operation, context),
    related: left.slice(0, 3).map(({ what: dependent, declared }) => ({ place: declared.place, message: `${dependent} is made here` })),
    fails: '2BP01',
    // One order is wrong, however many statements stand in it.
    once: 'order',
  };
}

/** One DROP of several objects drops them together. */
function isNamed(name: string, { sql }: Context): boolean {
  return sql.split(/[^\w$]+/).some((word) => word.toLowerCase() === name.toLowerCase()) || sql.includes(`"${name}"`);
}
