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
export function skipBrackets(at: Cursor): Cursor {
  let depth = 0;
  let here = at;
  do {
    if (here.word === '(' || here.word === '[') depth++;
    else if (here.word === ')' || here.word === ']') depth--;
    here = advance(here);
  } while (depth > 0 && here.token);
  return here;
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
export function skipItem(at: Cursor): Cursor {
  let here = at;
  while (here.token && here.word !== ',' && here.word !== ')' && here.word !== ']' && here.word !== ';') here = skipBrackets(here);
  return here;
}
