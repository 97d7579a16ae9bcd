import type { AlterFunctionStmt, ClusterStmt, CommentStmt, ExplainStmt, GrantStmt, Node, ObjectType, RangeVar, ReindexStmt, VacuumStmt } from '../parser/nodes.ts';
import type { Context, Handlers, Lowered, LowerNode, Tag } from './context.ts';
import type { Draft } from './draft.ts';
import { objectKind, objectWord } from './object-kinds.ts';
import { namedObject, objectName } from './object-names.ts';
import { publishedTables } from './objects.ts';
import type { Attached, Operation, OperationOf, QualifiedName } from './operation.ts';
import { optionNames, optionWords, routineOptions } from './option-words.ts';
import { items, lastWord, word, writtenName } from './words.ts';

/** Command tags of statements whose node says no more (src/include/tcop/cmdtaglist.h), in lower case. */
const tags: Partial<Readonly<Record<Tag, string>>> = {
  AlterCollationStmt: 'alter collation',
  AlterDatabaseRefreshCollStmt: 'alter database',
  AlterDatabaseSetStmt: 'alter database',
  AlterEventTrigStmt: 'alter event trigger',
  AlterExtensionContentsStmt: 'alter extension',
  AlterFdwStmt: 'alter foreign data wrapper',
  AlterForeignServerStmt: 'alter server',
  AlterOpFamilyStmt: 'alter operator family',
  AlterOperatorStmt: 'alter operator',
  AlterRoleSetStmt: 'alter role',
  AlterRoleStmt: 'alter role',
  AlterStatsStmt: 'alter statistics',
  AlterSystemStmt: 'alter system',
  AlterTSConfigurationStmt: 'alter text search configuration',
  AlterTSDictionaryStmt: 'alter text search dictionary',
  AlterTableSpaceOptionsStmt: 'alter tablespace',
  AlterTypeStmt: 'alter type',
  AlterUserMappingStmt: 'alter user mapping',
  CheckPointStmt: 'checkpoint',
  ClosePortalStmt: 'close cursor',
  ConstraintsSetStmt: 'set constraints',
  CreateTableSpaceStmt: 'create tablespace',
  DeallocateStmt: 'deallocate',
  DeclareCursorStmt: 'declare cursor',
  DropOwnedStmt: 'drop owned',
  DropTableSpaceStmt: 'drop tablespace',
  ExecuteStmt: 'execute',
  FetchStmt: 'fetch',
  ImportForeignSchemaStmt: 'import foreign schema',
  ListenStmt: 'listen',
  LoadStmt: 'load',
  NotifyStmt: 'notify',
  PrepareStmt: 'prepare',
  ReassignOwnedStmt: 'reassign owned',
  UnlistenStmt: 'unlisten',
  VariableShowStmt: 'show',
};

const none: readonly never[] = [];

type Other = OperationOf<'other'>;

function other(context: Context, command: string, options: readonly string[] = none, table?: QualifiedName): Operation {
  return { kind: 'other', mark: context.whole, command, options, ...(table ? { table } : {}) };
}

