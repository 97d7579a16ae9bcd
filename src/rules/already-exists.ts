import { isCertain, isPlain, key, keyFor, partKey, sureTable } from '../judge/existence.ts';
import { primaryKeyOf } from '../evidence/keys.ts';
import { mentioned } from '../evidence/mentioned.ts';
import { shortPlace } from '../evidence/place.ts';
import { isSame } from '../evidence/repeatable.ts';
import { defineRule, type Context, type Moment, type Operation, type OperationOf, type QualifiedName, type Report } from '../judge/rule.ts';
import { duplicateState } from '../postgres/conditions.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

type Catalog = Context['before'];

export default defineRule({
  id: 'already-exists',
  severity: 'error',
  downs: true,
  summary: 'The statement makes what the history has made already.',
  why: `The name is taken: an earlier migration, or an earlier statement of this one, made an object of that name and nothing has dropped it since. PostgreSQL answers
\`42P07\` for tables, indexes, views and sequences (they share one set of names in a schema), \`42701\` for a column, \`42710\` for constraints, types, triggers, policies and
enum values, \`42723\` for a function with the same argument types, \`42P06\` for a schema, \`42P16\` for a second primary key.

It is said only where the history is certain. With IF NOT EXISTS or OR REPLACE nothing is said; \`non-idempotent-create\` speaks of a CREATE that would fail only when it runs twice.`,
  references: ['https://www.postgresql.org/docs/current/errcodes-appendix.html'],
  on: {
    'create-table'(operation, context) {
      return operation.ifNotExists ? undefined : judge(operation, operation.table.name, existingRelation(operation.table.schema, operation.table.name, context), context);
    },
    'create-index'(operation, context) {
      const { ifNotExists, index, table } = operation;
      if (ifNotExists || index === undefined) return undefined;
      return judge(operation, index, existingRelation(table.schema, index, context), context);
    },
    'create-view'(operation, context) {
      if (operation.ifNotExists || operation.orReplace) return undefined;
      return judge(operation, operation.view.name, existingRelation(operation.view.schema, operation.view.name, context), context);
    },
    'create-sequence'(operation, context) {
      return operation.ifNotExists ? undefined : judge(operation, operation.sequence.name, existingRelation(operation.sequence.schema, operation.sequence.name, context), context);
    },
    'create-enum': judgeType,
    'create-domain': judgeType,
    'create-composite-type': judgeType,
    'create-schema'(operation, context) {
      if (operation.ifNotExists) return undefined;
      const declared = context.before.schemas.get(operation.schema);
      return judge(operation, operation.schema, declared && { what: `schema ${quoteIdentifier(operation.schema)}`, at: operation.schema, declared }, context);
    },
    'create-object': judgeObject,
    'add-column'(operation, context) {
      return operation.ifNotExists ? undefined : judge(operation, operation.column.name, existingColumn(operation.table, operation.column.name, context), context);
    },
    'rename-column'(operation, context) {
      return judge(operation, operation.newName, existingColumn(operation.table, operation.newName, context), context, '42701');
    },
    'rename-table'(operation, context) {
      return judge(operation, operation.newName, existingRelation(operation.table.schema, operation.newName, context), context, '42P07');
    },
    'rename-constraint'(operation, context) {
      return judge(operation, operation.newName, existingConstraint(operation.table, operation.newName, context.before), context, '42710');
    },
    'add-constraint': judgeConstraint,
    'add-enum-value'(operation, context) {
      const type = context.before.type(operation.type);
      if (operation.ifNotExists || type?.kind !== 'enum' || !type.values.includes(operation.value)) return undefined;
      return judge(operation, operation.value, { what: `value ${operation.value} of ${quoteName(operation.type)}`, at: key(operation.type), declared: type.declared }, context);
    },
  },
});

interface Existing {
  readonly what: string;
  /** What doubts are kept under. */
  readonly at: string;
  readonly declared: Moment;
}

function judge(operation: Operation, name: string, existing: Existing | undefined, context: Context, state?: string): Report | undefined {
  if (!existing || isToldBefore(operation, existing, context)) return undefined;
  const fails = state ?? duplicateState(operation);
  if (fails === undefined || !isPlain(operation, context) || !isCertain(existing.at, existing.declared, context)) return undefined;
  return {
    message: `There is ${existing.what} already, from ${shortPlace(existing.declared)}. The statement fails with ${fails}.`,
    at: mentioned(name, operation, context),
    related: [{ place: existing.declared.place, message: 'made here' }],
    fails,
  };
}

