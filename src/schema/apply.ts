import type { Operation, OperationKind, OperationOf } from '../operations/operation.ts';
import * as columns from './columns.ts';
import * as constraints from './constraints.ts';
import { createTable } from './create-table.ts';
import * as facts from './facts.ts';
import * as indexes from './indexes.ts';
import * as objects from './objects.ts';
import * as partitions from './partitions.ts';
import * as schemas from './schemas.ts';
import * as sequences from './sequences.ts';
import type { SessionNames } from './session.ts';
import type { Step } from './step.ts';
import * as tables from './tables.ts';
import * as types from './types.ts';
import * as views from './views.ts';

type Apply<K extends OperationKind> = (step: Step, operation: OperationOf<K>, names: SessionNames) => void;

/** By the kind of operation. */
const changes: { readonly [K in OperationKind]: Apply<K> | undefined } = {
  'create-table': createTable,
  'drop-table': tables.dropTable,
  'rename-table': tables.renameRelation,
  'set-schema': tables.setSchema,
  'attach-partition': partitions.attachPartition,
  'detach-partition': partitions.detachPartition,
  inherit: partitions.inherit,

  'add-column': columns.addColumn,
  'drop-column': columns.dropColumn,
  'rename-column': columns.renameColumn,
  'alter-column-type': columns.alterColumnType,
  'set-default': columns.setDefault,
  'drop-default': columns.dropDefault,
  'set-not-null': columns.setNotNull,
  'drop-not-null': columns.dropNotNull,
  'add-identity': columns.addIdentity,
  'drop-identity': columns.dropIdentity,
  'set-expression': columns.setExpression,
  'drop-expression': columns.dropExpression,
  update: columns.update,
  insert: columns.insert,
  delete: columns.deleteRows,

  'add-constraint': constraints.addConstraint,
  'validate-constraint': constraints.validateConstraint,
  'drop-constraint': constraints.dropConstraint,
  'rename-constraint': constraints.renameConstraint,

  'create-index': indexes.createIndex,
  'drop-index': indexes.dropIndex,
  'attach-index': indexes.attachIndex,

  'create-enum': types.createEnum,
  'add-enum-value': types.addEnumValue,
  'rename-enum-value': types.renameEnumValue,
  'create-domain': types.createDomain,
  'alter-domain': types.alterDomain,
  'create-composite-type': types.createCompositeType,
  'drop-type': types.dropType,
  'rename-type': (step, { type, newName }) => { types.renameType(step.catalog, type, { schema: type.schema, name: newName }); },

  'create-view': views.createView,
  'drop-view': views.dropView,
  'create-sequence': sequences.createSequence,
  'alter-sequence': sequences.alterSequence,
  'drop-sequence': sequences.dropSequence,
  'create-schema': schemas.createSchema,
  'drop-schema': schemas.dropSchema,
  'rename-schema': schemas.renameSchema,
  'create-object': (step, operation, names) => { objects.createObject(step, operation, names.first); },
  'drop-object': objects.dropObject,
  'rename-object': objects.renameObject,

  'alter-table': facts.alterTable,
  other: facts.applyOther,

  // What neither the schema nor what is known of a column's values depends on.
  'refresh-materialized-view': undefined,
  truncate: undefined,
  copy: undefined,
  select: undefined,
  transaction: undefined,
  set: undefined,
  'lock-table': undefined,
  do: undefined,
  assertion: undefined,
  'dynamic-sql': undefined,
};

/** Does to the catalog what one operation does to a database. The session's own operations are not for the catalog. */
export function applyOperation(step: Step, operation: Operation, names: SessionNames): void {
  (changes[operation.kind] as Apply<OperationKind> | undefined)?.(step, operation, names);
}
