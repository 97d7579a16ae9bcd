import type { Constraint, Node } from '../parser/nodes.ts';
import type { Context } from './context.ts';
import type { Draft } from './draft.ts';
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

/** PRIMARY KEY and UNIQUE are one member of the union. */
type DefinitionOf<T extends ConstraintDefinition['type']> = Extract<ConstraintDefinition, { readonly type: T | 'primary key' }>;

/**
 * A constraint of a table, or of a column with the column filled in.
 *
 * @returns undefined for what is no constraint of the table: NULL, DEFAULT, identity
 */
export function constraintDefinition(node: Constraint, context: Context, place: ConstraintPlace = ofTable): ConstraintDefinition | undefined {
  const { column, table, attributes } = place;
  const name = node.conname;
  const own = column === undefined ? none : [column];
  switch (node.contype) {
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE': {
      const key: Draft<DefinitionOf<'unique'>> = {
        name,
        type: node.contype === 'CONSTR_PRIMARY' ? 'primary key' : 'unique',
        columns: node.keys ? words(node.keys) : own,
        include: node.including ? words(node.including) : none,
        nullsNotDistinct: node.nulls_not_distinct === true,
        notValid: false,
        deferrable: isDeferrable(node, attributes),
        initiallyDeferred: isDeferred(node, attributes),
        mark: context.mark('constraint', node.location),
      };
      if (node.indexname !== undefined) key.usingIndex = node.indexname;
      return key;
    }
    case 'CONSTR_CHECK':
      return {
        name,
        type: 'check',
        column,
        expression: constraintExpression(node.raw_expr, context),
        noInherit: node.is_no_inherit === true,
        enforced: isEnforced(node, attributes),
        notValid: isNotValid(node, attributes),
        deferrable: false,
        initiallyDeferred: false,
        mark: context.mark('constraint', node.location),
      };
    case 'CONSTR_FOREIGN':
      return {
        name,
        type: 'foreign key',
        columns: node.fk_attrs ? words(node.fk_attrs) : own,
        references: referenced(node, context, table),
        referencedColumns: node.pk_attrs ? words(node.pk_attrs) : none,
        onDelete: actions[node.fk_del_action ?? 'a'] ?? 'no action',
        onDeleteColumns: node.fk_del_set_cols && words(node.fk_del_set_cols),
        onUpdate: actions[node.fk_upd_action ?? 'a'] ?? 'no action',
        enforced: isEnforced(node, attributes),
        notValid: isNotValid(node, attributes),
        deferrable: isDeferrable(node, attributes),
        initiallyDeferred: isDeferred(node, attributes),
        mark: context.mark('constraint', node.location),
      };
    case 'CONSTR_EXCLUSION':
      return {
        name,
        type: 'exclusion',
        columns: exclusionColumns(node.exclusions),
        notValid: false,
        deferrable: isDeferrable(node, attributes),
        initiallyDeferred: isDeferred(node, attributes),
        where: node.where_clause && expression(node.where_clause, context),
        mark: context.mark('constraint', node.location),
      };
    case 'CONSTR_NOTNULL':
      return {
        name,
        type: 'not null',
        columns: node.keys ? words(node.keys) : own,
        notValid: isNotValid(node, attributes),
        deferrable: false,
        initiallyDeferred: false,
        mark: context.mark('constraint', node.location),
      };
    default:
      return undefined;
  }
}

/** What is not enforced is not validated either. */
function isNotValid(node: Constraint, attributes: ConstraintAttributes | undefined): boolean {
  return node.skip_validation === true || attributes?.notEnforced === true;
}

function isDeferrable(node: Constraint, attributes: ConstraintAttributes | undefined): boolean {
  return node.deferrable === true || attributes?.deferrable === true;
}

function isDeferred(node: Constraint, attributes: ConstraintAttributes | undefined): boolean {
  return node.initdeferred === true || attributes?.deferred === true;
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
