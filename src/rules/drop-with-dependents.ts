import { isPlain, key } from '../judge/existence.ts';
import { columnOfSequence, columnsOfType, contentOf, keysOn, viewsOn, viewsOnColumn, type Hanging } from '../evidence/hanging.ts';
import { mentioned } from '../evidence/mentioned.ts';
import { shortPlace } from '../evidence/place.ts';
import { defineRule, type Context, type Operation, type OperationOf, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'drop-with-dependents',
  severity: 'error',
  downs: true,
  summary: 'The DROP is refused, because something else depends on what it drops.',
  why: `PostgreSQL keeps account of what depends on what. A DROP without CASCADE is refused (\`2BP01 … because other objects depend on it\`) as long as a view reads the table or
column, a foreign key of another table refers to it, a column has the type, a column takes its values from the sequence, or the schema is not empty. The index of a
constraint goes only with the constraint, CASCADE or not. IF EXISTS changes nothing of that.

First drop what depends on it, by name and on purpose. CASCADE takes all of it without asking, what nobody here has thought of as well: see \`dropped-by-cascade\`.`,
  references: ['https://www.postgresql.org/docs/current/ddl-depend.html'],
  on: {
    'drop-table': (operation, context) => judge(operation, `table ${quoteName(operation.table)}`, operation.table.name, () => [...keysOn(operation.table, context), ...viewsOn(operation.table, context)], context),
    'drop-view': (operation, context) => judge(operation, `view ${quoteName(operation.view)}`, operation.view.name, () => viewsOn(operation.view, context), context),
    'drop-column'(operation, context) {
      const { table, column } = operation;
      return judge(operation, `column ${quoteIdentifier(column)} of ${quoteName(table)}`, column, () => [...keysOn(table, context, ({ references }) => references?.columns.includes(column) === true), ...viewsOnColumn(table, column, context)], context);
    },
    'drop-type': (operation, context) => judge(operation, `${operation.domain ? 'domain' : 'type'} ${quoteName(operation.type)}`, operation.type.name, () => columnsOfType(operation.type, context), context),
    'drop-sequence': (operation, context) => judge(operation, `sequence ${quoteName(operation.sequence)}`, operation.sequence.name, () => columnOfSequence(operation.sequence, context), context),
    'drop-schema': (operation, context) => judge(operation, `schema ${quoteIdentifier(operation.schema)}`, operation.schema, () => contentOf(operation.schema, context), context),
    'drop-index': judgeIndex,
    'drop-constraint'(operation, context) {
      const { table, constraint } = operation;
      return judge(operation, `constraint ${quoteIdentifier(constraint)} on ${quoteName(table)}`, constraint, () => keysOn(table, context, ({ references }) => references?.index === constraint), context);
    },
  },
});

type Drop = Operation & { readonly cascade: boolean };

function judge(operation: Drop, what: string, name: string, find: () => readonly Hanging[], context: Context): Report | undefined {
  if (operation.cascade || !isPlain(operation, context)) return undefined;
  const [first, ...more] = find().filter(({ owner }) => !owner || !isNamed(owner.name, context));
  if (!first) return undefined;
  // Where the same up has made all of it, the order of its down is what is wrong: down-out-of-order says so.
  if (context.script.direction === 'down' && [first, ...more].every(({ declared }) => declared.script === context.upOrdinal)) return undefined;
  const others = more.length > 0 ? ` and ${more.length} more depend` : ' depends';
  return report(operation, name, `The ${what} cannot be dropped: ${first.what}${others} on it (${shortPlace(first.declared)})`, [first, ...more], context);
}

function report(operation: Operation, name: string, sentence: string, hanging: readonly Hanging[], context: Context): Report {
  return {
    message: `${sentence}. The statement fails with 2BP01.`,
    at: mentioned(name, operation, context),
    related: hanging.slice(0, 4).map(({ what, declared }) => ({ place: declared.place, message: `${what} depends on it` })),
    fails: '2BP01',
  };
}

/** One DROP of several objects drops them together. */
function isNamed(name: string, { sql }: Context): boolean {
  return sql.split(/[^\w$]+/).some((word) => word.toLowerCase() === name.toLowerCase()) || sql.includes(`"${name}"`);
}

function judgeIndex(operation: OperationOf<'drop-index'>, context: Context): Report | undefined {
  const { index: name } = operation;
  const owner = context.before.indexes.get(key(name));
  const table = owner && context.before.table(owner);
  const index = table?.indexes.get(name.name);
  if (!owner || !index || !isPlain(operation, context) || !context.before.isSure(index.declared) || context.before.doubts.has(key(name))) return undefined;
  const needs = index.constraint !== undefined ? `constraint ${quoteIdentifier(index.constraint)} of ${quoteName(owner)}` : index.partitionOf ? `index ${quoteName(index.partitionOf)} of the partitioned table` : undefined;
  if (needs !== undefined) {
    const way = index.constraint !== undefined ? `: DROP CONSTRAINT drops both` : '';
    return report(operation, name.name, `The index ${quoteName(name)} cannot be dropped by itself, not even with CASCADE: it belongs to the ${needs}${way}`, [{ what: needs, declared: index.declared }], context);
  }
  return judge(operation, `index ${quoteName(name)}`, name.name, () => (index.unique ? keysOn(owner, context, ({ references }) => references?.index === name.name) : []), context);
}
