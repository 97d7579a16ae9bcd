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

/** What every command of one ALTER TABLE has. */
interface Base {
  readonly mark: Mark;
  readonly table: QualifiedName;
  readonly tableIfExists?: true;
  readonly only?: true;
}

type Command = (command: AlterTableCmd, base: Base, context: Context) => Operation | undefined;

export const alterTableHandlers: Handlers = { AlterTableStmt: alterTable };

const tables: ReadonlySet<ObjectType> = new Set<ObjectType>(['OBJECT_TABLE', 'OBJECT_FOREIGN_TABLE']);

function alterTable(node: AlterTableStmt, context: Context): readonly Operation[] {
  const { relation, objtype = 'OBJECT_TABLE', cmds = [] } = node;
  if (objtype === 'OBJECT_TYPE') return cmds.map((command, index) => alterAttribute(command, index, context));
  const table = context.relation(relation);
  const lowered = cmds.flatMap((each, index) => {
    if (!('AlterTableCmd' in each)) return [];
    const command = each.AlterTableCmd;
    const mark = context.command(index);
    const base: Base = { mark, table, ...(node.missing_ok ? { tableIfExists: true } : {}), ...(relation?.inh ? {} : { only: true }) };
    const operation = tables.has(objtype) ? commandOperation(command, base, context) : otherRelation(command, objtype, base, context);
    return [{ operation, pass: passOf(command) }];
  });
  if (lowered.length > 1) lowered.sort((a, b) => a.pass - b.pass);
  return lowered.map(({ operation }) => operation);
}

function commandOperation(command: AlterTableCmd, base: Base, context: Context): Operation {
  const subtype = command.subtype ?? 'AT_AddColumn';
  const operation = commands[subtype]?.(command, base, context);
  if (operation) return operation;
  const argument = argumentOf(command);
  const altered = command.def && 'ATAlterConstraint' in command.def ? command.def.ATAlterConstraint : undefined;
  const enforced = altered?.alterEnforceability ? { enforced: altered.is_enforced ?? false } : {};
  return { kind: 'alter-table', ...base, action: actionOf(command), ...(argument === undefined ? {} : { argument }), ...enforced };
}

const commands: Partial<Readonly<Record<AlterTableType, Command>>> = {
  AT_AddColumn: ({ def, missing_ok }, base, context) => {
    const column = columnDefinition(def && 'ColumnDef' in def ? def.ColumnDef : {}, context, base.table);
    return { kind: 'add-column', ...base, column, ifNotExists: missing_ok ?? false };
  },
  AT_DropColumn: (command, base) => ({ kind: 'drop-column', ...base, ...dropping(command), column: command.name ?? '' }),
  AT_AlterColumnType: (command, base, context) => alterType(command, base, context),
  AT_ColumnDefault: ({ name = '', def }, base, context) =>
    def ? { kind: 'set-default', ...base, column: name, default: expression(def, context) } : { kind: 'drop-default', ...base, column: name },
  AT_SetNotNull: ({ name = '' }, base) => ({ kind: 'set-not-null', ...base, column: name }),
  AT_DropNotNull: ({ name = '' }, base) => ({ kind: 'drop-not-null', ...base, column: name }),
  AT_AddIdentity: ({ name = '', def }, base) => ({ kind: 'add-identity', ...base, column: name, identity: identityOf(def && 'Constraint' in def ? def.Constraint : {}) }),
  AT_DropIdentity: ({ name = '', missing_ok }, base) => ({ kind: 'drop-identity', ...base, column: name, ifExists: missing_ok ?? false }),
  AT_SetExpression: ({ name = '', def }, base, context) => ({ kind: 'set-expression', ...base, column: name, expression: constraintExpression(def, context) }),
  AT_DropExpression: ({ name = '', missing_ok }, base) => ({ kind: 'drop-expression', ...base, column: name, ifExists: missing_ok ?? false }),
  AT_AddConstraint: ({ def }, base, context) => {
    const constraint = def && 'Constraint' in def ? constraintDefinition(def.Constraint, context) : undefined;
    return constraint && { kind: 'add-constraint', ...base, constraint };
  },
  AT_ValidateConstraint: ({ name = '' }, base) => ({ kind: 'validate-constraint', ...base, constraint: name }),
  AT_DropConstraint: (command, base) => ({ kind: 'drop-constraint', ...base, ...dropping(command), constraint: command.name ?? '' }),
  AT_AttachPartition: ({ def }, base, context) => {
    const { name, bound } = partition(def);
    return { kind: 'attach-partition', ...base, partition: context.relation(name), default: bound?.is_default ?? false };
  },
  AT_DetachPartition: ({ def }, base, context) => {
    const { name, concurrent } = partition(def);
    return { kind: 'detach-partition', ...base, partition: context.relation(name), concurrently: concurrent ?? false, finalize: false };
  },
  AT_DetachPartitionFinalize: ({ def }, base, context) => ({
    kind: 'detach-partition',
    ...base,
    partition: context.relation(partition(def).name),
    concurrently: false,
    finalize: true,
  }),
  AT_AddInherit: ({ def }, base, context) => ({ kind: 'inherit', ...base, parent: parentOf(def, context), remove: false }),
  AT_DropInherit: ({ def }, base, context) => ({ kind: 'inherit', ...base, parent: parentOf(def, context), remove: true }),
};

function alterType({ name = '', def }: AlterTableCmd, base: Base, context: Context): Operation {
  const definition = def && 'ColumnDef' in def ? def.ColumnDef : {};
  const { typeName, raw_default, collClause } = definition;
  return {
    kind: 'alter-column-type',
    ...base,
    column: name,
    type: context.type(typeName),
    ...(raw_default ? { using: expression(raw_default, context) } : {}),
    ...(collClause ? { collation: words(collClause.collname).join('.') } : {}),
    typeMark: context.mark('type', typeName?.location),
  };
}

function dropping({ missing_ok, behavior }: AlterTableCmd): { readonly ifExists: boolean; readonly cascade: boolean } {
  return { ifExists: missing_ok ?? false, cascade: behavior === 'DROP_CASCADE' };
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
