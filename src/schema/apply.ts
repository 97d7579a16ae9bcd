import type { Operation } from '../operations/operation.ts';
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

/** Does to the catalog what one operation does to a database. The session's own operations are not for the catalog. */
export function applyOperation(step: Step, operation: Operation, names: SessionNames): void {
  switch (operation.kind) {
    case 'create-table': createTable(step, operation); return;
    case 'drop-table': tables.dropTable(step, operation); return;
    case 'rename-table': tables.renameRelation(step, operation); return;
    case 'set-schema': tables.setSchema(step, operation); return;
    case 'attach-partition': partitions.attachPartition(step, operation); return;
    case 'detach-partition': partitions.detachPartition(step, operation); return;
    case 'inherit': partitions.inherit(step, operation); return;

    case 'add-column': columns.addColumn(step, operation); return;
    case 'drop-column': columns.dropColumn(step, operation); return;
    case 'rename-column': columns.renameColumn(step, operation); return;
    case 'alter-column-type': columns.alterColumnType(step, operation); return;
    case 'set-default': columns.setDefault(step, operation); return;
    case 'drop-default': columns.dropDefault(step, operation); return;
    case 'set-not-null': columns.setNotNull(step, operation); return;
    case 'drop-not-null': columns.dropNotNull(step, operation); return;
    case 'add-identity': columns.addIdentity(step, operation); return;
    case 'drop-identity': columns.dropIdentity(step, operation); return;
    case 'set-expression': columns.setExpression(step, operation); return;
    case 'drop-expression': columns.dropExpression(step, operation); return;
    case 'update': columns.update(step, operation); return;
    case 'insert': columns.insert(step, operation); return;
    case 'delete': columns.deleteRows(step, operation); return;

    case 'add-constraint': constraints.addConstraint(step, operation); return;
    case 'validate-constraint': constraints.validateConstraint(step, operation); return;
    case 'drop-constraint': constraints.dropConstraint(step, operation); return;
    case 'rename-constraint': constraints.renameConstraint(step, operation); return;

    case 'create-index': indexes.createIndex(step, operation); return;
    case 'drop-index': indexes.dropIndex(step, operation); return;
    case 'attach-index': indexes.attachIndex(step, operation); return;

    case 'create-enum': types.createEnum(step, operation); return;
    case 'add-enum-value': types.addEnumValue(step, operation); return;
    case 'rename-enum-value': types.renameEnumValue(step, operation); return;
    case 'create-domain': types.createDomain(step, operation); return;
    case 'alter-domain': types.alterDomain(step, operation); return;
    case 'create-composite-type': types.createCompositeType(step, operation); return;
    case 'drop-type': types.dropType(step, operation); return;
    case 'rename-type': types.renameType(step.catalog, operation.type, { schema: operation.type.schema, name: operation.newName }); return;

    case 'create-view': views.createView(step, operation); return;
    case 'drop-view': views.dropView(step, operation); return;
    case 'create-sequence': sequences.createSequence(step, operation); return;
    case 'alter-sequence': sequences.alterSequence(step, operation); return;
    case 'drop-sequence': sequences.dropSequence(step, operation); return;
    case 'create-schema': schemas.createSchema(step, operation); return;
    case 'drop-schema': schemas.dropSchema(step, operation); return;
    case 'rename-schema': schemas.renameSchema(step, operation); return;
    case 'create-object': objects.createObject(step, operation, names.first); return;
    case 'drop-object': objects.dropObject(step, operation); return;
    case 'rename-object': objects.renameObject(step, operation); return;

    case 'alter-table': facts.alterTable(step, operation); return;
    case 'other': facts.applyOther(step, operation); return;

    // What neither the schema nor what is known of a column's values depends on.
    case 'refresh-materialized-view':
    case 'truncate':
    case 'copy':
    case 'select':
    case 'transaction':
    case 'set':
    case 'lock-table':
    case 'do':
    case 'assertion':
    case 'dynamic-sql':
      return;
    default:
      operation satisfies never;
  }
}
