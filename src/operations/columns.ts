import type { ColumnDef, Constraint } from '../parser/nodes.ts';
import { constraintDefinition, constraintExpression, type ConstraintAttributes } from './constraints.ts';
import type { Context } from './context.ts';
import type { Draft } from './draft.ts';
import { withItem } from './lists.ts';
import type { ColumnDefinition, QualifiedName } from './operation.ts';
import { serialType } from './type-names.ts';
import { words } from './words.ts';

const none: readonly never[] = [];

/** A column as CREATE TABLE or ADD COLUMN defines it. */
export function columnDefinition(node: ColumnDef, context: Context, table?: QualifiedName): ColumnDefinition {
  const serial = serialType(node.typeName);
  const name = node.colname ?? '';
  const column: Draft<ColumnDefinition> = {
    name,
    type: serial?.type ?? context.type(node.typeName),
    serial: serial?.serial,
    notNull: serial !== undefined || node.is_not_null === true,
    default: undefined,
    identity: undefined,
    generated: undefined,
    collation: node.collClause && words(node.collClause.collname).join('.'),
    constraints: none,
    mark: context.mark('column', node.location),
    nameMark: context.mark('name', node.location),
    typeMark: context.mark('type', node.typeName?.location),
  };
  if (node.constraints) addConstraints(column, node, context, table);
  return column;
}

function addConstraints(column: Draft<ColumnDefinition>, node: ColumnDef, context: Context, table: QualifiedName | undefined): void {
  const nodes = node.constraints ?? [];
  for (let index = 0; index < nodes.length; index++) {
    const each = nodes[index];
    if (!each || !('Constraint' in each)) continue;
    const constraint = each.Constraint;
    if (addProperty(column, constraint, context)) continue;
    const definition = constraintDefinition(constraint, context, { column: column.name, table, attributes: attributesAfter(nodes, index) });
    if (definition) column.constraints = withItem(column.constraints, definition);
  }
}

/** @returns whether that is all there is to it: no constraint of its own */
function addProperty(column: Draft<ColumnDefinition>, constraint: Constraint, context: Context): boolean {
  switch (constraint.contype) {
    case 'CONSTR_DEFAULT':
      column.default = constraintExpression(constraint.raw_expr, context);
      return true;
    case 'CONSTR_IDENTITY':
      column.identity = identityOf(constraint);
      column.notNull = true;
      return true;
    case 'CONSTR_GENERATED':
      column.generated = { expression: constraintExpression(constraint.raw_expr, context), stored: constraint.generated_kind !== 'v' };
      return true;
    case 'CONSTR_NOTNULL':
      column.notNull = true;
      return constraint.conname === undefined;
    case 'CONSTR_PRIMARY':
      column.notNull = true;
      return false;
    default:
      return false;
  }
}

/** `ATTRIBUTE_IDENTITY_…`: `a` for ALWAYS, `d` for BY DEFAULT. */
export function identityOf(constraint: Constraint): 'always' | 'by default' {
  return constraint.generated_when === 'a' ? 'always' : 'by default';
}

/** The grammar gives DEFERRABLE, INITIALLY DEFERRED and NOT ENFORCED as nodes behind their constraint. */
function attributesAfter(nodes: NonNullable<ColumnDef['constraints']>, index: number): ConstraintAttributes | undefined {
  let attributes: Draft<ConstraintAttributes> | undefined;
  for (let next = index + 1; next < nodes.length; next++) {
    const node = nodes[next];
    const kind = node && 'Constraint' in node ? node.Constraint.contype : undefined;
    if (!kind?.startsWith('CONSTR_ATTR_')) break;
    attributes ??= {};
    if (kind === 'CONSTR_ATTR_DEFERRABLE') attributes.deferrable = true;
    if (kind === 'CONSTR_ATTR_DEFERRED') attributes.deferrable = attributes.deferred = true;
    if (kind === 'CONSTR_ATTR_NOT_ENFORCED') attributes.notEnforced = true;
  }
  return attributes;
}
