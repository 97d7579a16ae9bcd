import { nextToken, type Token } from '../source/tokens.ts';

/** A place in a text with the token that stands there: how the small grammars below walk. Immutable. */
export interface Cursor {
  readonly text: string;
  readonly limit: number;
  /** Undefined at the end. */
  readonly token: Token | undefined;
  /** A word in lower case, a symbol or operator as it is, '' for everything else. */
  readonly word: string;
  /** Where the token before this one ended: the end of whatever stops here. */
  readonly before: number;
}

export function cursorAt(text: string, at: number, limit: number): Cursor {
  return cursor(text, limit, nextToken(text, at, limit), at);
}

export function advance({ text, limit, token, before }: Cursor): Cursor {
  return token ? cursor(text, limit, nextToken(text, token.end, limit), token.end) : cursor(text, limit, undefined, before);
}

function cursor(text: string, limit: number, token: Token | undefined, before: number): Cursor {
  return { text, limit, token, before, word: token ? wordOf(text, token) : '' };
}

function wordOf(text: string, { kind, start, end }: Token): string {
  if (kind === 'word') return text.slice(start, end).toLowerCase();
  return kind === 'symbol' || kind === 'operator' ? text.slice(start, end) : '';
}

/** Behind the closing bracket of the one that the cursor stands on; elsewhere one token on. */
export function skipBrackets({ text, limit, token: first, before: start }: Cursor): Cursor {
  let depth = 0;
  let token = first;
  let before = start;
  while (token) {
    depth += nesting(text, token);
    before = token.end;
    token = nextToken(text, before, limit);
    if (depth <= 0) break;
  }
  return cursor(text, limit, token, before);
}

/** 1 for an opening bracket, -1 for a closing one. */
function nesting(text: string, { kind, start }: Token): number {
  if (kind !== 'symbol') return 0;
  const char = text[start];
  if (char === '(' || char === '[') return 1;
  return char === ')' || char === ']' ? -1 : 0;
}

/** Behind the words given, where all of them stand here; else undefined. */
export function skipWords(at: Cursor, ...words: readonly string[]): Cursor | undefined {
  let here = at;
  for (const word of words) {
    if (here.word !== word) return undefined;
    here = advance(here);
  }
  return here;
}

/** Behind a name of any number of dotted parts. */
export function skipName(at: Cursor): Cursor {
  let here = advance(at);
  while (here.word === '.') here = advance(advance(here));
  return here;
}

/** Behind everything up to a comma at this depth, or the bracket that closes around it. */
export function skipItem({ text, limit, token: first, before: start }: Cursor): Cursor {
  let depth = 0;
  let token = first;
  let before = start;
  while (token) {
    const change = nesting(text, token);
    if (depth === 0 && (change < 0 || isSeparator(text, token))) break;
    depth += change;
    before = token.end;
    token = nextToken(text, before, limit);
  }
  return cursor(text, limit, token, before);
}

function isSeparator(text: string, { kind, start }: Token): boolean {
  return kind === 'symbol' && (text[start] === ',' || text[start] === ';');
}
