import { explained } from '../evidence/absence.ts';
import { absentPart, absentRelation, absentType, isPlain, type Absence } from '../judge/existence.ts';
import { mentioned } from '../evidence/mentioned.ts';
import { defineRule, type Context, type Operation, type OperationOf, type QualifiedName, type Report, type Table, type TypeName } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'unknown-object',
  severity: 'error',
  downs: true,
  summary: 'The statement names a constraint, index, type, trigger or policy that is not there.',
  why: `The history has dropped or renamed the object before this statement, or has never made it: PostgreSQL answers \`42704 … does not exist\`, and the deploy stops.
A constraint without a name of its own has the one that PostgreSQL chooses: \`<table>_<column>_key\`, \`_fkey\`, \`_check\`, \`<table>_pkey\`; it keeps it when the table or the column is renamed.

It is said only where the history is certain: the table was made by this history, nothing that cannot be read came after it, and nothing under a condition touched the object.`,
  references: ['https://www.postgresql.org/docs/current/errcodes-appendix.html'],
  on: {
    'create-table'(operation, context) {
      return first(operation.columns, ({ type }) => judgeTypeName(type, operation, context));
    },
    'add-column'(operation, context) {
      return judgeTypeName(operation.column.type, operation, context);
    },
    'alter-column-type'(operation, context) {
      return judgeSerial(operation, context) ?? judgeTypeName(operation.type, operation, context);
    },
    'drop-constraint'(operation, context) {
      return operation.ifExists ? undefined : judgeConstraint(operation, context);
    },
    'rename-constraint': judgeConstraint,
    'validate-constraint': judgeConstraint,
    'drop-index'(operation, context) {
      if (operation.ifExists || !isPlain(operation, context)) return undefined;
      const absence = absentRelation(operation.index, context);
      return absence && report('index', operation.index.name, quoteName(operation.index), absence, [], operation, context);
    },
    'drop-type'(operation, context) {
      return operation.ifExists ? undefined : judgeType(operation, context);
    },
    'rename-type': judgeType,
    'add-enum-value': judgeType,
    'rename-enum-value': judgeType,
    'alter-domain': judgeType,
    'drop-object'(operation, context) {
      return operation.ifExists ? undefined : judgeObject(operation, context);
    },
    'rename-object': judgeObject,
  },
});

function report(what: string, name: string, shown: string, absence: Absence, known: Iterable<string>, operation: Operation, context: Context): Report {
  const { why, related } = explained(absence, name, known);
  return { message: `There is no ${what} ${shown}${why} The statement fails with 42704.`, at: mentioned(name, operation, context), related, fails: '42704' };
}

function judgeConstraint(operation: OperationOf<'drop-constraint' | 'rename-constraint' | 'validate-constraint'>, context: Context): Report | undefined {
  const { table, constraint: name } = operation;
  const known = context.before.table(table);
  if (!isPlain(operation, context) || !known || known.constraints.has(name) || isNamedByVersion(known, name)) return undefined;
  const absence = absentPart(table, `constraint ${name}`, context);
  return absence && report('constraint', name, `${quoteIdentifier(name)} on ${quoteName(table)}`, absence, known.constraints.keys(), operation, context);
}

/** PostgreSQL 18 names every NOT NULL; before 12, a foreign key over several columns was named after the first. */
function isNamedByVersion({ columns, constraints }: Table, name: string): boolean {
  if (/_not_null\d*$/.test(name) && [...columns.values()].some(({ notNull }) => notNull)) return true;
  return /_fkey\d*$/.test(name) && [...constraints.values()].some(({ type, columns: own }) => type === 'foreign key' && own.length > 1);
}

function judgeType(operation: Operation & { readonly type: QualifiedName }, context: Context): Report | undefined {
  const { type } = operation;
  if (!isPlain(operation, context)) return undefined;
  const absence = absentType(type, context);
  return absence && report('type', type.name, quoteName(type), absence, typeNames(context), operation, context);
}

function first<T>(list: readonly T[], judge: (one: T) => Report | undefined): Report | undefined {
  for (const one of list) {
    const found = judge(one);
    if (found) return found;
  }
  return undefined;
}

/** `serial` is a word of CREATE TABLE and ADD COLUMN, and no type. */
function judgeSerial(operation: OperationOf<'alter-column-type'>, context: Context): Report | undefined {
  const { type: { name, schema } } = operation;
  if (!/^(?:small|big)?serial[248]?$/.test(name) || schema === 'pg_catalog' || !isPlain(operation, context) || context.before.type(operation.type)) return undefined;
  return {
    message: `There is no type ${name}: the word means something in CREATE TABLE and ADD COLUMN alone. Make a sequence and set the default, or ADD GENERATED BY DEFAULT AS IDENTITY. The statement fails with 42704.`,
    once: `type ${name}`,
    at: mentioned(name, operation, context),
    fails: '42704',
  };
}

function judgeTypeName(type: TypeName, operation: Operation, context: Context): Report | undefined {
  if (type.schema === 'pg_catalog' || type.schema === '' || !isPlain(operation, context)) return undefined;
  const absence = absentType(type, context);
  return absence && report('type', type.name, quoteName(type), absence, typeNames(context), operation, context);
}

function* typeNames({ before }: Context): Generator<string> {
  for (const { name } of before.types.values()) yield name.name;
}

function judgeObject(operation: OperationOf<'drop-object' | 'rename-object'>, context: Context): Report | undefined {
  const { object, name: { name }, on } = operation;
  if (!on || !isPlain(operation, context) || (object !== 'trigger' && object !== 'policy')) return undefined;
  const table = context.before.table(on);
  const list = table?.[object === 'trigger' ? 'triggers' : 'policies'];
  if (!list || list.has(name)) return undefined;
  const absence = absentPart(on, `${object} ${name}`, context);
  return absence && report(object, name, `${quoteIdentifier(name)} on ${quoteName(on)}`, absence, list.keys(), operation, context);
}
