import { options, type Option } from './options.ts';

/** A word of a command line, as node:util's `parseArgs` cuts it. */
export type Token =
  | { readonly kind: 'option'; readonly name: string; readonly rawName: string; readonly value: string | undefined; readonly inlineValue: boolean | undefined }
  | { readonly kind: 'positional'; readonly value: string }
  | { readonly kind: 'option-terminator' };

/**
 * Cuts a command line into options and words. Nearly every call is plain enough to be read here: to load Node's reader
 * for it takes two milliseconds, a thirtieth of a small run.
 */
export async function cut(argv: readonly string[]): Promise<readonly Token[]> {
  return plainTokens(argv) ?? (await nodeTokens(argv));
}

/** The tokens of a call that holds nothing but words and whole names of known options, with their values; undefined for any other. */
export function plainTokens(argv: readonly string[]): readonly Token[] | undefined {
  const found: Token[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (!word.startsWith('-')) {
      found.push({ kind: 'positional', value: word });
      continue;
    }
    const equals = word.indexOf('=');
    const rawName = equals < 0 ? word : word.slice(0, equals);
    const name = rawName.slice(2);
    if (!rawName.startsWith('--') || !Object.hasOwn(options, name)) return undefined;
    let value = equals < 0 ? undefined : word.slice(equals + 1);
    if (equals < 0 && takesValue(name)) {
      value = argv[++at];
      if (value === undefined || value.startsWith('-')) return undefined;
    }
    found.push({ kind: 'option', name, rawName, value, inlineValue: value === undefined ? undefined : equals >= 0 });
  }
  return found;
}

function takesValue(name: string): boolean {
  const { value }: Option = options[name as keyof typeof options];
  return value !== undefined;
}

/** The same of any call, by Node's own reader. */
export async function nodeTokens(argv: readonly string[]): Promise<readonly Token[]> {
  const { parseArgs } = await import('node:util');
  const parseable = Object.fromEntries(Object.entries(options).map(([name, { value, short }]: [string, Option]) => [name, { type: value ? ('string' as const) : ('boolean' as const), ...(short ? { short } : {}) }]));
  return parseArgs({ args: [...argv], options: parseable, strict: false, allowPositionals: true, tokens: true }).tokens;
}
