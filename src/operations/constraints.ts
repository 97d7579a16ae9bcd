import type { Constraint, Node } from '../parser/nodes.ts';
import type { Context } from './context.ts';
import type { ConstraintDefinition, Expression, ForeignKeyAction, QualifiedName } from './operation.ts';
import { expression } from './expressions.ts';
import { items, words } from './words.ts';

/** `FKCONSTR_ACTION_…` in src/include/nodes/parsenodes.h. */
const actions: Readonly<Record<string, ForeignKeyAction>> = { a: 'no action', r: 'restrict', c: 'cascade', n: 'set null', d: 'set default' };

const none: readonly never[] = [];

/** What stands behind a column's constraint as a node of its own: `DEFERRABLE`, `NOT ENFORCED` … */
export interface ConstraintAttributes {
  readonly deferrable?: boolean;
  readonly deferred?: boolean;
  readonly notEnforced?: boolean;
}

/** Where a constraint stands: the column it was written at, and the table that is being created. */
export interface ConstraintPlace {
  readonly column?: string | undefined;
  readonly table?: QualifiedName | undefined;
  readonly attributes?: ConstraintAttributes | undefined;
}

const ofTable: ConstraintPlace = {};

/**
 * A constraint of a table, or of a column with the column filled in.
 *
 * @returns undefined for what is no constraint of the table: NULL, DEFAULT, identity
 */
export function constraintDefinition(node: Constraint, context: Context, { column, table, attributes }: ConstraintPlace = ofTable): ConstraintDefinition | undefined {
  const base = {
    ...(node.conname === undefined ? {} : { name: node.conname }),
    notValid: node.skip_validation ?? false,
    deferrable: (node.deferrable ?? attributes?.deferrable) === true,
    initiallyDeferred: (node.initdeferred ?? attributes?.deferred) === true,
    mark: context.mark('constraint', node.location),
  };
  const own = column === undefined ? none : [column];
  switch (node.contype) {
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
      return {
        ...base,
        type: node.contype === 'CONSTR_PRIMARY' ? 'primary key' : 'unique',
        columns: node.keys ? words(node.keys) : own,
        ...(node.indexname === undefined ? {} : { usingIndex: node.indexname }),
        include: node.including ? words(node.including) : none,
        nullsNotDistinct: node.nulls_not_distinct ?? false,
      };
    case 'CONSTR_CHECK':
      return {
        ...base,
        type: 'check',
        expression: constraintExpression(node.raw_expr, context),
        noInherit: node.is_no_inherit ?? false,
        enforced: isEnforced(node, attributes),
        ...(column === undefined ? {} : { column }),
      };
    case 'CONSTR_FOREIGN':
      return {
        ...base,
        type: 'foreign key',
        columns: node.fk_attrs ? words(node.fk_attrs) : own,
        references: referenced(node, context, table),
        referencedColumns: node.pk_attrs ? words(node.pk_attrs) : none,
        onDelete: actions[node.fk_del_action ?? 'a'] ?? 'no action',
        onUpdate: actions[node.fk_upd_action ?? 'a'] ?? 'no action',
        enforced: isEnforced(node, attributes),
      };
    case 'CONSTR_EXCLUSION':
      return {
        ...base,
        type: 'exclusion',
        columns: exclusionColumns(node.exclusions),
        ...(node.where_clause ? { where: expression(node.where_clause, context) } : {}),
      };
    case 'CONSTR_NOTNULL':
      return { ...base, type: 'not null', columns: node.keys ? words(node.keys) : own };
    default:
      return undefined;
  }
}

/** The expression of a CHECK, DEFAULT or generated column. */
export function constraintExpression(node: Node | undefined, context: Context): Expression {
  return expression(node ?? { SetToDefault: {} }, context);
}

function isEnforced(node: Constraint, attributes: ConstraintAttributes | undefined): boolean {
  return node.is_enforced === true && attributes?.notEnforced !== true;
}

/** A table may refer to itself before it exists. */
function referenced({ pktable }: Constraint, context: Context, table: QualifiedName | undefined): QualifiedName {
  if (table && pktable?.relname === table.name && pktable.schemaname === undefined) return table;
  return context.relation(pktable);
}

function exclusionColumns(pairs: readonly Node[] | undefined): readonly string[] {
  const columns: string[] = [];
  for (const pair of pairs ?? []) {
    const [element] = items(pair);
    if (element && 'IndexElem' in element && element.IndexElem.name !== undefined) columns.push(element.IndexElem.name);
  }
  return columns;
}
