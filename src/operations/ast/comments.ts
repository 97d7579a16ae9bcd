import type { Ast } from '../../parser/ast-reader.ts';
import type { QualifiedName } from '../operation.ts';
import type { AstContext } from './context.ts';
import type { AstHandlers } from './handlers.ts';

type Commented = Ast.CommentStatement['on'];

export const commentHandlers: AstHandlers = {
  comment: ({ on, comment }, context) => {
    const about = on.type === 'column' ? columnOf(on.column, context) : relationOf(on, context);
    if (!about) return undefined;
    const object = kindOf(on);
    return [{ kind: 'other', mark: context.whole, command: 'comment', options: [object], ...(about.name.schema === '' ? {} : { table: about.name }), attached: { object, ...about, comment } }];
  },
};

/** The tree runs the two words together, whatever its types say. */
function kindOf({ type }: Commented): string {
  return (type as string) === 'materializedview' ? 'materialized view' : type;
}

function columnOf({ schema, table, column }: Ast.QColumn, context: AstContext): { readonly name: QualifiedName; readonly part: string } {
  return { name: context.relation(schema === undefined ? { name: table } : { schema, name: table }), part: column };
}

/** Of a trigger the tree has no table; types are left to the first reader. */
function relationOf(on: Exclude<Commented, { type: 'column' }>, context: AstContext): { readonly name: QualifiedName } | undefined {
  if (on.type === 'database') return { name: { schema: '', name: on.name.name } };
  return /^(?:table|view|index|materialized ?view)$/.test(on.type) ? { name: context.relation(on.name) } : undefined;
}