/** A DROP of it stands before this in the script, and is what fails. */
function isToldBefore(operation: Operation, { declared }: Existing, context: Context): boolean {
  if (context.isNew(declared)) return false;
  switch (operation.kind) {
    case 'create-enum':
    case 'create-domain':
    case 'create-composite-type':
      return context.earlierOf('drop-type').some(({ operation: { type } }) => isSame(type, operation.type));
    case 'create-table':
      return context.earlierOf('drop-table').some(({ operation: { table } }) => isSame(table, operation.table));
    case 'create-view':
      return context.earlierOf('drop-view').some(({ operation: { view } }) => isSame(view, operation.view));
    default:
      return false;
  }
}

/** What has a name that a new table, index, view or sequence would take. */
function existingRelation(schema: string, name: string, { before }: Context): Existing | undefined {
  const at = keyFor(schema, name);
  const table = before.tables.get(at);
  if (table) return table.partial ? undefined : { what: `a table ${quoteName(table.name)}`, at, declared: table.declared };
  const view = before.views.get(at);
  if (view) return { what: `a view ${quoteName(view.name)}`, at, declared: view.declared };
  const owner = before.indexes.get(at);
  const index = owner && (before.table(owner) ?? before.view(owner))?.indexes.get(name);
  if (index) return { what: `an index ${quoteName({ schema, name })} on ${quoteName(owner)}`, at, declared: index.declared };
  const sequence = before.sequences.get(at);
  return sequence && { what: `a sequence ${quoteName(sequence.name)}`, at, declared: sequence.declared };
}

function existingColumn(table: QualifiedName, column: string, { before }: Context): Existing | undefined {
  const known = before.column(table, column);
  if (!known || known.inherited || before.doubts.has(key(table))) return undefined;
  return { what: `a column ${quoteIdentifier(column)} in ${quoteName(table)}`, at: partKey(table, column), declared: known.declared };
}

function existingConstraint(table: QualifiedName, name: string, before: Catalog): Existing | undefined {
  const known = before.table(table)?.constraints.get(name);
  if (!known || before.doubts.has(key(table))) return undefined;
  return { what: `a constraint ${quoteIdentifier(name)} on ${quoteName(table)}`, at: partKey(table, `constraint ${name}`), declared: known.declared };
}

function judgeType(operation: OperationOf<'create-enum' | 'create-domain' | 'create-composite-type'>, context: Context): Report | undefined {
  const { type } = operation;
  const known = context.before.type(type);
  return judge(operation, type.name, known && { what: `a type ${quoteName(type)}`, at: key(type), declared: known.declared }, context);
}

function judgeConstraint(operation: OperationOf<'add-constraint'>, context: Context): Report | undefined {
  const { constraint, table } = operation;
  const known = context.before.table(table);
  if (!known || !context.before.isSure(known.declared) || constraint.type === 'not null') return undefined;
  const { name, type } = constraint;
  const key = type === 'primary key' ? primaryKeyOf(known) : undefined;
  if (key) return judge(operation, name ?? 'primary', existingConstraint(table, key.name, context.before), context);
  if (name === undefined || 'usingIndex' in constraint) return undefined;
  if (type === 'check' || type === 'foreign key') return judge(operation, name, existingConstraint(table, name, context.before), context);
  return judge(operation, name, existingRelation(table.schema, name, context), context, '42P07');
}

function judgeObject(operation: OperationOf<'create-object'>, context: Context): Report | undefined {
  const { object, name: { name }, on, orReplace, ifNotExists } = operation;
  if (!on || orReplace || ifNotExists || (object !== 'trigger' && object !== 'policy')) return undefined;
  const table = sureTable(on, context);
  const known = table?.[object === 'trigger' ? 'triggers' : 'policies'].get(name);
  return judge(operation, name, known && { what: `a ${object} ${quoteIdentifier(name)} on ${quoteName(on)}`, at: partKey(on, `${object} ${name}`), declared: known.declared }, context);
}
