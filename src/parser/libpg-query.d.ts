/** The emscripten factory inside libpg-query, which ships without types. */
declare module 'libpg-query/wasm/libpg-query.js' {
  type Exports = Readonly<Record<string, unknown>>;
  export interface ModuleOptions {
    /** Called before the factory's first `await`; `receive` takes the instance. */
    instantiateWasm(imports: object, receive: (instance: { readonly exports: Exports }) => void): void;
    print(line: string): void;
    printErr(line: string): void;
    noFSInit: boolean;
  }
  const factory: (options: ModuleOptions) => Promise<GrammarModule>;
  export default factory;
}

/** What is called of the grammar's module. */
interface GrammarModule {
  /** Replaced by a new view whenever the memory grows. */
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  _wasm_parse_query_raw(text: number): number;
  _wasm_free_parse_result(result: number): void;
  _wasm_parse_plpgsql(text: number): number;
  _wasm_free_string(text: number): void;
}

interface WebAssemblyModule { readonly '[[compiled]]': never }

/** The part of the WebAssembly interface that loading the grammar needs; Node's types leave it to the DOM library. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<WebAssemblyModule>;
  readonly Module: { exports(module: WebAssemblyModule): readonly { readonly name: string }[] };
  readonly Instance: new (module: WebAssemblyModule, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
};
