import type { A_Expr, Node } from '../parser/nodes.ts';
import { parseSql } from '../parser/postgres-grammar.ts';
import { asJavaScript } from '../postgres/plain-patterns.ts';

/** What a value has to be for a part of a condition to hold. */
export interface Test {
  readonly column: string;
  /** Whether it refuses a constant of a column of that built-in type; undefined where only a server could tell. */
  readonly refuses: (value: string, type: string) => boolean | undefined;
}

/** The AND-ed parts of a condition that compare one column with constants; what else it says is left out. */
export function testsOf(condition: string): readonly Test[] {
  const tree = parseSql(`SELECT ${condition}`);
  const [first] = 'error' in tree ? [] : tree.statements;
  const target = first && 'SelectStmt' in first.node ? first.node.SelectStmt.targetList?.[0] : undefined;
  return target && 'ResTarget' in target && target.ResTarget.val ? parts(target.ResTarget.val) : [];
}

function parts(node: Node): readonly Test[] {
  if ('BoolExpr' in node) return node.BoolExpr.boolop === 'AND_EXPR' ? (node.BoolExpr.args ?? []).flatMap(parts) : [];
  const test = 'A_Expr' in node ? testOf(node.A_Expr) : undefined;
  return test ? [test] : [];
}

function testOf({ kind, name, lexpr, rexpr }: A_Expr): Test | undefined {
  const [operator, column] = [textOf(name?.at(-1)), columnOf(lexpr)];
  if (operator === undefined || column === undefined) return undefined;
  if (kind === 'AEXPR_IN' || kind === 'AEXPR_BETWEEN' || kind === 'AEXPR_OP_ANY') {
    const list = rexpr && 'A_ArrayExpr' in rexpr ? rexpr.A_ArrayExpr.elements : rexpr && 'List' in rexpr ? rexpr.List.items : undefined;
    const values = list?.map(constantOf);
    if (!values?.every((value) => value !== undefined)) return undefined;
    if (kind === 'AEXPR_BETWEEN') return { column, refuses: (value, type) => either(compared(value, '<', values[0], type), compared(value, '>', values[1], type)) };
    return operator === '=' ? { column, refuses: (value, type) => isNone(values.map((each) => compared(value, '=', each, type))) } : undefined;
  }
  const constant = constantOf(rexpr);
  if (kind !== 'AEXPR_OP' || constant === undefined) return undefined;
  if (operator === '~' || operator === '~*') return { column, refuses: (value, type) => isUnmatched(value, constant, operator === '~*', type) };
  const opposite = opposites[operator];
  return opposite === undefined ? undefined : { column, refuses: (value, type) => compared(value, opposite, constant, type) };
}

const opposites: Readonly<Record<string, string>> = { '=': '<>', '<>': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

function either(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  return a === undefined || b === undefined ? undefined : a || b;
}

function isNone(all: readonly (boolean | undefined)[]): boolean | undefined {
  return all.includes(undefined) ? undefined : !all.includes(true);
}

const texts: ReadonlySet<string> = new Set(['text', 'varchar']);
const numbers: ReadonlySet<string> = new Set(['int2', 'int4', 'int8', 'numeric']);
const plainNumber = /^[+-]?\d{1,12}(?:\.\d{1,3})?$/;

/** How text is ordered depends on its collation; whether it is equal does not. */
function compared(a: string, operator: string, b: string | undefined, type: string): boolean | undefined {
  if (b === undefined) return undefined;
  if (texts.has(type)) return operator === '=' ? a === b : operator === '<>' ? a !== b : undefined;
  if (!numbers.has(type) || !plainNumber.test(a) || !plainNumber.test(b)) return undefined;
  const order = Math.sign(Number(a) - Number(b));
  if (operator === '=' || operator === '<>') return (order === 0) === (operator === '=');
  return operator.startsWith('<') ? order < 0 || (order === 0 && operator === '<=') : order > 0 || (order === 0 && operator === '>=');
}

function isUnmatched(value: string, pattern: string, ignoresCase: boolean, type: string): boolean | undefined {
  const expression = texts.has(type) && /^[ -~]*$/.test(value) ? asJavaScript(pattern, ignoresCase) : undefined;
  return expression && !expression.test(value);
}

function columnOf(node: Node | undefined): string | undefined {
  const inner = node && 'TypeCast' in node && isText(node) ? node.TypeCast.arg : node;
  return inner && 'ColumnRef' in inner ? textOf(inner.ColumnRef.fields?.at(-1)) : undefined;
}

/** pg_dump writes its texts with casts. */
function constantOf(node: Node | undefined): string | undefined {
  const inner = node && 'TypeCast' in node && isText(node) ? node.TypeCast.arg : node;
  if (!inner || !('A_Const' in inner)) return undefined;
  const { ival, fval, sval, isnull } = inner.A_Const;
  if (isnull === true) return undefined;
  if (ival) return String(ival.ival ?? 0);
  return fval ? fval.fval : sval && (sval.sval ?? '');
}

function isText({ TypeCast: { typeName } }: Extract<Node, { TypeCast: unknown }>): boolean {
  const name = textOf(typeName?.names?.at(-1)) ?? '';
  return (name === 'text' || name === 'varchar') && !typeName?.typmods && !typeName?.arrayBounds;
}

function textOf(node: Node | undefined): string | undefined {
  return node && 'String' in node ? node.String.sval : undefined;
}

/** An INSERT of more UTF-16 units fills a table from elsewhere: it is not read again. */
const longest = 1 << 14;

/** The constants that an INSERT … VALUES gives a column. A statement's own tree has none of its rows. */
export function insertedConstants(insert: string, columns: readonly string[], column: string): readonly string[] {
  const at = columns.indexOf(column);
  const tree = at < 0 || insert.length > longest ? undefined : parseSql(insert);
  const [first] = !tree || 'error' in tree ? [] : tree.statements;
  const node: Node = first?.node ?? { A_Star: {} };
  const query = 'InsertStmt' in node && node.InsertStmt.selectStmt && 'SelectStmt' in node.InsertStmt.selectStmt ? node.InsertStmt.selectStmt.SelectStmt : undefined;
  return (query?.valuesLists ?? []).flatMap((row) => ('List' in row ? constantOf(row.List.items?.[at]) ?? [] : []));
}
