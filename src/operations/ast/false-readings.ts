import type { Ast } from '../../parser/ast-reader.ts';

/** `ADD COLUMN x` without a type, which the second reader takes for a column `column` of type `x`: PostgreSQL refuses both. */
export function isColumnWithoutType({ name }: Ast.CreateColumnDef): boolean {
  const place = name._location;
  return name.name === 'column' && (!place || place.end - place.start === name.name.length);
}
