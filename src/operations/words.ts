import type { Node } from '../parser/nodes.ts';

/** A name in two parts, as written; a database name before them is left out. */
export interface WrittenName {
  readonly schema: string | undefined;
  readonly name: string;
}

/** The text of a String node; empty for any other node. */
export function word(node: Node | undefined): string {
  return node !== undefined && 'String' in node ? (node.String.sval ?? '') : '';
}

/** The texts of a list of String nodes, the list itself being a node or not. */
export function words(nodes: readonly Node[] | undefined): string[] {
  return nodes === undefined ? [] : nodes.map(word);
}

/** The nodes of a list; a single node counts as a list of one. */
export function items(node: Node | undefined): readonly Node[] {
  if (node === undefined) return [];
  return 'List' in node ? (node.List.items ?? []) : [node];
}

/** A name written as a list of words. */
export function writtenName(nodes: readonly Node[] | undefined): WrittenName {
  return { schema: schemaWord(nodes), name: lastWord(nodes) };
}

/** The name itself in a name written as a list of words. */
export function lastWord(nodes: readonly Node[] | undefined): string {
  return nodes === undefined ? '' : word(nodes[nodes.length - 1]);
}

/** The schema in a name written as a list of words. */
export function schemaWord(nodes: readonly Node[] | undefined): string | undefined {
  return nodes === undefined || nodes.length < 2 ? undefined : word(nodes[nodes.length - 2]);
}
