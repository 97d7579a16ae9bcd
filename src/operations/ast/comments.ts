import type { Ast } from '../../parser/ast-reader.ts';
import type { AstHandlers } from './handlers.ts';

type Commented = Ast.CommentStatement['on'];

export const commentHandlers: AstHandlers = {
  comment: ({ on }, context) => {
    const relation = relationOf(on);
    return [{ kind: 'other', mark: context.whole, command: 'comment', options: [kindOf(on)], ...(relation ? { table: context.relation(relation) } : {}) }];
  },
};

/** The tree runs the two words together, whatever its types say. */
function kindOf({ type }: Commented): string {
  return (type as string) === 'materializedview' ? 'materialized view' : type;
}

/** The relation that a comment is about, or whose column. */
function relationOf(on: Commented): Ast.QName | undefined {
  if (on.type === 'column') {
    const { schema, table } = on.column;
    return schema === undefined ? { name: table } : { schema, name: table };
  }
  return on.type === 'type' || on.type === 'database' || on.type === 'trigger' ? undefined : on.name;
}
