import { parseSql } from '../parser/postgres-grammar.ts';
import type { A_Expr, FuncCall, Node } from '../parser/nodes.ts';
import { quoteIdentifier, quoteLiteral } from '../postgres/identifiers.ts';
import { word } from './words.ts';

/**
 * The string that an expression of PL/pgSQL is, where constants alone make it: literals, `||`, format(), quote_ident()
 * and quote_literal().
 *
 * @returns undefined where only the server can know
 */
export function constantText(expression: string): string | undefined {
  // Most are a variable: without a string there is no SQL.
  if (!/['$]/.test(expression)) return undefined;
  const tree = parseSql(`SELECT ${expression}`);
  if ('error' in tree || tree.statements.length !== 1) return undefined;
  const node = tree.statements[0]?.node;
  const targets = node && 'SelectStmt' in node && !node.SelectStmt.fromClause ? node.SelectStmt.targetList : undefined;
  const target = targets?.length === 1 ? targets[0] : undefined;
  return target && 'ResTarget' in target ? evaluate(target.ResTarget.val) : undefined;
}

function evaluate(node: Node | undefined): string | undefined {
  if (!node) return undefined;
  if ('A_Const' in node) {
    const { sval, ival, fval } = node.A_Const;
    if (sval) return sval.sval ?? '';
    return ival ? String(ival.ival ?? 0) : fval?.fval;
  }
  if ('TypeCast' in node) return word(node.TypeCast.typeName?.names?.at(-1)) === 'text' ? evaluate(node.TypeCast.arg) : undefined;
  if ('A_Expr' in node) return concatenate(node.A_Expr);
  return 'FuncCall' in node ? call(node.FuncCall) : undefined;
}

function concatenate({ name, lexpr, rexpr }: A_Expr): string | undefined {
  if (word(name?.at(-1)) !== '||') return undefined;
  const left = evaluate(lexpr);
  const right = left === undefined ? undefined : evaluate(rexpr);
  return left === undefined || right === undefined ? undefined : left + right;
}

const functions: Readonly<Record<string, (first: string, rest: readonly string[]) => string | undefined>> = {
  format,
  quote_ident: quoteIdentifier,
  quote_literal: quoteLiteral,
  concat: (first, rest) => first + rest.join(''),
};

function call({ funcname, args = [] }: FuncCall): string | undefined {
  const values: string[] = [];
  for (const argument of args) {
    const value = evaluate(argument);
    if (value === undefined) return undefined;
    values.push(value);
  }
  const [first, ...rest] = values;
  return first === undefined ? undefined : functions[word(funcname?.at(-1))]?.(first, rest);
}

/** PostgreSQL manual, 9.4.1 format: positions, but no widths. */
function format(template: string, values: readonly string[]): string | undefined {
  let next = 0;
  const unknown: string[] = [];
  const text = template.replace(/%(?:%|(?:(\d+)\$)?([sIL])?)/g, (match, position: string | undefined, type: string | undefined) => {
    if (match === '%%') return '%';
    if (position !== undefined) next = Number(position) - 1;
    const value = values[next++];
    if (value === undefined || type === undefined) unknown.push(match);
    if (type === 'I') return quoteIdentifier(value ?? '');
    return type === 'L' ? quoteLiteral(value ?? '') : (value ?? '');
  });
  return unknown.length === 0 ? text : undefined;
}
