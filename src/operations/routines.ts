import type { CreateFunctionStmt, Node } from '../parser/nodes.ts';
import type { Context } from './context.ts';
import type { Routine } from './operation.ts';
import { spelled } from './signatures.ts';
import { items, word } from './words.ts';

/** What CREATE FUNCTION or PROCEDURE says beside the name and the types of the arguments. */
export function routineOf({ parameters = [], returnType, options = [], sql_body }: CreateFunctionStmt, context: Context): Routine {
  const argumentNames: string[] = [];
  const outputs: string[] = [];
  let defaults = 0;
  for (const node of parameters) {
    if (!('FunctionParameter' in node)) continue;
    const { name = '', mode, argType, defexpr } = node.FunctionParameter;
    const isOutput = mode === 'FUNC_PARAM_OUT' || mode === 'FUNC_PARAM_TABLE';
    if (!isOutput) argumentNames.push(name);
    if (isOutput || mode === 'FUNC_PARAM_INOUT') outputs.push(`${name} ${spelled(argType, context)}`.trim());
    if (defexpr) defaults++;
  }
  const language = word(option('language', options)).toLowerCase() || 'sql';
  const body = language === 'sql' && !sql_body ? word(items(option('as', options))[0]) : undefined;
  const volatility = volatilities[word(option('volatility', options)).toLowerCase()] ?? 'volatile';
  return {
    language,
    volatility,
    returns: returnType && `${returnType.setof ? 'setof ' : ''}${spelled(returnType, context)}`,
    outputs,
    argumentNames,
    defaults,
    body: body !== undefined && body.length <= longestBody ? body : undefined,
  };
}

/** Longer ones are no expression that a default could call. */
const longestBody = 500;

const volatilities: Readonly<Record<string, Routine['volatility']>> = { immutable: 'immutable', stable: 'stable', volatile: 'volatile' };

function option(name: string, options: readonly Node[]): Node | undefined {
  for (const node of options) if ('DefElem' in node && node.DefElem.defname === name) return node.DefElem.arg;
  return undefined;
}
