import type { AstStatement } from '../../parser/ast-reader.ts';
import type { Operation } from '../operation.ts';
import type { AstContext } from './context.ts';

type Type = AstStatement['type'];

/** The statement of a type. */
export type StatementOf<T extends Type> = Extract<AstStatement, { readonly type: T }>;

/** How each type of statement is lowered; undefined where the tree does not say enough. */
export type AstHandlers = {
  readonly [T in Type]?: (statement: StatementOf<T>, context: AstContext) => readonly Operation[] | undefined;
};
