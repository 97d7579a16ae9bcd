import { vi } from 'vitest';
import { packagedWasm } from '../../scripts/grammar-wasm.mjs';
import { made } from '../../scripts/tree-readers.mjs';
import type { SqlTree } from '../../src/parser/postgres-grammar.ts';
import { structs } from '../../src/parser/tree-layouts.ts';

/** One text, read from memory and from JSON. */
export interface BothWays {
  readonly memory: (text: string) => SqlTree;
  readonly json: (text: string) => SqlTree;
  /** How large the memory has grown that is read from. */
  readonly size: () => number;
}

/** Two parsers: one as the product has it, one as the package, which writes JSON. */
export async function bothWays(): Promise<BothWays> {
  vi.resetModules();
  const product = await import('../../src/parser/postgres-grammar.ts');
  const memory = await import('../../src/parser/memory.ts');
  await product.loadGrammar();
  vi.resetModules();
  const packaged = await import('../../src/parser/postgres-grammar.ts');
  await packaged.loadGrammar({ wasm: packagedWasm() });
  return { memory: product.parseSql, json: packaged.parseSql, size: () => memory.bytes.length };
}

/** The keys in their order too: whoever walks a tree meets its nodes in that order. */
export function inOrder(tree: unknown): string {
  return JSON.stringify(tree);
}

/** The types of the fields that hold a struct, by the node and the field. */
const structTypes = new Map(structs.split('\n').map((line) => {
  const [, name = '', ...fields] = line.split(' ');
  return [name, new Map(fields.flatMap((field) => [...field.matchAll(/^(\w+):\d+[tx](\w+)$/g)].map(([, own = '', type = '']) => [own, type] as const)))] as const;
}));

/** A tree of the JSON without the fields that nobody asks for. */
export function asRead(tree: SqlTree): unknown {
  return 'error' in tree ? tree : { statements: tree.statements.map((statement) => ({ ...statement, node: readNode(statement.node) })) };
}

function readNode(node: object): unknown {
  return Object.fromEntries(Object.entries(node).map(([name, content]) => [name, name === 'A_Const' ? withoutBits(content as object) : readContent(name, content as object)]));
}

function readContent(name: string, content: object): unknown {
  const kept = made.get(name);
  return Object.fromEntries(Object.entries(content).flatMap(([field, value]: [string, unknown]) => (kept?.includes(field) === false ? [] : [[field, readValue(value, structTypes.get(name)?.get(field))]])));
}

function readValue(value: unknown, type: string | undefined): unknown {
  if (Array.isArray(value)) return value.map((item: object) => readNode(item));
  if (typeof value !== 'object' || value === null) return value;
  return type === undefined ? readNode(value) : readContent(type, value);
}

/** Nobody asks for the bits of a constant. */
function withoutBits(constant: object): unknown {
  return Object.fromEntries(Object.entries(constant).filter(([field]) => field !== 'bsval'));
}
