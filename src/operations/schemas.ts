import type { CreateSchemaStmt, Node } from '../parser/nodes.ts';
import type { Context, Handlers, Lowered, LowerNode } from './context.ts';
import type { Names } from './names.ts';
import type { Operation, OperationOf, QualifiedName } from './operation.ts';
import { items, words } from './words.ts';

/** @param lowerNode - for the statements inside CREATE SCHEMA */
export function schemaHandlers(lowerNode: LowerNode): Handlers {
  return {
    CreateSchemaStmt: (node, context) => createSchema(node, context, lowerNode),
    CreateSeqStmt: ({ sequence, options, if_not_exists }, context) => ({
      kind: 'create-sequence',
      mark: context.whole,
      sequence: context.created(sequence),
      ifNotExists: if_not_exists ?? false,
      temporary: sequence?.relpersistence === 't',
      ...typed(options, context),
      ...ownedBy(options, context),
    }),
    AlterSeqStmt: ({ sequence, options }, context) => ({
      kind: 'alter-sequence', mark: context.whole, sequence: context.relation(sequence), ...typed(options, context), ...ownedBy(options, context),
    }),
  };
}

/** AS bigint. */
function typed(options: readonly Node[] | undefined, context: Context): Pick<OperationOf<'alter-sequence'>, 'type'> {
  for (const option of options ?? []) {
    if (!('DefElem' in option) || option.DefElem.defname !== 'as') continue;
    const { arg } = option.DefElem;
    return arg && 'TypeName' in arg ? { type: context.type(arg.TypeName) } : {};
  }
  return {};
}

/** OWNED BY table.column; OWNED BY NONE owns nothing. */
function ownedBy(options: readonly Node[] | undefined, context: Context): Pick<OperationOf<'alter-sequence'>, 'ownedBy'> {
  for (const option of options ?? []) {
    if (!('DefElem' in option) || option.DefElem.defname !== 'owned_by') continue;
    const nodes = items(option.DefElem.arg);
    if (nodes.length < 2) return {};
    const column = words(nodes.slice(-1))[0] ?? '';
    return { ownedBy: { table: context.relationNamed(nodes.slice(0, -1)), column } };
  }
  return {};
}

function createSchema({ schemaname, authrole, schemaElts, if_not_exists }: CreateSchemaStmt, context: Context, lowerNode: LowerNode): Lowered {
  const schema = schemaname ?? authrole?.rolename ?? authrole?.roletype?.slice('ROLESPEC_'.length).toLowerCase() ?? '';
  const create: Operation = { kind: 'create-schema', mark: context.whole, schema, ifNotExists: if_not_exists ?? false };
  if (!schemaElts) return create;
  const inner = context.under(new SchemaNames(schema, context.names));
  return [create, ...schemaElts.flatMap((element) => lowerNode(element, inner))];
}

/** Names inside CREATE SCHEMA: what it makes stands in the new schema, and is found there first. */
class SchemaNames implements Names {
  readonly #schema: string;
  readonly #around: Names;
  readonly #made = new Set<string>();

  constructor(schema: string, around: Names) {
    this.#schema = schema;
    this.#around = around;
  }

  relation(schema: string | undefined, name: string): QualifiedName {
    return schema === undefined && this.#made.has(name) ? { schema: this.#schema, name } : this.#around.relation(schema, name);
  }

  type(schema: string | undefined, name: string): QualifiedName {
    return schema === undefined && this.#made.has(name) ? { schema: this.#schema, name } : this.#around.type(schema, name);
  }

  created(schema: string | undefined, name: string, temporary?: boolean): QualifiedName {
    if (schema !== undefined || temporary) return this.#around.created(schema, name, temporary);
    this.#made.add(name);
    return { schema: this.#schema, name };
  }
}
