import type { Ast } from '../../parser/ast-reader.ts';
import type { AstContext } from './context.ts';
import { startOfType } from './places.ts';

/** `ADD COLUMN x` without a type, which the second reader takes for a column `column` of type `x`: PostgreSQL refuses both. */
export function isColumnWithoutType({ name }: Ast.CreateColumnDef): boolean {
  const place = name._location;
  return name.name === 'column' && (!place || place.end - place.start === name.name.length);
}

/** `time(3) with time zone`, which the second reader calls a timestamp: the text tells. */
export function isTimeOfDay(type: Ast.DataTypeDef, { text }: AstContext): type is Ast.BasicDataTypeDef {
  if (type.kind === 'array' || !type.config || !type.name.startsWith('timestamp w')) return false;
  const start = startOfType(type, text);
  return start !== undefined && /^time\b/i.test(text.slice(start, start + 'time '.length));
}

export function timeOfDay(type: Ast.BasicDataTypeDef): Ast.BasicDataTypeDef {
  return { ...type, name: type.name.replace('timestamp', 'time') };
}

/** `DROP FUNCTION f(double precision)`, which the second reader takes for an argument `double` of type `precision`. */
export function isHalfAType({ type, name }: NonNullable<Ast.DropFunctionStatement['arguments']>[number]): boolean {
  return name !== undefined && type.kind === undefined && (type.name === 'precision' || type.name === 'varying');
}
