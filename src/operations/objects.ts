import type { CreateFunctionStmt, CreatePolicyStmt, CreateTrigStmt, DefineStmt, Node, RuleStmt } from '../parser/nodes.ts';
import type { Context, Handlers } from './context.ts';
import { objectKind } from './object-kinds.ts';
import { bareName, namedObject } from './object-names.ts';
import type { ObjectKind, Operation, OperationOf, QualifiedName } from './operation.ts';
import { Reading } from './reading.ts';
import { Scope } from './scope.ts';
import { routineOptions } from './option-words.ts';
import { routineOf } from './routines.ts';
import { aggregateArguments, inputTypes, spelled } from './signatures.ts';
import { word, words } from './words.ts';

type CreateObject = OperationOf<'create-object'>;
type Details = Partial<Pick<CreateObject, 'on' | 'orReplace' | 'ifNotExists' | 'arguments' | 'columns' | 'options' | 'routine' | 'relations' | 'schema'>>;

export const objectHandlers: Handlers = {
  CreateFunctionStmt: createFunction,
  CreateTrigStmt: createTrigger,
  CreatePolicyStmt: createPolicy,
  RuleStmt: createRule,
  DefineStmt: define,
  CreateExtensionStmt: ({ extname, if_not_exists, options = [] }, context) => {
    const schema = options.flatMap((node) => ('DefElem' in node && node.DefElem.defname === 'schema' ? [word(node.DefElem.arg)] : []))[0];
    return named('extension', extname, context, { ifNotExists: if_not_exists ?? false, schema });
  },
  CreateRoleStmt: ({ role }, context) => named('role', role, context),
  CreatePublicationStmt: ({ pubname, for_all_tables, pubobjects }, context) =>
    named('publication', pubname, context, for_all_tables ? { options: ['for all tables'] } : { relations: publishedTables(pubobjects, context) }),
  CreateEventTrigStmt: ({ trigname }, context) => named('event trigger', trigname, context),
  CreateFdwStmt: ({ fdwname }, context) => named('foreign data wrapper', fdwname, context),
  CreateForeignServerStmt: ({ servername, if_not_exists }, context) => named('server', servername, context, { ifNotExists: if_not_exists ?? false }),
  CreateUserMappingStmt: ({ user, servername = '', if_not_exists }, context) =>
    named('user mapping', `${user?.rolename ?? ''} ${servername}`.trim(), context, { ifNotExists: if_not_exists ?? false }),
  CreateAmStmt: ({ amname }, context) => named('access method', amname, context),
  CreatePLangStmt: ({ plname, replace }, context) => named('language', plname, context, { orReplace: replace ?? false }),
  CreateCastStmt: ({ sourcetype, targettype }, context) => named('cast', `${spelled(sourcetype, context)} as ${spelled(targettype, context)}`, context),
  CreateTransformStmt: ({ type_name, lang = '', replace }, context) =>
    named('transform', `${spelled(type_name, context)} ${lang}`, context, { orReplace: replace ?? false }),
  CreateConversionStmt: ({ conversion_name }, context) => created('conversion', conversion_name, context),
  CreateOpClassStmt: ({ opclassname }, context) => created('operator class', opclassname, context),
  CreateOpFamilyStmt: ({ opfamilyname }, context) => created('operator family', opfamilyname, context),
  CreateStatsStmt: ({ defnames, if_not_exists, relations = [] }, context) =>
    created('statistics', defnames, context, { ifNotExists: if_not_exists ?? false, relations: relations.flatMap((node) => ('RangeVar' in node ? [context.relation(node.RangeVar)] : [])) }),
};

/** The tables that a publication names. */
export function publishedTables(objects: readonly Node[] | undefined, context: Context): readonly QualifiedName[] {
  return (objects ?? []).flatMap((node) => ('PublicationObjSpec' in node && node.PublicationObjSpec.pubtable?.relation ? [context.relation(node.PublicationObjSpec.pubtable.relation)] : []));
}

function object(kind: ObjectKind, name: QualifiedName, context: Context, details: Details): Operation {
  const { orReplace = false, ifNotExists = false, on, relations, arguments: types, columns, options, schema, routine } = details;
  return { kind: 'create-object', mark: context.whole, object: kind, name, on, relations, orReplace, ifNotExists, arguments: types, columns, options, schema, routine };
}

function named(kind: ObjectKind, name: string | undefined, context: Context, details: Details = {}): Operation {
  return object(kind, bareName(name), context, details);
}

function created(kind: ObjectKind, names: readonly Node[] | undefined, context: Context, details: Details = {}): Operation {
  return object(kind, namedObject(kind, names, context), context, details);
}

function createFunction(node: CreateFunctionStmt, context: Context): Operation {
  const { funcname, parameters, is_procedure, replace, options } = node;
  const details = { orReplace: replace ?? false, arguments: inputTypes(parameters, context), options: routineOptions(options), routine: routineOf(node, context) };
  return created(is_procedure ? 'procedure' : 'function', funcname, context, details);
}

const forEachRow: readonly string[] = ['for each row'];

/** OLD and NEW are rows of the table: every column of WHEN is its own. */
function createTrigger({ trigname, relation, columns, whenClause, replace, row, constrrel }: CreateTrigStmt, context: Context): Operation {
  const read = new Set(words(columns));
  addColumns(read, whenClause, context);
  return named('trigger', trigname, context, {
    on: context.relation(relation),
    relations: constrrel && [context.relation(constrrel)],
    orReplace: replace ?? false,
    columns: [...read],
    options: row ? forEachRow : undefined,
  });
}

function createRule({ rulename, relation, whereClause, replace }: RuleStmt, context: Context): Operation {
  const read = new Set<string>();
  addColumns(read, whereClause, context);
  return named('rule', rulename, context, { on: context.relation(relation), orReplace: replace ?? false, columns: [...read] });
}

function addColumns(columns: Set<string>, node: Node | undefined, context: Context): void {
  if (!node) return;
  const reading = new Reading(context.names);
  reading.read(node, undefined);
  for (const { column } of reading.columns) columns.add(column);
}

/** Policies may hold subqueries: only what is certainly a column of the policy's own table counts. */
function createPolicy({ policy_name, table, qual, with_check }: CreatePolicyStmt, context: Context): Operation {
  const on = context.relation(table);
  const scope = new Scope();
  scope.add({ alias: table?.relname ?? '', relation: on });
  const reading = new Reading(context.names);
  reading.read(qual, scope);
  reading.read(with_check, scope);
  const own = reading.columns.filter(({ relation }) => relation?.name === on.name && relation.schema === on.schema);
  return named('policy', policy_name, context, { on, columns: [...new Set(own.map(({ column }) => column))] });
}

/** CREATE AGGREGATE, OPERATOR, TYPE, COLLATION and TEXT SEARCH …, which the grammar makes one. */
function define({ kind, defnames, args, definition, replace, if_not_exists }: DefineStmt, context: Context): Operation {
  const details = { orReplace: replace ?? false, ifNotExists: if_not_exists ?? false };
  const found = objectKind(kind) ?? 'type';
  return created(found, defnames, context, found === 'aggregate' ? { ...details, arguments: aggregateArguments(args, definition, context) } : details);
}
