import { Buffer } from 'node:buffer';
import { grammarFlags } from './grammar-flags.ts';
import { instantiateKnown } from './known-grammar.ts';
import { bytes, readString, viewMemory, words } from './memory.ts';
import type { Node } from './nodes.ts';
import { readTrees } from './tree-reader.ts';
import { readWasm } from './wasm-file.ts';

/** One statement of a text; PostgreSQL leaves out the statements that are nothing but a semicolon. */
export interface RawStatement {
  readonly node: Node;
  /** Bytes of UTF-8 from the start of the text, blanks and comments before the statement included. */
  readonly location: number;
  /** Bytes without the semicolon; 0: to the end of the text. */
  readonly length: number;
}

export interface GrammarError {
  /** PostgreSQL's own words. */
  readonly message: string;
  /** UTF-16 offset in the text; undefined where PostgreSQL names none. */
  readonly position: number | undefined;
  /** The text is more than this parser can hold; PostgreSQL may well take it. */
  readonly isLimit?: true;
}

export type SqlTree = { readonly statements: readonly RawStatement[] } | { readonly error: GrammarError };
export type PlPgSqlTree = { readonly functions: readonly unknown[] } | { readonly error: GrammarError };

export interface GrammarOptions {
  /** The bytes of libpg-query.wasm, or the path to it; absent: beside this module, or in the installed package. */
  readonly wasm?: Uint8Array | string;
}

interface Grammar {
  readonly module: GrammarModule;
  /** Puts WebAssembly's stack back to where it stood before anything was called. */
  readonly unwind: () => void;
  readonly inner: InnerFunctions | undefined;
}

/** What the package's parser is made of. Exported by builds of the product alone (scripts/inner-functions.mjs). */
interface InnerFunctions {
  enterMemory(): number;
  /** @param result - takes the trees, what was written to stderr, and the error */
  rawParse(result: number, text: number): void;
  leaveMemory(context: number): void;
  /** @param out - four words, of which the first will point to the text */
  startText(out: number): void;
  writeNode(out: number, node: number): void;
}

/** Three pointers, and a text that is being written. */
const resultBytes = 12;
const textBytes = 16;

let grammar: Grammar | undefined;
let compiling: Promise<WebAssemblyModule> | undefined;

/** Begins on another thread what {@link loadGrammar} will wait for. What goes wrong, that one says. */
export function startLoadingGrammar(): void {
  compiling ??= compileGrammar({});
  compiling.catch(() => undefined);
}

/** Takes over what has begun already; the flags were set before. */
export function takeGrammar(compiled: Promise<WebAssemblyModule>): void {
  compiling ??= compiled;
}

async function compileGrammar({ wasm }: GrammarOptions): Promise<WebAssemblyModule> {
  const { setFlagsFromString } = await import('node:v8');
  for (const flag of grammarFlags) setFlagsFromString(flag);
  return WebAssembly.compile(typeof wasm === 'object' ? wasm : await readWasm(wasm));
}

/**
 * Loads PostgreSQL's grammar, once in a process. The flags must be set before V8 compiles the module: without them it
 * optimises in the background and the process waits for that at its exit.
 *
 * @throws where the WebAssembly file is not to be found or WebAssembly is switched off
 */
export async function loadGrammar(options: GrammarOptions = {}): Promise<void> {
  if (grammar) return;
  const compiled = await (options.wasm === undefined && compiling ? compiling : compileGrammar(options));
  const { module, exports } = instantiateKnown(compiled) ?? await instantiate(compiled);
  grammar = { module, unwind: unwinder(exports), inner: 'rawParse' in exports ? exports as unknown as InnerFunctions : undefined };
}

/** By the package's own loader. */
async function instantiate(compiled: WebAssemblyModule): Promise<{ readonly module: GrammarModule; readonly exports: Readonly<Record<string, unknown>> }> {
  const { default: factory } = await import('libpg-query/wasm/libpg-query.js');
  let exports: Readonly<Record<string, unknown>> = {};
  const module = await factory({
    instantiateWasm(imports, receive) {
      const instance = new WebAssembly.Instance(compiled, imports);
      exports = instance.exports;
      receive(instance);
    },
    // Its file system is never used.
    noFSInit: true,
    print: silent,
    printErr: silent,
  });
  return { module, exports };
}

/** Whether {@link loadGrammar} has done its work. */
export function isGrammarLoaded(): boolean {
  return grammar !== undefined;
}

function silent(): void {
  // Whatever the module prints stands in the error that it returns.
}

/** The names are the ones that emscripten gave its two stack functions in this build; a test notices other ones. */
function unwinder(exports: Readonly<Record<string, unknown>>): () => void {
  const current = exports.R as (() => number) | undefined;
  const restore = exports.Q as ((pointer: number) => void) | undefined;
  if (typeof current !== 'function' || typeof restore !== 'function') return silent;
  const bottom = current();
  return () => {
    restore(bottom);
  };
}

function loaded(): Grammar {
  if (!grammar) throw new Error('loadGrammar() has not been awaited');
  return grammar;
}

/**
 * Parses SQL with PostgreSQL's grammar: all statements of the text, or the first error in it. Never throws for what
 * stands in the text.
 */