/** Any statement without a handler of its own, by the name of its node: the words in `AlterFooStmt`, at the least. */
export function unhandled(tag: string, context: Context): Operation {
  const known = (tags as Readonly<Record<string, string | undefined>>)[tag];
  return other(context, known ?? tag.replace(/Stmt$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase());
}

/** @param lowerNode - for the statement that EXPLAIN ANALYZE runs */
export function otherHandlers(lowerNode: LowerNode): Handlers {
  return { ...handlers, ExplainStmt: (node, context) => explain(node, context, lowerNode) };
}

const handlers: Handlers = {
  VacuumStmt: vacuum,
  ReindexStmt: reindex,
  ClusterStmt: cluster,
  CreatedbStmt: ({ options }, context) => other(context, 'create database', optionWords(options)),
  DropdbStmt: ({ options }, context) => other(context, 'drop database', optionWords(options)),
  AlterDatabaseStmt: ({ options }, context) => other(context, 'alter database', optionNames(options)),
  DiscardStmt: ({ target }, context) => other(context, 'discard', [target?.slice('DISCARD_'.length).toLowerCase() ?? '']),
  CreateSubscriptionStmt: ({ options }, context) => other(context, 'create subscription', optionWords(options)),
  AlterSubscriptionStmt: ({ kind, options }, context) => other(context, 'alter subscription', [subscriptionAction(kind), ...optionWords(options)]),
  DropSubscriptionStmt: (_, context) => other(context, 'drop subscription'),
  AlterExtensionStmt: (_, context) => other(context, 'alter extension', ['update']),
  AlterOwnerStmt: ({ objectType }, context) => other(context, `alter ${objectWord(objectType)}`, ['owner to']),
  AlterObjectDependsStmt: ({ objectType }, context) => other(context, `alter ${objectWord(objectType)}`, ['depends on extension']),
  AlterPublicationStmt: ({ pubobjects }, context) => {
    const tables = publishedTables(pubobjects, context);
    return tables.length > 0 ? tables.map((table) => ({ kind: 'other', mark: context.whole, command: 'alter publication', options: none, table })) : other(context, 'alter publication');
  },
  AlterFunctionStmt: alterRoutine,
  AlterDefaultPrivilegesStmt: ({ action }, context) => other(context, 'alter default privileges', action ? [action.is_grant ? 'grant' : 'revoke', ...privileges(action)] : none),
  AlterTableMoveAllStmt: ({ objtype }, context) => other(context, `alter ${objectWord(objtype)}`, ['all in tablespace']),
  AlterPolicyStmt: ({ table, policy_name }, context) => other(context, 'alter policy', policy_name === undefined ? none : [policy_name], context.relation(table)),
  CallStmt: ({ funccall }, context) => other(context, 'call', [(funccall?.funcname ?? []).map(word).join('.')]),
  CommentStmt: comment,
  SecLabelStmt: ({ objtype, object }, context) => other(context, 'security label', [objectWord(objtype)], commented(objtype, attachedTo(objtype, object, context))),
  GrantStmt: grant,
  GrantRoleStmt: ({ is_grant }, context) => other(context, is_grant ? 'grant role' : 'revoke role'),
};

function explain({ query, options }: ExplainStmt, context: Context, lowerNode: LowerNode): readonly Operation[] {
  const words = optionWords(options);
  const run = query && words.includes('analyze') ? lowerNode(query, context) : none;
  return [other(context, 'explain', words), ...run];
}

/** Each of a list of relations; one operation without a table where there is none. */
function onEach(context: Context, command: string, options: readonly string[], relations: readonly (RangeVar | undefined)[]): Lowered {
  if (relations.length === 0) return other(context, command, options);
  return relations.map((relation) => ({ kind: 'other', mark: context.whole, command, options, table: context.relation(relation) }));
}

function vacuum({ is_vacuumcmd, options, rels = [] }: VacuumStmt, context: Context): Lowered {
  const relations = rels.map((node) => ('VacuumRelation' in node ? node.VacuumRelation.relation : undefined));
  return onEach(context, is_vacuumcmd ? 'vacuum' : 'analyze', optionWords(options), relations);
}

/** The options begin with what is reindexed: `table`, `index`, `schema`, `database` or `system`. */
function reindex({ kind, relation, params }: ReindexStmt, context: Context): Operation {
  const what = kind?.slice('REINDEX_OBJECT_'.length).toLowerCase() ?? '';
  return other(context, 'reindex', [what, ...optionWords(params)], relation && context.relation(relation));
}

function cluster({ relation, params }: ClusterStmt, context: Context): Operation {
  return other(context, 'cluster', optionWords(params), relation && context.relation(relation));
}

/** `ALTER_SUBSCRIPTION_SET_PUBLICATION` → `set publication`; REFRESH is `refresh publication`, as it is written. */
function subscriptionAction(kind: string | undefined): string {
  const action = kind?.slice('ALTER_SUBSCRIPTION_'.length).replaceAll('_', ' ').toLowerCase() ?? '';
  return action === 'refresh' ? 'refresh publication' : action;
}

const ofRelations: ReadonlySet<string> = new Set(['OBJECT_TABLE', 'OBJECT_VIEW', 'OBJECT_MATVIEW', 'OBJECT_INDEX', 'OBJECT_SEQUENCE', 'OBJECT_FOREIGN_TABLE']);
const inRelations: ReadonlySet<string> = new Set(['OBJECT_COLUMN', 'OBJECT_TABCONSTRAINT', 'OBJECT_TRIGGER', 'OBJECT_POLICY', 'OBJECT_RULE']);

/** The relation that a comment is about, or about something in it. */
function commented(objtype: string | undefined, { name }: Attached): QualifiedName | undefined {
  return ofRelations.has(objtype ?? '') || inRelations.has(objtype ?? '') ? name : undefined;
}

function alterRoutine({ objtype, func, actions }: AlterFunctionStmt, context: Context): Operation {
  const options = routineOptions(actions);
  return { kind: 'other', mark: context.whole, command: `alter ${objectWord(objtype)}`, options, routine: namedObject('function', func?.objname, context) };
}

function comment({ objtype, object, comment: text }: CommentStmt, context: Context): Operation {
  const about = attachedTo(objtype, object, context);
  about.comment = text;
  const operation: Draft<Other> = { kind: 'other', mark: context.whole, command: 'comment', options: [about.object], attached: about };
  const table = commented(objtype, about);
  if (table) operation.table = table;
  return operation;
}

/** What a COMMENT or GRANT is about, found again under the same name whatever wrote it. */
function attachedTo(objtype: ObjectType | undefined, object: Node | undefined, context: Context): Draft<Attached> {
  const kindWord = objectWord(objtype);
  const nodes = items(object);
  if (ofRelations.has(objtype ?? '')) return attached(kindWord, context.relationNamed(nodes));
  if (inRelations.has(objtype ?? '')) return attached(kindWord, context.relationNamed(nodes.slice(0, -1)), lastWord(nodes));
  const kind = objectKind(objtype);
  return attached(kindWord, kind && kind !== 'type' ? objectName(kind, object, context) : nameOf(object, context));
}

function attached(object: string, name: QualifiedName, part?: string): Draft<Attached> {
  return { object, name, part, comment: undefined, roles: undefined, privileges: undefined };
}

/** A type, domain or schema. */
function nameOf(object: Node | undefined, context: Context): QualifiedName {
  const isType = object !== undefined && 'TypeName' in object;
  const { schema, name } = writtenName(isType ? object.TypeName.names : items(object));
  return isType ? context.names.type(schema, name) : { schema: schema ?? '', name };
}

function grant(node: GrantStmt, context: Context): readonly Operation[] {
  const { is_grant, objtype, targtype, objects = [], grantees = [], privileges: some = [] } = node;
  const command = is_grant ? 'grant' : 'revoke';
  const options = privileges(node);
  const roles = grantees.map(roleName);
  const names = some.map(privilegeName);
  const isEach = targtype === 'ACL_TARGET_OBJECT';
  return objects.map((each) => {
    const relation = isEach && 'RangeVar' in each ? context.relation(each.RangeVar) : undefined;
    const about = relation ? attached(objectWord(objtype), relation) : attachedTo(isEach ? objtype : 'OBJECT_SCHEMA', each, context);
    if (!isEach) about.object = `all ${objectWord(objtype)}s in schema`;
    about.roles = roles;
    about.privileges = names;
    const operation: Draft<Other> = { kind: 'other', mark: context.whole, command, options, attached: about };
    if (relation) operation.table = relation;
    return operation;
  });
}

function roleName(node: Node): string {
  if (!('RoleSpec' in node)) return '';
  const { rolename, roletype } = node.RoleSpec;
  return rolename ?? (roletype === 'ROLESPEC_PUBLIC' ? 'PUBLIC' : (roletype?.slice('ROLESPEC_'.length) ?? ''));
}

function privilegeName(node: Node): string {
  if (!('AccessPriv' in node)) return '';
  const { priv_name = 'all', cols } = node.AccessPriv;
  return cols ? `${priv_name} (${cols.map(word).join(', ')})` : priv_name;
}

/** What it is about (`table`, `schema` …), then the privileges, `all` for ALL, and `to public` where it is for everybody. */
function privileges({ objtype, privileges: some, grantees }: GrantStmt): readonly string[] {
  const names = some?.map((node) => ('AccessPriv' in node ? (node.AccessPriv.priv_name ?? '') : '')) ?? ['all'];
  const isPublic = grantees?.some((node) => 'RoleSpec' in node && node.RoleSpec.roletype === 'ROLESPEC_PUBLIC') === true;
  return [objectWord(objtype), ...names, ...(isPublic ? ['to public'] : [])];
}
