import type { AstStatement, AstStatementRead } from '../parser/ast-reader.ts';
import { alterTableHandlers } from './ast/alter-table.ts';
import { commentHandlers } from './ast/comments.ts';
import { AstContext } from './ast/context.ts';
import { dataHandlers } from './ast/data.ts';
import { typeHandlers } from './ast/enums.ts';
import { functionHandlers } from './ast/functions.ts';
import type { AstHandlers } from './ast/handlers.ts';
import { objectHandlers } from './ast/objects.ts';
import { sessionHandlers } from './ast/session.ts';
import { tableHandlers } from './ast/tables.ts';
import type { Names } from './names.ts';
import type { Operation } from './operation.ts';

const handlers: AstHandlers = {
  ...tableHandlers,
  ...alterTableHandlers,
  ...objectHandlers,
  ...functionHandlers,
  ...typeHandlers,
  ...dataHandlers,
  ...sessionHandlers,
  ...commentHandlers,
};

/** The text that a tree was read from. */
export interface AstSource {
  /** The statement's text: the tree rounds numbers and trims strings. */
  readonly text: string;
  /** Where the text starts in its file. */
  readonly start: number;
}

/**
 * The operations of a statement by the second reader's tree: the same as `lower` gives for PostgreSQL's.
 *
 * @returns undefined where the tree does not say enough
 */
export function lowerAst(ast: AstStatement, names: Names, { text, start }: AstSource): readonly Operation[] | undefined {
  const handler = handlers[ast.type] as ((statement: AstStatement, context: AstContext) => readonly Operation[] | undefined) | undefined;
  return handler?.(ast, new AstContext(names, text, start));
}

/**
 * The operations of a statement that the second reader read in place of PostgreSQL's grammar: at least one; `other` where
 * it could not read it.
 */
export function lowerAstStatement({ span, ast, text, command }: AstStatementRead, names: Names): readonly Operation[] {
  const operations = ast && lowerAst(ast, names, { text, start: span.start });
  if (operations && operations.length > 0) return operations;
  const mark = { part: 'statement' } as const;
  if (ast?.type === 'do') return [{ kind: 'do', mark, language: ast.language?.name ?? 'plpgsql', read: false }];
  return [{ kind: 'other', mark, command, options: [] }];
}
