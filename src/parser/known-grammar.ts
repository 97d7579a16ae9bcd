/** What is used of the exports of the build that scripts/grammar-wasm.mjs knows, by the names that its linker gave them. */
interface KnownExports {
  readonly z: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly D: { get(index: number): (...values: unknown[]) => unknown };
  readonly A: () => void;
  readonly C: GrammarModule['_malloc'];
  readonly E: GrammarModule['_free'];
  readonly F: GrammarModule['_wasm_parse_query_raw'];
  readonly G: GrammarModule['_wasm_free_parse_result'];
  readonly H: GrammarModule['_wasm_parse_plpgsql'];
  readonly N: GrammarModule['_wasm_free_string'];
  readonly P: (threw: number, value: number) => void;
  readonly Q: (pointer: number) => void;
  readonly R: () => number;
}

/** The longjmp of C, which PostgreSQL's errors are made of. One for all: each would look at the stack when it is made. */
const jumped = new Error('longjmp');

const pageBytes = 65_536;
const maximalBytes = 2 ** 30;
const badFileDescriptor = 8;

/**
 * Makes an instance of that build as its own loader would, without what that brings along: a file system that is never
 * used, in twenty times the code, which costs a short run two milliseconds. A module without the functions that the
 * product's build exports is another one, and its own loader's business.
 *
 * @returns undefined for another build
 */
export function instantiateKnown(compiled: WebAssemblyModule): { readonly module: GrammarModule; readonly exports: Readonly<Record<string, unknown>> } | undefined {
  if (!WebAssembly.Module.exports(compiled).some(({ name }) => name === 'rawParse')) return undefined;
  const { exports } = new WebAssembly.Instance(compiled, { a: imports(() => known) });
  const known = exports as unknown as KnownExports;
  known.A();
  let bytes = new Uint8Array(known.z.buffer);
  const module: GrammarModule = {
    get HEAPU8() {
      if (bytes.buffer !== known.z.buffer) bytes = new Uint8Array(known.z.buffer);
      return bytes;
    },
    _malloc: known.C,
    _free: known.E,
    _wasm_parse_query_raw: known.F,
    _wasm_free_parse_result: known.G,
    _wasm_parse_plpgsql: known.H,
    _wasm_free_string: known.N,
  };
  return { module, exports };
}

/** What the module calls, under the letters that stand in it. */
function imports(known: () => KnownExports): Readonly<Record<string, (...values: never[]) => unknown>> {
  const functions: ((...values: unknown[]) => unknown)[] = [];
  /** Calls a function of the module by its index, and catches its longjmp. */
  const call = (index: number, ...values: unknown[]): unknown => {
    const { D: table, P: setThrew, Q: restoreStack, R: stack } = known();
    const before = stack();
    try {
      return (functions[index] ??= table.get(index))(...values);
    } catch (error) {
      restoreStack(before);
      if (error !== jumped) throw error;
      setThrew(1, 0);
      return undefined;
    }
  };
  const callForLong = (index: number, value: unknown): unknown => call(index, value) ?? 0n;
  const jump = (): never => { throw jumped; };
  const abort = (): never => { throw new Error('it gave up'); };
  const noFile = (): number => badFileDescriptor;
  return {
    a: call, b: call, d: call, e: call, f: call, g: call, h: call, i: call, j: call, k: call, n: call, y: call, l: callForLong,
    p: jump,
    // A failed assertion, abort() and exit().
    c: abort, x: abort, m: abort, v: abort,
    // Of files it has none: close, read, seek, write.
    u: noFile, r: noFile, s: noFile, t: noFile,
    q: (bytes: number) => grow(known().z, bytes >>> 0),
    // No timer runs, and nothing waits for one.
    o: () => 0,
    w: () => undefined,
  };
}

/** Grows the memory by a fifth or to what is asked for, whichever is more, so that it seldom has to. */
function grow(memory: KnownExports['z'], bytes: number): boolean {
  if (bytes > maximalBytes) return false;
  const now = memory.buffer.byteLength;
  for (const wanted of [Math.max(bytes, Math.min(now * 1.2, maximalBytes)), bytes]) {
    try {
      memory.grow(Math.ceil((wanted - now) / pageBytes));
      return true;
    } catch {
      // The machine has no room for so much: perhaps for less.
    }
  }
  return false;
}
