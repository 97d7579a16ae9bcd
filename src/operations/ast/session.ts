import type { Ast } from '../../parser/ast-reader.ts';
import type { Operation, OperationOf } from '../operation.ts';
import type { AstContext } from './context.ts';
import type { AstHandlers } from './handlers.ts';

const transaction =
  (action: OperationOf<'transaction'>['action']) =>
  (_: Ast.PGNode, context: AstContext): readonly Operation[] => [{ kind: 'transaction', mark: context.whole, action, chain: false }];

export const sessionHandlers: AstHandlers = {
  begin: transaction('begin'),
  'start transaction': transaction('begin'),
  commit: transaction('commit'),
  rollback: transaction('rollback'),
  set: ({ variable, scope, set }, context) => {
    const values = valuesOf(set);
    return values && [{ kind: 'set', mark: context.whole, setting: variable.name.toLowerCase(), values, local: scope === 'local' }];
  },
  'set timezone': ({ to }, context) => {
    if (to.type === 'interval') return undefined;
    return [{ kind: 'set', mark: context.whole, setting: 'timezone', values: to.type === 'value' ? [String(to.value)] : [], local: false }];
  },
  'set names': ({ to }, context) => [{ kind: 'set', mark: context.whole, setting: 'client_encoding', values: [to.value], local: false }],
};

type Value = Exclude<Ast.SetGlobalValue, { readonly type: 'list' | 'default' }>;

function valuesOf(set: Ast.SetGlobalValue): readonly string[] | undefined {
  if (set.type === 'default') return [];
  if (set.type !== 'list') return [valueOf(set)];
  const values = set.values.map(fromListItem);
  return values.every((value) => value !== undefined) ? values.map(valueOf) : undefined;
}

/** From the second item on the tree has the comma and the value, whatever its types say. */
function fromListItem(item: Value | readonly unknown[]): Value | undefined {
  return Array.isArray(item) ? (item.at(-1) as Value | undefined) : (item as Value);
}

function valueOf(value: Value): string {
  return value.type === 'identifier' ? value.name : String(value.value);
}
