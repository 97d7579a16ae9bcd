/**
 * What a lexeme is. `unterminated`: a string, quoted name, dollar quote or comment that runs to the end of the text.
 * Templates (`${x}`, `{{x}}`) count as words, or as parts of the word they touch.
 */
export type TokenKind =
  | 'blank'
  | 'comment'
  | 'word'
  | 'quoted name'
  | 'string'
  | 'number'
  | 'parameter'
  | 'operator'
  | 'symbol'
  | 'unterminated';

/** One lexeme: UTF-16 offsets, `end` not included. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

const apostrophe = 39;
const ampersand = 38;
const asterisk = 42;
const hyphen = 45;
const slash = 47;

const blank = /[ \t\n\r\f\v]+/y;
const lineEnd = /[\n\r]|$/g;
const word = /(?:[\w\u0080-\uffff]+|\$\{[^}\n]*\}|\$|\{\{(?:[^}]|\}(?!\}))*\}\})+/y;
const number = /0[xX][\dA-Fa-f_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const parameter = /\$\d+/y;
const operator = /[~!@#^&|`?+\-*/%<>=]+/y;
/** Blanks and line comments with at least one line end: PostgreSQL joins the strings on both sides of it. */
const continuation = /(?:[ \t\f\v]|--[^\n\r]*)*[\n\r](?:[ \t\n\r\f\v]|--[^\n\r]*(?=[\n\r]))*'/y;

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/**
 * The lexeme that starts at an offset, by PostgreSQL's lexical rules with `standard_conforming_strings` on.
 *
 * @returns undefined at the end of the text
 */
export function lexeme(text: string, at: number): Token | undefined {
  if (at >= text.length) return undefined;
  if (beginsPlainWord(text, at)) return token('word', at, endOf(word, text, at));
  const char = text[at] ?? '';
  const next = text[at + 1] ?? '';
  switch (char) {
    case '(': case ')': case ',': case ';': case '[': case ']':
      return token('symbol', at, at + 1);
    case ' ': case '\t': case '\n': case '\r': case '\f': case '\v':
      return token('blank', at, endOf(blank, text, at));
    case "'":
      return string(text, at, at, false);
    case '"':
      return quoted('quoted name', at, closing(text, at + 1, '"'), text);
    case '-':
      if (next === '-') return token('comment', at, lineEndAfter(text, at));
      return operators(text, at);
    case '/':
      if (next === '*') return quoted('comment', at, commentEnd(text, at), text);
      return operators(text, at);
    case '$':
      return dollar(text, at);
    case '{':
      return next === '{' && endOf(word, text, at) > at ? token('word', at, endOf(word, text, at)) : token('symbol', at, at + 1);
    case ':':
      return token('symbol', at, next === ':' || next === '=' ? at + 2 : at + 1);
    case '.':
      if (next >= '0' && next <= '9') return token('number', at, endOf(number, text, at));
      return token('symbol', at, next === '.' ? at + 2 : at + 1);
    case 'e': case 'E':
      if (next === "'") return string(text, at, at + 1, true);
      break;
    case 'b': case 'B': case 'x': case 'X': case 'n': case 'N':
      if (next === "'") return string(text, at, at + 1, false);
      break;
    case 'u': case 'U':
      if (next === '&' && text[at + 2] === "'") return string(text, at, at + 2, false);
      if (next === '&' && text[at + 2] === '"') return quoted('quoted name', at, closing(text, at + 3, '"'), text);
      break;
  }
  if (char >= '0' && char <= '9') return token('number', at, endOf(number, text, at));
  const end = endOf(word, text, at);
  return end > at ? token('word', at, end) : operators(text, at);
}

/** A letter that no quote makes the prefix of a string: what most lexemes begin with, told without trying the others. */
function beginsPlainWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
  if (!isLetter) return false;
  const next = text.charCodeAt(at + 1);
  return next !== apostrophe && next !== ampersand;
}

