import type { AlterDomainStmt, AlterEnumStmt, Constraint, CreateDomainStmt, Node } from '../parser/nodes.ts';
import { constraintExpression } from './constraints.ts';
import type { Context, Handlers } from './context.ts';
import type { Expression, Operation, OperationOf, QualifiedName } from './operation.ts';
import { words, writtenName } from './words.ts';

export const typeHandlers: Handlers = {
  CreateEnumStmt: ({ typeName, vals }, context) => ({ kind: 'create-enum', mark: context.whole, type: createdType(typeName, context), values: words(vals) }),
  AlterEnumStmt: alterEnum,
  CreateDomainStmt: createDomain,
  AlterDomainStmt: alterDomain,
  CompositeTypeStmt: ({ typevar, coldeflist }, context) => ({
    kind: 'create-composite-type',
    mark: context.whole,
    type: context.created(typevar),
    attributes: (coldeflist ?? []).flatMap((node) =>
      'ColumnDef' in node ? [{ name: node.ColumnDef.colname ?? '', type: context.type(node.ColumnDef.typeName) }] : [],
    ),
  }),
  CreateRangeStmt: ({ typeName }, context) => ({
    kind: 'create-object', mark: context.whole, object: 'type', name: createdType(typeName, context), orReplace: false, ifNotExists: false,
  }),
};

function createdType(nodes: readonly Node[] | undefined, context: Context): QualifiedName {
  const { schema, name } = writtenName(nodes);
  return context.names.created(schema, name);
}

/** A type that is meant to exist, written as a list of words. */
export function existingType(nodes: readonly Node[] | undefined, context: Context): QualifiedName {
  const { schema, name } = writtenName(nodes);
  return context.names.type(schema, name);
}

function alterEnum(node: AlterEnumStmt, context: Context): Operation {
  const { typeName, oldVal, newVal = '', newValNeighbor, newValIsAfter, skipIfNewValExists } = node;
  const base = { mark: context.whole, type: existingType(typeName, context) };
  if (oldVal !== undefined) return { kind: 'rename-enum-value', value: oldVal, newValue: newVal, ...base };
  const neighbour = newValNeighbor === undefined ? {} : newValIsAfter ? { after: newValNeighbor } : { before: newValNeighbor };
  return { kind: 'add-enum-value', value: newVal, ifNotExists: skipIfNewValExists ?? false, ...base, ...neighbour };
}

function createDomain({ domainname, typeName, constraints }: CreateDomainStmt, context: Context): Operation {
  let notNull = false;
  let defaultValue: Expression | undefined;
  const checks: Expression[] = [];
  for (const node of constraints ?? []) {
    const constraint: Constraint = 'Constraint' in node ? node.Constraint : {};
    if (constraint.contype === 'CONSTR_NOTNULL') notNull = true;
    if (constraint.contype === 'CONSTR_DEFAULT') defaultValue = constraintExpression(constraint.raw_expr, context);
    if (constraint.contype === 'CONSTR_CHECK') checks.push(constraintExpression(constraint.raw_expr, context));
  }
  const type = createdType(domainname, context);
  return { kind: 'create-domain', mark: context.whole, type, base: context.type(typeName), notNull, checks, ...(defaultValue ? { default: defaultValue } : {}) };
}

/** `subtype` of AlterDomainStmt in src/include/nodes/parsenodes.h; ADD and SET DEFAULT need a second look. */
const domainActions: Readonly<Record<string, OperationOf<'alter-domain'>['action']>> = {
  N: 'drop-not-null',
  O: 'set-not-null',
  X: 'drop-constraint',
  V: 'validate',
};

function alterDomain({ subtype = '', typeName, def }: AlterDomainStmt, context: Context): Operation {
  const constraint = def && 'Constraint' in def ? def.Constraint : undefined;
  const added = constraint?.contype === 'CONSTR_NOTNULL' ? 'set-not-null' : 'add-check';
  const defaulted = def ? 'set-default' : 'drop-default';
  const action = domainActions[subtype] ?? (subtype === 'C' ? added : defaulted);
  return { kind: 'alter-domain', mark: context.whole, type: existingType(typeName, context), action, notValid: constraint?.skip_validation ?? false };
}
