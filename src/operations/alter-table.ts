import type { AlterTableCmd, AlterTableStmt, AlterTableType, Node, ObjectType } from '../parser/nodes.ts';
import { actionOf, argumentOf } from './alter-table-actions.ts';
import { passOf } from './alter-table-passes.ts';
import { columnDefinition, identityOf } from './columns.ts';
import { constraintDefinition, constraintExpression } from './constraints.ts';
import type { Context, Handlers } from './context.ts';
import { expression } from './expressions.ts';
import type { Operation, QualifiedName } from './operation.ts';
import type { Mark } from '../parser/mark.ts';
import { objectWord } from './object-kinds.ts';
import { words } from './words.ts';

/**
 * What every command of one ALTER TABLE has. The commands that fill histories write it out: a spread takes V8 longer
 * than all the rest. Others spread it last, since V8 is slow to add what stands behind a spread.
 */
interface Base {
  readonly mark: Mark;
  readonly table: QualifiedName;
  readonly tableIfExists: boolean;
  readonly only: boolean;
}

type Command = (command: AlterTableCmd, base: Base, context: Context) => Operation | undefined;

export const alterTableHandlers: Handlers = { AlterTableStmt: alterTable };

const tables: ReadonlySet<ObjectType> = new Set<ObjectType>(['OBJECT_TABLE', 'OBJECT_FOREIGN_TABLE']);

function alterTable(node: AlterTableStmt, context: Context): readonly Operation[] {
  const { relation, objtype = 'OBJECT_TABLE', cmds = [] } = node;
  if (objtype === 'OBJECT_TYPE') return cmds.map((command, index) => alterAttribute(command, index, context));
  const table = context.relation(relation);
  const isTable = tables.has(objtype);
  const tableIfExists = node.missing_ok ?? false;
  const only = !relation?.inh;
  const operations = cmds.map((each, index): Operation => {
    const command = 'AlterTableCmd' in each ? each.AlterTableCmd : {};
    const base: Base = { mark: context.command(index), table, tableIfExists, only };
    return isTable ? commandOperation(command, base, context) : otherRelation(command, objtype, base, context);
  });
  return operations.length > 1 ? inPasses(cmds, operations) : operations;
}

/** The operations of several commands in the order in which PostgreSQL works them off. */
function inPasses(cmds: readonly Node[], operations: readonly Operation[]): readonly Operation[] {
  const passes = cmds.map((each) => ('AlterTableCmd' in each ? passOf(each.AlterTableCmd) : 0));
  return isSorted(passes) ? operations : sortedBy(passes, operations);
}

function isSorted(numbers: readonly number[]): boolean {
  for (let at = 1; at < numbers.length; at++) if ((numbers[at] ?? 0) < (numbers[at - 1] ?? 0)) return false;
  return true;
}

function sortedBy(passes: readonly number[], operations: readonly Operation[]): readonly Operation[] {
  const paired = operations.map((operation, index) => ({ operation, pass: passes[index] ?? 0 }));
  return paired.sort((a, b) => a.pass - b.pass).map(({ operation }) => operation);
}

function commandOperation(command: AlterTableCmd, base: Base, context: Context): Operation {
  const subtype = command.subtype ?? 'AT_AddColumn';
  const operation = commands[subtype]?.(command, base, context);
  if (operation) return operation;
  const argument = argumentOf(command);
  const altered = command.def && 'ATAlterConstraint' in command.def ? command.def.ATAlterConstraint : undefined;
  const enforced = altered?.alterEnforceability ? { enforced: altered.is_enforced ?? false } : {};
  return { kind: 'alter-table', action: actionOf(command), ...base, ...(argument === undefined ? {} : { argument }), ...enforced };
}

