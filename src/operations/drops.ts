import type { DropStmt, Node, ObjectType } from '../parser/nodes.ts';
import type { Mark } from '../parser/mark.ts';
import type { Context, Handlers } from './context.ts';
import { objectKind, objectWord } from './object-kinds.ts';
import { bareName, objectName } from './object-names.ts';
import type { Operation } from './operation.ts';
import { namedArguments } from './signatures.ts';
import { existingType } from './types.ts';
import { items, word } from './words.ts';

/** What every object of one DROP has. */
interface Base {
  readonly mark: Mark;
  readonly ifExists: boolean;
  readonly cascade: boolean;
}

type Drop = (object: Node, base: Base, context: Context, statement: DropStmt) => Operation;

const dropTable: Drop = (object, base, context) => ({ kind: 'drop-table', table: context.relationNamed(items(object)), ...base });

const dropView = (materialized: boolean): Drop => (object, base, context) => ({ kind: 'drop-view', view: context.relationNamed(items(object)), materialized, ...base });

const dropType = (domain: boolean): Drop => (object, base, context) => {
  const type = existingType('TypeName' in object ? object.TypeName.names : items(object), context);
  return { kind: 'drop-type', type, domain, ...base };
};

/** Triggers, policies and rules are named behind their table. */
const onTable: Drop = (object, base, context, { removeType }) => {
  const nodes = items(object);
  const on = context.relationNamed(nodes.slice(0, -1));
  return { kind: 'drop-object', object: objectKind(removeType) ?? 'trigger', name: bareName(word(nodes.at(-1))), on, ...base };
};

const drops: Partial<Readonly<Record<ObjectType, Drop>>> = {
  OBJECT_TABLE: dropTable,
  OBJECT_FOREIGN_TABLE: dropTable,
  OBJECT_VIEW: dropView(false),
  OBJECT_MATVIEW: dropView(true),
  OBJECT_INDEX: (object, base, context, { concurrent }) => ({
    kind: 'drop-index',
    index: context.relationNamed(items(object)),
    concurrently: concurrent ?? false,
    ...base,
  }),
  OBJECT_SEQUENCE: (object, base, context) => ({ kind: 'drop-sequence', sequence: context.relationNamed(items(object)), ...base }),
  OBJECT_SCHEMA: (object, base) => ({ kind: 'drop-schema', schema: word(object), ...base }),
  OBJECT_TYPE: dropType(false),
  OBJECT_DOMAIN: dropType(true),
  OBJECT_TRIGGER: onTable,
  OBJECT_POLICY: onTable,
  OBJECT_RULE: onTable,
};

const dropObject: Drop = (object, base, context, { removeType }) => {
  const kind = objectKind(removeType);
  if (!kind) return { kind: 'other', mark: base.mark, command: `drop ${objectWord(removeType)}`, options: [] };
  const types = namedArguments(object, context);
  return { kind: 'drop-object', object: kind, name: objectName(kind, object, context), ...base, ...(types ? { arguments: types } : {}) };
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
