import type { Node, TypeName as TypeNode } from '../parser/nodes.ts';
import { formatType } from '../postgres/types.ts';
import type { Context } from './context.ts';
import type { TypeName } from './operation.ts';
import { items } from './words.ts';

/** A type of an argument, where modifiers count for nothing. */
export function argumentType(type: TypeName): string {
  return type.schema === '' ? type.name : formatType({ ...type, modifiers: [] });
}

/** The input types of a function's parameters. */
export function inputTypes(parameters: readonly Node[] | undefined, context: Context): readonly string[] {
  const types: string[] = [];
  for (const node of parameters ?? []) {
    if (!('FunctionParameter' in node)) continue;
    const { mode, argType } = node.FunctionParameter;
    if (mode !== 'FUNC_PARAM_OUT' && mode !== 'FUNC_PARAM_TABLE') types.push(spelled(argType, context));
  }
  return types;
}

/** The argument types that a DROP or ALTER names; undefined where it names none. */
export function namedArguments(node: Node | undefined, context: Context): readonly string[] | undefined {
  if (!node || !('ObjectWithArgs' in node) || node.ObjectWithArgs.args_unspecified) return undefined;
  return (node.ObjectWithArgs.objargs ?? []).map((argument) => ('TypeName' in argument ? spelled(argument.TypeName, context) : 'NONE'));
}

/** The argument types of CREATE AGGREGATE, `basetype = …` included. */
export function aggregateArguments(args: readonly Node[] | undefined, definition: readonly Node[] | undefined, context: Context): readonly string[] {
  if (args) return inputTypes(args[0] && items(args[0]), context);
  const base = definition?.find((node) => 'DefElem' in node && node.DefElem.defname === 'basetype');
  const type = base && 'DefElem' in base ? base.DefElem.arg : undefined;
  return type && 'TypeName' in type ? [spelled(type.TypeName, context)] : [];
}

/** A type of an argument in the tree, as format_type spells it. */
export function spelled(type: TypeNode | undefined, context: Context): string {
  return argumentType(context.type(type));
}
