import { vi } from 'vitest';
import { packagedWasm } from '../../scripts/grammar-wasm.mjs';
import type { SqlTree } from '../../src/parser/postgres-grammar.ts';

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
export function inOrder(tree: SqlTree): string {
  return JSON.stringify(tree);
}
