import type { Ast } from '../../parser/ast-reader.ts';

const firstWords: ReadonlySet<string> = new Set(['timestamp', 'time', 'character', 'bit']);
const generated = /as\s*\(\s*/iy;

/**
 * Where a type begins: the second reader loses the first word of `character varying` and `timestamp with time zone`.
 *
 * @returns undefined where the tree does not say
 */
export function startOfType(type: Ast.DataTypeDef, text: string): number | undefined {
  const start = type._location?.start;
  let innermost = type;
  while (innermost.kind === 'array') innermost = innermost.arrayOf;
  if (start === undefined || !innermost.name.includes(' ')) return start;
  const before = wordBefore(text, start);
  return firstWords.has(text.slice(before, start).trim().toLowerCase()) ? before : start;
}

/** Where the word begins that stands before an offset, blanks between. */
function wordBefore(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && isBlank(text[start - 1])) start--;
  while (start > 0 && /\w/.test(text[start - 1] ?? '')) start--;
  return start;
}

/** Where an expression begins: a subquery or row at its bracket, that of a generated column behind `AS (`. */
export function startOfExpression(node: Ast.Expr, text: string): number | undefined {
  const start = node._location?.start;
  if (start === undefined) return undefined;
  const first = leftmost(node, start);
  if (isInBrackets(first)) return bracketBefore(text, start) ?? start;
  if (first.type === 'cast' && first.to._location?.start === start) return startOfType(first.to, text);
  generated.lastIndex = start;
  return generated.test(text) ? generated.lastIndex : start;
}

/** The innermost expression that begins where the outer one does. */
function leftmost(node: Ast.Expr, start: number): Ast.Expr {
  let first = node;
  for (let next = leftOf(first); next?._location?.start === start; next = leftOf(first)) first = next;
  return first;
}

function leftOf(node: Ast.Expr): Ast.Expr | undefined {
  switch (node.type) {
    case 'binary':
      return node.left;
    case 'unary':
    case 'cast':
    case 'member':
      return node.operand;
    case 'arrayIndex':
      return node.array;
    case 'ternary':
      return node.value;
    default:
      return undefined;
  }
}

function bracketBefore(text: string, offset: number): number | undefined {
  let at = offset;
  while (at > 0 && isBlank(text[at - 1])) at--;
  return text[at - 1] === '(' ? at - 1 : undefined;
}

function isInBrackets({ type }: Ast.Expr): boolean {
  return type === 'select' || type.startsWith('union') || type.startsWith('with') || type === 'values' || type === 'list';
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && character <= ' ';
}
