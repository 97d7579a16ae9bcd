import type { DropStmt, Node, ObjectType } from '../parser/nodes.ts';
import type { Mark } from '../parser/mark.ts';
import type { Context, Handlers } from './context.ts';
import { objectKind, objectWord } from './object-kinds.ts';
import { bareName, objectName } from './object-names.ts';
import type { Operation } from './operation.ts';
import { namedArguments } from './signatures.ts';
import { existingType } from './types.ts';
import { items, lastWord, word } from './words.ts';

/** What every object of one DROP has. */
interface Base {
  readonly mark: Mark;
  readonly ifExists: boolean;
  readonly cascade: boolean;
}

type Drop = (object: Node, base: Base, context: Context, statement: DropStmt) => Operation;

const dropTable: Drop = (object, { mark, ifExists, cascade }, context) => ({ kind: 'drop-table', mark, table: context.relationNamed(items(object)), ifExists, cascade });

const dropView =
  (materialized: boolean): Drop =>
  (object, { mark, ifExists, cascade }, context) => ({ kind: 'drop-view', mark, view: context.relationNamed(items(object)), materialized, ifExists, cascade });

const dropType =
  (domain: boolean): Drop =>
  (object, { mark, ifExists, cascade }, context) => {
    const type = existingType('TypeName' in object ? object.TypeName.names : items(object), context);
    return { kind: 'drop-type', mark, type, domain, ifExists, cascade };
  };

/** Triggers, policies and rules are named behind their table. */
const onTable: Drop = (object, { mark, ifExists, cascade }, context, { removeType }) => {
  const nodes = items(object);
  const on = context.relationNamed(nodes.slice(0, -1));
  return { kind: 'drop-object', mark, object: objectKind(removeType) ?? 'trigger', name: bareName(lastWord(nodes)), on, ifExists, cascade, arguments: undefined };
};

const drops: Partial<Readonly<Record<ObjectType, Drop>>> = {
  OBJECT_TABLE: dropTable,
  OBJECT_FOREIGN_TABLE: dropTable,
  OBJECT_VIEW: dropView(false),
  OBJECT_MATVIEW: dropView(true),
  OBJECT_INDEX: (object, { mark, ifExists, cascade }, context, { concurrent }) => ({
    kind: 'drop-index', mark, index: context.relationNamed(items(object)), concurrently: concurrent ?? false, ifExists, cascade,
  }),
  OBJECT_SEQUENCE: (object, { mark, ifExists, cascade }, context) => ({ kind: 'drop-sequence', mark, sequence: context.relationNamed(items(object)), ifExists, cascade }),
  OBJECT_SCHEMA: (object, { mark, ifExists, cascade }) => ({ kind: 'drop-schema', mark, schema: word(object), ifExists, cascade }),
  OBJECT_TYPE: dropType(false),
  OBJECT_DOMAIN: dropType(true),
  OBJECT_TRIGGER: onTable,
  OBJECT_POLICY: onTable,
  OBJECT_RULE: onTable,
};

const dropObject: Drop = (object, { mark, ifExists, cascade }, context, { removeType }) => {
  const kind = objectKind(removeType);
  if (!kind) return { kind: 'other', mark, command: `drop ${objectWord(removeType)}`, options: [] };
  return { kind: 'drop-object', mark, object: kind, name: objectName(kind, object, context), on: undefined, ifExists, cascade, arguments: namedArguments(object, context) };
};

export const dropHandlers: Handlers = {
  DropStmt: (node, context) => {
    const { objects = [], removeType, behavior, missing_ok } = node;
    const drop = (removeType && drops[removeType]) ?? dropObject;
    return objects.map((object, index) => {
      const base = { mark: context.object(index, objects.length), ifExists: missing_ok ?? false, cascade: behavior === 'DROP_CASCADE' };
      return drop(object, base, context, node);
    });
  },
  DropRoleStmt: ({ roles = [], missing_ok }, context) =>
    roles.map((role, index) => ({
      kind: 'drop-object',
      mark: context.object(index, roles.length),
      object: 'role',
      name: bareName('RoleSpec' in role ? role.RoleSpec.rolename : ''),
      ifExists: missing_ok ?? false,
      cascade: false,
    })),
  DropUserMappingStmt: ({ user, servername = '', missing_ok }, context) => [
    {
      kind: 'drop-object',
      mark: context.whole,
      object: 'user mapping',
      name: bareName(`${user?.rolename ?? ''} ${servername}`.trim()),
      ifExists: missing_ok ?? false,
      cascade: false,
    },
  ],
};
