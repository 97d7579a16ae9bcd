import type { Ast } from '../../parser/ast-reader.ts';
import type { Draft } from '../draft.ts';
import type { ColumnDefinition, ConstraintDefinition, QualifiedName } from '../operation.ts';
import { constraintDefinition } from './constraints.ts';
import type { AstContext } from './context.ts';
import { expression } from './expressions.ts';
import { serialType } from './types.ts';
import { nameOf, parts } from './words.ts';

const none: readonly never[] = [];

/** A column as CREATE TABLE or ADD COLUMN defines it. */
export function columnDefinition(node: Ast.CreateColumnDef, context: AstContext, table: QualifiedName): Draft<ColumnDefinition> {
  const serial = serialType(node.dataType);
  const column: Draft<ColumnDefinition> = {
    name: nameOf(node.name),
    type: serial?.type ?? context.type(node.dataType),
    notNull: serial !== undefined,
    constraints: none,
    mark: context.mark('column', node),
    nameMark: context.mark('name', node.name),
    typeMark: context.typeMark(node.dataType),
  };
  if (serial) column.serial = serial.serial;
  if (node.collate) column.collation = parts(node.collate).join('.');
  const constraints: ConstraintDefinition[] = [];
  for (const constraint of node.constraints ?? none) {
    addProperty(column, constraint, context);
    const definition = constraintDefinition(constraint, context, { column: column.name, table });
    if (definition) constraints.push(definition);
  }
  if (constraints.length > 0) column.constraints = constraints;
  return column;
}

function addProperty(column: Draft<ColumnDefinition>, constraint: Ast.ColumnConstraint, context: AstContext): void {
  switch (constraint.type) {
    case 'default':
      column.default = expression(constraint.default, context);
      return;
    case 'add generated':
      if (constraint.expression) {
        column.generated = { expression: expression(constraint.expression, context), stored: constraint.stored === true };
      } else {
        column.identity = constraint.always === 'always' ? 'always' : 'by default';
        column.notNull = true;
      }
      return;
    case 'not null':
    case 'primary key':
      column.notNull = true;
      return;
    default:
      return;
  }
}
