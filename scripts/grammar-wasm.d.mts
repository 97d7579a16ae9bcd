/** The package's module as it is. */
export function packagedWasm(): Uint8Array<ArrayBuffer>;
/** The module as the product carries it. */
export function grammarWasm(): Uint8Array<ArrayBuffer>;
