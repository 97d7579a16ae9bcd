import type { Span } from '../source/source-file.ts';
import { lexeme, nextToken, type Token } from '../source/tokens.ts';

/** SQL in a PL/pgSQL body. */
export interface SqlText {
  /** INTO and its targets are blanks of the same length; PERFORM is SELECT. */
  readonly text: string;
  /** From 1, counted from the body's first line. */
  readonly line: number;
  /** Offset in the text of the whole statement, true from the first word on (PERFORM's second letter); absent where the body's quoting hides it. */
  readonly at?: number;
}

/**
 * The code of a DO, CREATE FUNCTION or CREATE PROCEDURE between its quotes.
 *
 * @returns undefined where it is not quoted
 */
export function plPgSqlBody(text: string): Span | undefined {
  const token = bodyToken(text);
  return token && contents(text, token);
}

/** The code of a CREATE FUNCTION or CREATE PROCEDURE as the server reads it, doubled quotes taken for one, and what stands around it; undefined where it is not quoted, or has escapes. */
export function routineBody(text: string): { readonly code: string; readonly around: string } | undefined {
  const token = bodyToken(text);
  const code = token && constantString(text.slice(token.start, token.end))?.value;
  return code === undefined ? undefined : { code, around: `${text.slice(0, token?.start)} ${text.slice(token?.end)}` };
}

function bodyToken(text: string): Token | undefined {
  const isDo = /^\s*do\b/i.test(text);
  let depth = 0;
  let before = '';
  for (let token = nextToken(text, 0); token; token = nextToken(text, token.end)) {
    if (token.kind === 'string' && depth === 0 && (isDo ? before !== 'language' : before === 'as')) return token;
    if (token.kind === 'symbol') depth += Number(text[token.start] === '(') - Number(text[token.start] === ')');
    before = token.kind === 'word' ? text.slice(token.start, token.end).toLowerCase() : '';
  }
  return undefined;
}

function contents(text: string, { start, end }: Token): Span | undefined {
  if (text[start] === '$') {
    const tag = text.indexOf('$', start + 1) + 1 - start;
    return { start: start + tag, end: end - tag };
  }
  const isPlain = text[start] === "'" && !text.slice(start + 1, end - 1).includes("'");
  return isPlain ? { start: start + 1, end: end - 1 } : undefined;
}

/** What PERFORM, one letter longer, becomes. */
const verb = 'SELECT';

interface Part {
  readonly text: string;
  /** Offset in the query. */
  readonly at: number;
}

/** The query without the blanks that INTO left: with a target it is at least six characters long. */
function partsBetweenBlanks(query: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const gap of query.matchAll(/ {6,}|$/g)) {
    if (gap.index > at) parts.push({ text: query.slice(at, gap.index), at });
    at = gap.index + gap[0].length;
  }
  return parts;
}

/** Finds again where in a statement the texts stand that the PL/pgSQL parser gives with no more than a line. */
export class PlText {
  readonly #text: string;
  readonly #body: Span | undefined;

  constructor(text: string, body: Span | undefined) {
    this.#text = text;
    this.#body = body;
  }

  place(query: string, line: number): SqlText {
    const at = this.#body && this.#find(query, line, this.#body);
    return at === undefined ? { text: query, line } : { text: query, line, at };
  }

  #find(query: string, line: number, body: Span): number | undefined {
    const from = this.#lineStart(line, body);
    const whole = this.#text.indexOf(query, from);
    if (whole >= 0 && whole < body.end) return whole;
    const parts = partsBetweenBlanks(query);
    const found = this.#findParts(parts, from, body.end);
    if (found !== undefined || !query.startsWith(verb)) return found;
    const [first, ...others] = parts;
    const behindVerb = first?.text.slice(verb.length) ?? '';
    return this.#findParts(behindVerb === '' ? others : [{ text: behindVerb, at: verb.length }, ...others], from, body.end);
  }

  #findParts([first, ...others]: readonly Part[], from: number, to: number): number | undefined {
    if (!first) return undefined;
    const { text, at: shift } = first;
    for (let at = this.#text.indexOf(text, from); at >= 0 && at < to; at = this.#text.indexOf(text, at + 1)) {
      if (others.every((part) => this.#text.startsWith(part.text, at - shift + part.at))) return at - shift;
    }
    return undefined;
  }

  #lineStart(line: number, { start, end }: Span): number {
    let at = start;
    for (let count = 1; count < line; count++) {
      const next = this.#text.indexOf('\n', at);
      if (next < 0 || next >= end) return at;
      at = next + 1;
    }
    return at;
  }
}

/**
 * The value of an expression that is nothing but a string, with the offset of its first character in the expression.
 *
 * @returns undefined for any other expression, and for escapes (`E'…'` with a backslash)
 */
export function constantString(expression: string): { readonly value: string; readonly at: number; readonly isVerbatim: boolean } | undefined {
  const token = nextToken(expression, 0);
  if (token?.kind !== 'string' || nextToken(expression, token.end)) return undefined;
  const own = expression.slice(token.start, token.end);
  if (own.startsWith('$')) {
    const tag = own.indexOf('$', 1) + 1;
    return { value: own.slice(tag, -tag), at: token.start + tag, isVerbatim: true };
  }
  const quote = own.indexOf("'");
  const prefix = own.slice(0, quote).toLowerCase();
  const inner = own.slice(quote + 1, -1);
  if ((prefix !== '' && prefix !== 'e') || (prefix === 'e' && inner.includes('\\')) || lexeme(own, quote)?.end !== own.length) return undefined;
  // A quote that is not doubled: strings on several lines, joined.
  if (/(?:^|[^'])(?:'')*'(?!')/.test(inner)) return undefined;
  return { value: inner.replaceAll("''", "'"), at: token.start + quote + 1, isVerbatim: !inner.includes("''") };
}
