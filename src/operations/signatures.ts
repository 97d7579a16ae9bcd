import type { Node, TypeName as TypeNode } from '../parser/nodes.ts';
import type { Context } from './context.ts';
import type { TypeName } from './operation.ts';
import { items } from './words.ts';

/** Types that format_type spells otherwise than pg_type (src/backend/utils/adt/format_type.c). */
const spellings: Readonly<Record<string, string>> = {
  bit: 'bit',
  bool: 'boolean',
  bpchar: 'character',
  char: '"char"',
  float4: 'real',
  float8: 'double precision',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  time: 'time without time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  timetz: 'time with time zone',
  varbit: 'bit varying',
  varchar: 'character varying',
};

/** A type of an argument as format_type spells it: modifiers count for nothing there, and arrays have one dimension. */
export function argumentType({ schema, name, dimensions }: TypeName): string {
  const array = dimensions > 0 ? '[]' : '';
  if (schema === 'pg_catalog') return (spellings[name] ?? name) + array;
  return (schema === '' || schema === 'public' ? name : `${schema}.${name}`) + array;
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
