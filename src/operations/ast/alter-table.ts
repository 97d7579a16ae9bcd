import type { Ast } from '../../parser/ast-reader.ts';
import type { Mark } from '../../parser/mark.ts';
import type { ConstraintDefinition, Operation, OperationKind, QualifiedName } from '../operation.ts';
import { columnDefinition } from './columns.ts';
import { constraintDefinition } from './constraints.ts';
import type { AstContext } from './context.ts';
import { expression } from './expressions.ts';
import { isColumnWithoutType } from './false-readings.ts';
import type { AstHandlers } from './handlers.ts';
import { nameOf } from './words.ts';

/** What every command of one ALTER TABLE has. */
interface Base {
  readonly mark: Mark;
  readonly table: QualifiedName;
  readonly tableIfExists: boolean;
  readonly only?: boolean;
}

export const alterTableHandlers: AstHandlers = { 'alter table': alterTable };

function alterTable({ table: written, ifExists, only, changes }: Ast.AlterTableStatement, context: AstContext): readonly Operation[] | undefined {
  const table = context.relation(written);
  const operations: Operation[] = [];
  for (const [index, change] of changes.entries()) {
    const isRename = change.type.startsWith('rename');
    const mark = isRename ? context.whole : context.command(index);
    const base = { mark, table, tableIfExists: ifExists ?? false };
    const operation = command(change, isRename ? base : { ...base, only: only ?? false }, context);
    if (!operation) return undefined;
    operations.push(operation);
  }
  return operations.length > 1 ? operations.sort((a, b) => passOf(a) - passOf(b)) : operations;
}

function command(change: Ast.TableAlteration, base: Base, context: AstContext): Operation | undefined {
  switch (change.type) {
    case 'rename':
      return { kind: 'rename-table', ...base, newName: nameOf(change.to), object: 'table' };
    case 'rename column':
      return { kind: 'rename-column', ...base, column: nameOf(change.column), newName: nameOf(change.to) };
    case 'rename constraint':
      return { kind: 'rename-constraint', ...base, constraint: nameOf(change.constraint), newName: nameOf(change.to) };
    case 'add column': {
      if (isColumnWithoutType(change.column)) return undefined;
      return { kind: 'add-column', ...base, column: columnDefinition(change.column, context, base.table), ifNotExists: change.ifNotExists ?? false };
    }
    case 'drop column':
      return { kind: 'drop-column', ...base, ...dropping(change), column: nameOf(change.column) };
    case 'drop constraint':
      return { kind: 'drop-constraint', ...base, ...dropping(change), constraint: nameOf(change.constraint) };
    case 'add constraint': {
      const constraint = constraintDefinition(change.constraint, context);
      return constraint && { kind: 'add-constraint', ...base, constraint };
    }
    case 'owner':
      return { kind: 'alter-table', ...base, action: 'owner to', argument: nameOf(change.to) };
    case 'alter column':
      return alterColumn(change, base, context);
  }
}

function dropping({ ifExists, behaviour }: Ast.TableAlterationDropColumn | Ast.TableAlterationDropConstraint): { readonly ifExists: boolean; readonly cascade: boolean } {
  return { ifExists: ifExists ?? false, cascade: behaviour === 'cascade' };
}

function alterColumn({ column: written, alter }: Ast.TableAlterationAlterColumn, base: Base, context: AstContext): Operation | undefined {
  const column = nameOf(written);
  switch (alter.type) {
    case 'set type':
      return { kind: 'alter-column-type', ...base, column, type: context.type(alter.dataType), typeMark: context.typeMark(alter.dataType) };
    case 'set default':
      return { kind: 'set-default', ...base, column, default: expression(alter.default, context) };
    case 'drop default':
      return { kind: 'drop-default', ...base, column };
    case 'set not null':
      return { kind: 'set-not-null', ...base, column };
    case 'drop not null':
      return { kind: 'drop-not-null', ...base, column };
    case 'add generated':
      if (alter.expression) return undefined;
      return { kind: 'add-identity', ...base, column, identity: alter.always === 'always' ? 'always' : 'by default' };
  }
}

/**
 * The passes in which PostgreSQL works off the commands of one ALTER TABLE (ATPrepCmd in
 * src/backend/commands/tablecmds.c): drops, new types, new columns, NOT NULL, constraints with an index, then others.
 */
const passes: Partial<Readonly<Record<OperationKind, number>>> = {
  'drop-column': 0,
  'drop-constraint': 0,
  'drop-not-null': 0,
  'drop-default': 0,
  'alter-column-type': 1,
  'add-column': 2,
  'set-not-null': 3,
  'set-default': 5,
  'add-identity': 5,
};

function passOf(operation: Operation): number {
  if (operation.kind === 'add-constraint') return hasIndex(operation.constraint) ? 4 : 5;
  return passes[operation.kind] ?? 6;
}

function hasIndex({ type }: ConstraintDefinition): boolean {
  return type === 'primary key' || type === 'unique';
}
