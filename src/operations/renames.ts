import type { AlterObjectSchemaStmt, Node, ObjectType, RenameStmt } from '../parser/nodes.ts';
import type { Context, Handlers } from './context.ts';
import { objectKind, objectWord } from './object-kinds.ts';
import { objectName } from './object-names.ts';
import type { Operation, OperationOf } from './operation.ts';
import { namedArguments } from './signatures.ts';
import { existingType } from './types.ts';
import { items } from './words.ts';

type Relation = OperationOf<'rename-table'>['object'];

/** What a relation is by the word behind ALTER, which PostgreSQL does not insist on for indexes and views. */
const relations: Partial<Readonly<Record<ObjectType, Relation>>> = {
  OBJECT_TABLE: 'table',
  OBJECT_FOREIGN_TABLE: 'table',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'materialized view',
  OBJECT_INDEX: 'index',
  OBJECT_SEQUENCE: 'sequence',
};

export const renameHandlers: Handlers = {
  RenameStmt: rename,
  AlterObjectSchemaStmt: setSchema,
};

function rename(node: RenameStmt, context: Context): Operation {
  const { renameType, relation, object, subname = '', newname = '', missing_ok } = node;
  const mark = context.whole;
  const relationKind = renameType && relations[renameType];
  if (relationKind) return { kind: 'rename-table', mark, table: context.relation(relation), tableIfExists: missing_ok ?? false, newName: newname, object: relationKind };
  switch (renameType) {
    case 'OBJECT_COLUMN':
      return { kind: 'rename-column', mark, table: context.relation(relation), tableIfExists: missing_ok ?? false, column: subname, newName: newname };
    case 'OBJECT_TABCONSTRAINT':
      return { kind: 'rename-constraint', mark, table: context.relation(relation), tableIfExists: missing_ok ?? false, constraint: subname, newName: newname };
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN':
      return { kind: 'rename-type', mark, type: existingType(items(object), context), newName: newname };
    case 'OBJECT_SCHEMA':
      return { kind: 'rename-schema', mark, schema: subname, newName: newname };
    case 'OBJECT_ATTRIBUTE':
      return { kind: 'other', mark, command: 'alter type', options: ['rename attribute'] };
    case 'OBJECT_DOMCONSTRAINT':
      return { kind: 'other', mark, command: 'alter domain', options: ['rename constraint'] };
    default: {
      const kind = objectKind(renameType);
      if (!kind) return { kind: 'other', mark, command: `alter ${objectWord(renameType)}`, options: ['rename'] };
      const on = relation ? { on: context.relation(relation) } : {};
      const name = subname === '' ? objectName(kind, object, context) : { schema: '', name: subname };
      const types = namedArguments(object, context);
      return { kind: 'rename-object', mark, object: kind, name, newName: newname, ...on, ...(types ? { arguments: types } : {}) };
    }
  }
}

function setSchema({ objectType, relation, object, newschema = '', missing_ok }: AlterObjectSchemaStmt, context: Context): Operation {
  const relationKind = objectType && relations[objectType];
  if (relationKind && relationKind !== 'index') {
    return { kind: 'set-schema', mark: context.whole, table: context.relation(relation), tableIfExists: missing_ok ?? false, newSchema: newschema, object: relationKind };
  }
  if (objectType === 'OBJECT_TYPE' || objectType === 'OBJECT_DOMAIN') {
    return { kind: 'set-schema', mark: context.whole, table: typeOf(object, context), newSchema: newschema, object: 'type' };
  }
  return { kind: 'other', mark: context.whole, command: `alter ${objectWord(objectType)}`, options: ['set schema'] };
}

function typeOf(object: Node | undefined, context: Context) {
  return existingType(items(object), context);
}