/** The next lexeme at or after an offset that is neither blank nor comment and starts before `limit`. */
export function nextToken(text: string, at: number, limit = text.length): Token | undefined {
  const start = tokenStart(text, at, limit);
  return start < limit ? lexeme(text, start) : undefined;
}

/** Where {@link nextToken} finds its lexeme; `limit` or more where it finds none. Makes no lexemes of blanks. */
export function tokenStart(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) at++;
    else if (code === hyphen && text.charCodeAt(at + 1) === hyphen) at = lineEndAfter(text, at);
    else if (code === slash && text.charCodeAt(at + 1) === asterisk) {
      const end = commentEnd(text, at);
      if (end < 0) return at;
      at = end;
    } else return at;
  }
  return at;
}

/** Space, tab, line feed, vertical tab, form feed and carriage return. */
export function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** All tokens between two offsets, blanks and comments left out. */
export function tokens(text: string, start = 0, end = text.length): Token[] {
  const found: Token[] = [];
  for (let token = nextToken(text, start, end); token; token = nextToken(text, token.end, end)) found.push(token);
  return found;
}

function token(kind: TokenKind, start: number, end: number): Token {
  return { kind, start, end };
}

/** @param end - -1: the closing mark is missing */
function quoted(kind: TokenKind, start: number, end: number, text: string): Token {
  return end < 0 ? token('unterminated', start, text.length) : token(kind, start, end);
}

function lineEndAfter(text: string, at: number): number {
  lineEnd.lastIndex = at;
  return lineEnd.exec(text)?.index ?? text.length;
}

/** The offset behind the closing quote, doubled quotes skipped; -1 where there is none. */
function closing(text: string, from: number, quote: string): number {
  let at = text.indexOf(quote, from);
  while (at >= 0 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
  return at < 0 ? -1 : at + 1;
}

function escapedClosing(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === "'") {
      if (text[at + 1] !== "'") return at + 1;
      at++;
    }
  }
  return -1;
}

function string(text: string, start: number, quote: number, escapes: boolean): Token {
  for (let inside = quote + 1; ; ) {
    const end = escapes ? escapedClosing(text, inside) : closing(text, inside, "'");
    if (end < 0) return token('unterminated', start, text.length);
    const next = text.charCodeAt(end);
    if (!isBlank(next) && next !== hyphen) return token('string', start, end);
    inside = endOf(continuation, text, end);
    if (inside === end) return token('string', start, end);
  }
}

/** Comments nest. */
function commentEnd(text: string, start: number): number {
  let depth = 1;
  let at = start + 2;
  while (depth > 0) {
    const close = text.indexOf('*/', at);
    if (close < 0) return -1;
    const open = text.indexOf('/*', at);
    const opens = open >= 0 && open < close;
    depth += opens ? 1 : -1;
    at = (opens ? open : close) + 2;
  }
  return at;
}

function dollar(text: string, at: number): Token {
  const tagEnd = endOf(dollarTag, text, at);
  if (tagEnd > at) {
    const tag = text.slice(at, tagEnd);
    const close = text.indexOf(tag, tagEnd);
    return close < 0 ? token('unterminated', at, text.length) : token('string', at, close + tag.length);
  }
  const end = endOf(parameter, text, at);
  if (end > at) return token('parameter', at, end);
  return text[at + 1] === '{' ? token('word', at, Math.max(at + 1, endOf(word, text, at))) : token('symbol', at, at + 1);
}

/** An operator stops before a comment, and ends in + or - only where it holds a character that no SQL operator has. */
function operators(text: string, at: number): Token {
  let end = endOf(operator, text, at);
  if (end === at) return token('symbol', at, at + 1);
  const found = text.slice(at, end);
  const comment = found.slice(1).search(/--|\/\*/);
  if (comment >= 0) end = at + 1 + comment;
  while (end > at + 1 && /[+-]/.test(text[end - 1] ?? '') && !/[~!@#%^&|`?]/.test(text.slice(at, end - 1))) end--;
  return token('operator', at, end);
}
