import type { Node } from '../parser/nodes.ts';

/** What may stand left of the place that the grammar gives for a node, which is often its operator. */
interface Positioned {
  readonly location?: number;
  readonly lexpr?: Node;
  readonly arg?: Node;
  readonly testexpr?: Node;
  readonly expr?: Node;
  readonly args?: readonly Node[];
  readonly funcformat?: string;
  readonly typeName?: { readonly location?: number };
}

/** Where an expression begins, in the tree's own count; -1 where the tree does not say. */
export function startOf(node: Node): number {
  for (const tag in node) {
    const content = (node as Readonly<Record<string, Positioned>>)[tag] ?? {};
    // What most expressions are has nothing on its left.
    return tag === 'A_Const' || tag === 'ColumnRef' ? (content.location ?? -1) : startOfContent(content);
  }
  return -1;
}

function startOfContent(content: Positioned): number {
  let start = content.location ?? -1;
  const left = content.lexpr ?? content.arg ?? content.testexpr ?? content.expr;
  if (left) start = earlier(start, startOf(left));
  // `timestamp 'epoch'` begins with its type.
  if (content.typeName) start = earlier(start, content.typeName.location ?? -1);
  // `value AT TIME ZONE zone` is timezone(zone, value); a plain call begins with its name.
  if (content.args && content.funcformat !== 'COERCE_EXPLICIT_CALL') {
    for (const argument of content.args) start = earlier(start, startOf(argument));
  }
  return start;
}

function earlier(a: number, b: number): number {
  if (a < 0) return b;
  return b < 0 ? a : Math.min(a, b);
}
