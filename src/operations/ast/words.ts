import type { Ast } from '../../parser/ast-reader.ts';

/** PostgreSQL cuts names at NAMEDATALEN - 1 bytes. */
const longestName = 63;

/** A name as PostgreSQL has it. The tree folds words already, but leaves doubled quotes and does not cut. */
export function folded(name: string): string {
  const unquoted = name.includes('""') ? name.replaceAll('""', '"') : name;
  return unquoted.length * 3 > longestName && Buffer.byteLength(unquoted) > longestName ? cut(unquoted) : unquoted;
}

function cut(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > longestName) break;
    kept += character;
  }
  return kept;
}

export function nameOf({ name }: Ast.Name): string {
  return folded(name);
}

export function namesOf(names: readonly Ast.Name[]): string[] {
  return names.map(nameOf);
}

/** The words of a qualified name, the schema first. */
export function parts({ schema, name }: Ast.QName): string[] {
  return schema === undefined ? [folded(name)] : [folded(schema), folded(name)];
}