export function parseSql(text: string): SqlTree {
  const nul = text.indexOf('\0');
  if (nul >= 0) return refused('a NUL byte, which PostgreSQL does not accept', nul);
  const { inner } = loaded();
  return guarded(text, (pointer) => (inner ? parseInMemory(inner, text, pointer) : parseToJson(text, pointer)));
}

/** Reads the trees where the parser made them: half of the time that writing and reading JSON takes. */
function parseInMemory(inner: InnerFunctions, text: string, pointer: number): SqlTree {
  const { module, unwind } = loaded();
  const result = module._malloc(resultBytes + textBytes);
  if (result === 0) return beyond('too large for the parser');
  viewMemory(module);
  words.fill(0, result >> 2, (result + resultBytes) >> 2);
  const context = inner.enterMemory();
  try {
    inner.rawParse(result, pointer);
    viewMemory(module);
    return errorOf(text, result) ?? { statements: readTrees(words[result >> 2] ?? 0, (node) => treeByJson(inner, node, result + resultBytes)) };
  } finally {
    unwind();
    inner.leaveMemory(context);
    // The trees went with it.
    words[result >> 2] = 0;
    module._wasm_free_parse_result(result);
  }
}

/** A tree that is nested too deeply to be read by calls of JavaScript. */
function treeByJson(inner: InnerFunctions, node: number, out: number): Node {
  inner.startText(out);
  inner.writeNode(out, node);
  viewMemory(loaded().module);
  return JSON.parse(readString(words[out >> 2] ?? 0)) as Node;
}

function parseToJson(text: string, pointer: number): SqlTree {
  const { module } = loaded();
  const result = module._wasm_parse_query_raw(pointer);
  if (result === 0) return beyond('too large for the parser');
  viewMemory(module);
  try {
    return errorOf(text, result) ?? { statements: readStatements(words[result >> 2] ?? 0) };
  } finally {
    module._wasm_free_parse_result(result);
  }
}

/**
 * Parses the PL/pgSQL in one CREATE FUNCTION, CREATE PROCEDURE or DO statement.
 *
 * @param text - the whole statement
 */
export function parsePlPgSql(text: string): PlPgSqlTree {
  const nul = text.indexOf('\0');
  if (nul >= 0) return refused('a NUL byte, which PostgreSQL does not accept', nul);
  return guarded(text, (pointer): PlPgSqlTree => {
    const { module } = loaded();
    const result = module._wasm_parse_plpgsql(pointer);
    viewMemory(module);
    const json = readString(result);
    module._wasm_free_string(result);
    // Success is always an object; anything else is the message.
    if (!json.startsWith('{')) return refused(json, undefined);
    const tree = JSON.parse(json) as { readonly plpgsql_funcs?: readonly unknown[] };
    return { functions: tree.plpgsql_funcs ?? [] };
  });
}

function refused(message: string, position: number | undefined): { readonly error: GrammarError } {
  return { error: { message, position } };
}

function beyond(message: string): { readonly error: GrammarError } {
  return { error: { message, position: undefined, isLimit: true } };
}

/** Hands the text to the module and survives what the module does not: expressions nested too deeply, texts too large. */
function guarded<Tree>(text: string, parse: (pointer: number) => Tree): Tree | { readonly error: GrammarError } {
  const { module, unwind } = loaded();
  const length = Buffer.byteLength(text);
  const pointer = module._malloc(length + 1);
  if (pointer === 0) return beyond('too large for the parser');
  viewMemory(module);
  if (length === text.length) bytes.write(text, pointer, length, 'latin1');
  else bytes.write(text, pointer, length, 'utf8');
  bytes[pointer + length] = 0;
  try {
    return parse(pointer);
  } catch (error) {
    unwind();
    return beyond(error instanceof RangeError ? 'nested too deeply for the parser' : `the parser failed: ${String(error)}`);
  } finally {
    module._free(pointer);
  }
}

/** The result: pointers to the trees, to what was written to stderr, and to the error. */
function errorOf(text: string, result: number): { readonly error: GrammarError } | undefined {
  const error = words[(result >> 2) + 2] ?? 0;
  if (error === 0) return undefined;
  // The error: message, function, file, line, and the position in code points from 1 (0: none).
  const cursor = words[(error >> 2) + 4] ?? 0;
  return refused(readString(words[error >> 2] ?? 0), cursor > 0 ? utf16Offset(text, cursor - 1) : undefined);
}

interface RawTree {
  readonly stmts: readonly { readonly stmt: Node; readonly stmt_location?: number; readonly stmt_len?: number }[];
}

function readStatements(pointer: number): RawStatement[] {
  const { stmts } = JSON.parse(readString(pointer)) as RawTree;
  return stmts.map(({ stmt, stmt_location: location = 0, stmt_len: length = 0 }) => ({ node: stmt, location, length }));
}

function utf16Offset(text: string, codePoints: number): number {
  let offset = 0;
  for (let count = 0; count < codePoints && offset < text.length; count++) {
    const code = text.charCodeAt(offset);
    offset += code >= 0xd800 && code < 0xdc00 ? 2 : 1;
  }
  return offset;
}
