import type { Node } from '../parser/nodes.ts';
import type { Statement } from '../parser/statement.ts';
import { alterTableHandlers } from './alter-table.ts';
import { Context, type Handlers, type Lowered } from './context.ts';
import { dataHandlers } from './data.ts';
import { doHandlers } from './do-block.ts';
import { dropHandlers } from './drops.ts';
import { indexHandlers } from './indexes.ts';
import type { Names } from './names.ts';
import { objectHandlers } from './objects.ts';
import type { Operation } from './operation.ts';
import { otherHandlers, unhandled } from './other-commands.ts';
import { renameHandlers } from './renames.ts';
import { schemaHandlers } from './schemas.ts';
import { selectHandlers } from './selects.ts';
import { sessionHandlers } from './session.ts';
import { tableHandlers } from './tables.ts';
import { typeHandlers } from './types.ts';
import { viewHandlers } from './views.ts';

const handlers: Handlers = {
  ...tableHandlers,
  ...alterTableHandlers,
  ...indexHandlers,
  ...typeHandlers,
  ...viewHandlers,
  ...schemaHandlers(lowerNode),
  ...doHandlers(lowerNode),
  ...objectHandlers,
  ...dropHandlers,
  ...renameHandlers,
  ...dataHandlers,
  ...selectHandlers,
  ...sessionHandlers,
  ...otherHandlers(lowerNode),
};

type Handler = (content: unknown, context: Context) => Lowered;

const byTag: ReadonlyMap<string, Handler> = new Map(Object.entries(handlers) as [string, Handler][]);

/**
 * What a statement does, in the order in which PostgreSQL does it: at least one operation, and never an exception. What
 * no operation describes becomes `other`.
 *
 * @param names - resolves names as `search_path` and the catalog just before the statement would
 */
export function lower(statement: Statement, names: Names): readonly Operation[] {
  const { node } = statement;
  const context = new Context(statement, names);
  try {
    return lowerNode(node, context);
  } catch (error) {
    // Expressions nested deeper than the stack: PostgreSQL itself would say "stack depth limit exceeded".
    if (error instanceof RangeError) return [unhandled(Object.keys(node).join(), context)];
    throw error;
  }
}

/** Lowers one node of a statement. */
function lowerNode(node: Node, context: Context): readonly Operation[] {
  for (const tag in node) {
    const handler = byTag.get(tag);
    const lowered = handler ? handler((node as Readonly<Record<string, unknown>>)[tag], context) : unhandled(tag, context);
    if (!isSeveral(lowered)) return [lowered];
    return lowered.length > 0 ? lowered : [unhandled(tag, context)];
  }
  return [unhandled('', context)];
}

function isSeveral(lowered: Lowered): lowered is readonly Operation[] {
  return Array.isArray(lowered);
}
