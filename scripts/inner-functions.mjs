import { Buffer } from 'node:buffer';
import { leb128, makeSection, name, section, sections } from './wasm-sections.mjs';

/**
 * Functions inside libpg-query.wasm (18.1.5), which has no names for them: what `pg_query_parse` calls to parse and
 * to write JSON. Found where the exported `wasm_parse_query_raw` (462) calls 241, which calls 198, 242, the writing, and 197.
 */
export const parserFunctions = {
  /** pg_query_enter_memory_context() */
  enterMemory: 198,
  /** pg_query_raw_parse(result, text): result takes pointers to a List of RawStmt, to stderr's text, and to an error */
  rawParse: 242,
  /** pg_query_exit_memory_context(context) */
  leaveMemory: 197,
  /** initStringInfo(out): the first of its four words points to the text */
  startText: 92,
  /** _outNode(out, node): appends the JSON of the node */
  writeNode: 37,
};

/**
 * Lets the host call functions that the module keeps to itself.
 *
 * @param {Buffer} wasm - the build that scripts/grammar-wasm.mjs knows
 * @param {Readonly<Record<string, number>>} functions - the names to export, and the functions' numbers
 * @returns {Buffer}
 */
export function withExports(wasm, functions) {
  const { start, end, count, items } = section(wasm, sections.exports);
  const added = Object.entries(functions).map(([exported, index]) => Buffer.concat([name(exported), Buffer.from([0]), leb128(index)]));
  const payload = Buffer.concat([leb128(count + added.length), wasm.subarray(items, end), ...added]);
  return Buffer.concat([wasm.subarray(0, start), makeSection(sections.exports, payload), wasm.subarray(end)]);
}
