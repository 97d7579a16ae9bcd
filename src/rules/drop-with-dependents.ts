import { isPlain, key } from '../judge/existence.ts';
import { columnOfSequence, columnsOfType, contentOf, joined, keysOn, viewsOn, viewsOnColumn, type Hanging } from '../evidence/hanging.ts';
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
    'drop-table': judge,
    'drop-view': judge,
    'drop-column': judge,
    'drop-type': judge,
    'drop-sequence': judge,
    'drop-schema': judge,
    'drop-index': judgeIndex,
    'drop-constraint': judge,
  },
});

type DropIndex = OperationOf<'drop-index'>;
type Drop = OperationOf<'drop-table' | 'drop-view' | 'drop-column' | 'drop-type' | 'drop-sequence' | 'drop-schema' | 'drop-constraint'>;

function judge(operation: Drop, context: Context): Report | undefined {
  return operation.cascade || !isPlain(operation, context) ? undefined : refused(operation, hangingOn(operation, context), context);
}

/** What depends on what is dropped. */
function hangingOn(operation: Drop, context: Context): readonly Hanging[] {
  switch (operation.kind) {
    case 'drop-table':
      return joined(keysOn(operation.table, context), viewsOn(operation.table, context));
    case 'drop-view':
      return viewsOn(operation.view, context);
    case 'drop-column': {
      const { table, column } = operation;
      return joined(keysOn(table, context, ({ references }) => references?.columns.includes(column) === true), viewsOnColumn(table, column, context));
    }
    case 'drop-type':
      return columnsOfType(operation.type, context);
    case 'drop-sequence':
      return columnOfSequence(operation.sequence, context);
    case 'drop-schema':
      return contentOf(operation.schema, context);
    case 'drop-constraint':
      return keysOn(operation.table, context, ({ references }) => references?.index === operation.constraint);
  }
}

/** What is dropped: as a sentence names it, and the name by itself. */
function named(operation: Drop | DropIndex): readonly [what: string, name: string] {
  switch (operation.kind) {
    case 'drop-table':
      return [`table ${quoteName(operation.table)}`, operation.table.name];
    case 'drop-view':
      return [`view ${quoteName(operation.view)}`, operation.view.name];
    case 'drop-column':
      return [`column ${quoteIdentifier(operation.column)} of ${quoteName(operation.table)}`, operation.column];
    case 'drop-type':
      return [`${operation.domain ? 'domain' : 'type'} ${quoteName(operation.type)}`, operation.type.name];
    case 'drop-sequence':
      return [`sequence ${quoteName(operation.sequence)}`, operation.sequence.name];
    case 'drop-schema':
      return [`schema ${quoteIdentifier(operation.schema)}`, operation.schema];
    case 'drop-index':
      return [`index ${quoteName(operation.index)}`, operation.index.name];
    case 'drop-constraint':
      return [`constraint ${quoteIdentifier(operation.constraint)} on ${quoteName(operation.table)}`, operation.constraint];
  }
}

function refused(operation: Drop | DropIndex, hanging: readonly Hanging[], context: Context): Report | undefined {
  if (hanging.length === 0) return undefined;
  const [first, ...more] = hanging.filter(({ owner }) => !owner || !isNamed(owner.name, context));
  if (!first) return undefined;
  // Where the same up has made all of it, the order of its down is what is wrong: down-out-of-order says so.
  if (context.script.direction === 'down' && [first, ...more].every(({ declared }) => declared.script === context.upOrdinal)) return undefined;
  const [what, name] = named(operation);
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

function judgeIndex(operation: DropIndex, context: Context): Report | undefined {
  const { index: name } = operation;
  const owner = context.before.indexes.get(key(name));
  if (!owner || !isPlain(operation, context)) return undefined;
  const index = context.before.table(owner)?.indexes.get(name.name);
  if (!index || !context.before.isSure(index.declared) || context.before.doubts.has(key(name))) return undefined;
  const needs = index.constraint !== undefined ? `constraint ${quoteIdentifier(index.constraint)} of ${quoteName(owner)}` : index.partitionOf ? `index ${quoteName(index.partitionOf)} of the partitioned table` : undefined;
  if (needs !== undefined) {
    const way = index.constraint !== undefined ? `: DROP CONSTRAINT drops both` : '';
    return report(operation, name.name, `The index ${quoteName(name)} cannot be dropped by itself, not even with CASCADE: it belongs to the ${needs}${way}`, [{ what: needs, declared: index.declared }], context);
  }
  return !index.unique || operation.cascade ? undefined : refused(operation, keysOn(owner, context, ({ references }) => references?.index === name.name), context);
}