const commands: Partial<Readonly<Record<AlterTableType, Command>>> = {
  AT_AddColumn: ({ def, missing_ok }, { mark, table, tableIfExists, only }, context) => {
    const column = columnDefinition(def && 'ColumnDef' in def ? def.ColumnDef : {}, context, table);
    return { kind: 'add-column', mark, table, tableIfExists, only, column, ifNotExists: missing_ok ?? false };
  },
  AT_DropColumn: ({ name = '', missing_ok, behavior }, { mark, table, tableIfExists, only }) => ({
    kind: 'drop-column', mark, table, tableIfExists, only, column: name, ifExists: missing_ok ?? false, cascade: behavior === 'DROP_CASCADE',
  }),
  AT_AlterColumnType: (command, base, context) => alterType(command, base, context),
  AT_ColumnDefault: ({ name = '', def }, { mark, table, tableIfExists, only }, context) =>
    def
      ? { kind: 'set-default', mark, table, tableIfExists, only, column: name, default: expression(def, context) }
      : { kind: 'drop-default', mark, table, tableIfExists, only, column: name },
  AT_SetNotNull: ({ name = '' }, { mark, table, tableIfExists, only }) => ({ kind: 'set-not-null', mark, table, tableIfExists, only, column: name }),
  AT_DropNotNull: ({ name = '' }, { mark, table, tableIfExists, only }) => ({ kind: 'drop-not-null', mark, table, tableIfExists, only, column: name }),
  AT_AddIdentity: ({ name = '', def }, base) => ({ kind: 'add-identity', column: name, identity: identityOf(def && 'Constraint' in def ? def.Constraint : {}), ...base }),
  AT_DropIdentity: ({ name = '', missing_ok }, base) => ({ kind: 'drop-identity', column: name, ifExists: missing_ok ?? false, ...base }),
  AT_SetExpression: ({ name = '', def }, base, context) => ({ kind: 'set-expression', column: name, expression: constraintExpression(def, context), ...base }),
  AT_DropExpression: ({ name = '', missing_ok }, base) => ({ kind: 'drop-expression', column: name, ifExists: missing_ok ?? false, ...base }),
  AT_AddConstraint: ({ def }, { mark, table, tableIfExists, only }, context) => {
    const constraint = def && 'Constraint' in def ? constraintDefinition(def.Constraint, context) : undefined;
    return constraint && { kind: 'add-constraint', mark, table, tableIfExists, only, constraint };
  },
  AT_ValidateConstraint: ({ name = '' }, base) => ({ kind: 'validate-constraint', constraint: name, ...base }),
  AT_DropConstraint: ({ name = '', missing_ok, behavior }, { mark, table, tableIfExists, only }) => ({
    kind: 'drop-constraint', mark, table, tableIfExists, only, constraint: name, ifExists: missing_ok ?? false, cascade: behavior === 'DROP_CASCADE',
  }),
  AT_AttachPartition: ({ def }, base, context) => {
    const { name, bound } = partition(def);
    return { kind: 'attach-partition', partition: context.relation(name), default: bound?.is_default ?? false, ...base };
  },
  AT_DetachPartition: ({ def }, base, context) => {
    const { name, concurrent } = partition(def);
    return { kind: 'detach-partition', partition: context.relation(name), concurrently: concurrent ?? false, finalize: false, ...base };
  },
  AT_DetachPartitionFinalize: ({ def }, base, context) => ({
    kind: 'detach-partition',
    partition: context.relation(partition(def).name),
    concurrently: false,
    finalize: true,
    ...base,
  }),
  AT_AddInherit: ({ def }, base, context) => ({ kind: 'inherit', parent: parentOf(def, context), remove: false, ...base }),
  AT_DropInherit: ({ def }, base, context) => ({ kind: 'inherit', parent: parentOf(def, context), remove: true, ...base }),
};

function alterType({ name = '', def }: AlterTableCmd, { mark, table, tableIfExists, only }: Base, context: Context): Operation {
  const definition = def && 'ColumnDef' in def ? def.ColumnDef : {};
  const { typeName, raw_default, collClause } = definition;
  return {
    kind: 'alter-column-type',
    mark,
    table,
    tableIfExists,
    only,
    column: name,
    type: context.type(typeName),
    typeMark: context.mark('type', typeName?.location),
    using: raw_default && expression(raw_default, context),
    collation: collClause && words(collClause.collname).join('.'),
  };
}

function partition(def: Node | undefined) {
  return def && 'PartitionCmd' in def ? def.PartitionCmd : {};
}

function parentOf(def: Node | undefined, context: Context): QualifiedName {
  return context.relation(def && 'RangeVar' in def ? def.RangeVar : undefined);
}

/** ALTER INDEX, VIEW, SEQUENCE …: nothing of it but the attaching of an index changes what the catalog says. */
function otherRelation(command: AlterTableCmd, objtype: ObjectType, { mark, table }: Base, context: Context): Operation {
  if (objtype === 'OBJECT_INDEX' && command.subtype === 'AT_AttachPartition') {
    return { kind: 'attach-index', mark, index: table, partition: context.relation(partition(command.def).name) };
  }
  return { kind: 'other', mark, command: `alter ${objectWord(objtype)}`, options: [actionOf(command)], table };
}

const attributeActions: Partial<Readonly<Record<AlterTableType, string>>> = {
  AT_AddColumn: 'add attribute',
  AT_DropColumn: 'drop attribute',
  AT_AlterColumnType: 'alter attribute',
};

/** An attribute of a composite type, which the grammar makes a column of a table. */
function alterAttribute(command: Node, index: number, context: Context): Operation {
  const subtype = 'AlterTableCmd' in command ? command.AlterTableCmd.subtype : undefined;
  return { kind: 'other', mark: context.command(index), command: 'alter type', options: [attributeActions[subtype ?? 'AT_AddColumn'] ?? 'owner to'] };
}
