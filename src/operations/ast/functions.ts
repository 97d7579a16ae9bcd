import type { Ast } from '../../parser/ast-reader.ts';
import type { Operation } from '../operation.ts';
import { argumentType } from '../signatures.ts';
import type { AstContext } from './context.ts';
import { isHalfAType } from './false-readings.ts';
import type { AstHandlers } from './handlers.ts';

export const functionHandlers: AstHandlers = {
  'create function': createFunction,
  'drop function': dropFunction,
};

function dropFunction({ name, ifExists, arguments: types }: Ast.DropFunctionStatement, context: AstContext): readonly Operation[] | undefined {
  if (types?.some(isHalfAType)) return undefined;
  return [
    {
      kind: 'drop-object',
      mark: context.whole,
      ifExists: ifExists ?? false,
      cascade: false,
      object: 'function',
      name: context.created(name),
      ...(types ? { arguments: types.map(({ type }) => argumentType(context.type(type))) } : {}),
    },
  ];
}

function createFunction({ name, orReplace, arguments: parameters }: Ast.CreateFunctionStatement, context: AstContext): readonly Operation[] {
  const inputs = parameters.filter(({ mode }) => mode !== 'out');
  return [
    {
      kind: 'create-object',
      mark: context.whole,
      object: 'function',
      name: context.created(name),
      orReplace: orReplace ?? false,
      ifNotExists: false,
      arguments: inputs.map(({ type }) => argumentType(context.type(type))),
    },
  ];
}
