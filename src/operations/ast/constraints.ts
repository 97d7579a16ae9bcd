import type { Ast } from '../../parser/ast-reader.ts';
import type { ConstraintDefinition, QualifiedName } from '../operation.ts';
import type { AstContext } from './context.ts';
import { expression } from './expressions.ts';
import { nameOf, namesOf } from './words.ts';

const none: readonly never[] = [];

/** Where a constraint stands: the column it was written at, and the table that is being created. */
interface ConstraintPlace {
  readonly column?: string;
  readonly table?: QualifiedName;
}

/**
 * A constraint of a table, or of a column with the column filled in.
 *
 * @returns undefined for what is no constraint of the table: NULL, DEFAULT, identity, an unnamed NOT NULL
 */
export function constraintDefinition(node: Ast.TableConstraint | Ast.ColumnConstraint, context: AstContext, { column, table }: ConstraintPlace = {}): ConstraintDefinition | undefined {
  const { constraintName } = node;
  const base = {
    ...(constraintName ? { name: nameOf(constraintName) } : {}),
    notValid: false,
    deferrable: false,
    initiallyDeferred: false,
    mark: context.mark('constraint', node),
  };
  const own = column === undefined ? none : [column];
  switch (node.type) {
    case 'primary key':
    case 'unique':
      return { ...base, type: node.type, columns: 'columns' in node ? namesOf(node.columns) : own, include: none, nullsNotDistinct: false };
    case 'check':
      return { ...base, type: 'check', expression: expression(node.expr, context), noInherit: false, enforced: true, ...(column === undefined ? {} : { column }) };
    case 'foreign key':
    case 'reference':
      return {
        ...base,
        type: 'foreign key',
        columns: 'localColumns' in node ? namesOf(node.localColumns) : own,
        references: referenced(node.foreignTable, context, table),
        referencedColumns: namesOf(node.foreignColumns),
        onDelete: node.onDelete ?? 'no action',
        onUpdate: node.onUpdate ?? 'no action',
        enforced: true,
      };
    case 'not null':
      return constraintName && { ...base, type: 'not null', columns: own };
    default:
      return undefined;
  }
}

/** A table may refer to itself before it exists. */
function referenced(written: Ast.QName, context: AstContext, table: QualifiedName | undefined): QualifiedName {
  return table && written.schema === undefined && nameOf(written) === table.name ? table : context.relation(written);
}
