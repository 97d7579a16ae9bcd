import type { Ast } from '../../parser/ast-reader.ts';
import type { AstContext } from './context.ts';
import type { AstHandlers } from './handlers.ts';
import { nameOf } from './words.ts';

export const typeHandlers: AstHandlers = {
  'create enum': ({ name, values }, context) => {
    const texts = values.map((value) => valueOf(value, context));
    if (!texts.every((text) => text !== undefined)) return undefined;
    return [{ kind: 'create-enum', mark: context.whole, type: context.created(name), values: texts }];
  },
  'create composite type': ({ name, attributes }, context) => [
    {
      kind: 'create-composite-type',
      mark: context.whole,
      type: context.created(name),
      attributes: attributes.map((attribute) => ({ name: nameOf(attribute.name), type: context.type(attribute.dataType) })),
    },
  ],
  'alter enum': ({ name, change }, context) => {
    const type = context.existingType(name);
    if (change.type === 'rename') return [{ kind: 'rename-type', mark: context.whole, type, newName: nameOf(change.to) }];
    const value = valueOf(change.add, context);
    return value === undefined ? undefined : [{ kind: 'add-enum-value', mark: context.whole, type, value, ifNotExists: false }];
  },
};

/** A value as written: the tree trims it. */
function valueOf(literal: Ast.Literal, context: AstContext): string | undefined {
  const written = context.written(literal);
  if (written === undefined) return literal.value;
  return written.startsWith("'") ? written.slice(1, -1).replaceAll("''", "'") : undefined;
}
