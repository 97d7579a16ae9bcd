import type { SourceFile, Span } from '../source/source-file.ts';
import { lexeme, nextToken, type Token } from '../source/tokens.ts';
import type { GrammarError } from './postgres-grammar.ts';
import type { SyntaxError } from './statement.ts';

const longestMessage = 160;

/** The text that was refused, as long as what stands in the file, and where it starts there. */
interface Refused {
  readonly text: string;
  readonly base: number;
}

/**
 * PostgreSQL's refusal of a statement as an error in the file.
 *
 * @param end - where in the text the statement ends
 */
export function syntaxError(file: SourceFile, { text, base }: Refused, end: number, { message, position }: GrammarError): SyntaxError {
  const token = tokenAt(text, position ?? 0);
  const span = { start: base + token.start, end: base + token.end };
  return {
    message: shortened(message.replace(text.slice(token.start, token.end), () => file.text.slice(span.start, span.end))) + foreignBlank(text, token),
    span,
    statement: { start: base, end: base + end },
  };
}

/** Blanks of Unicode, as documents and chats put them into SQL. */
const foreign = /[\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]/;

/** Names the blank in the refused word or the one before it that nobody sees: PostgreSQL takes it for a letter. */
function foreignBlank(text: string, { start, end }: Span): string {
  if (!foreign.test(text.slice(0, end))) return '';
  let before: Token | undefined;
  for (let token = nextToken(text, 0, start); token; token = nextToken(text, token.end, start)) before = token;
  const words = (before?.kind === 'word' ? text.slice(before.start, before.end) : '') + text.slice(start, end);
  const found = foreign.exec(words)?.[0].charCodeAt(0);
  return found === undefined ? '' : `: U+${found.toString(16).toUpperCase().padStart(4, '0')} is no blank to PostgreSQL but a letter`;
}

/** The token at an offset, the first line of one that never ends, or the last token where the text is over. */
function tokenAt(text: string, position: number): Span {
  const token = lexeme(text, position);
  if (!token) return lastToken(text);
  if (token.kind !== 'unterminated') return token;
  const line = text.slice(token.start, token.end).search(/[ \t]*[\r\n]/);
  return line < 0 ? token : { start: token.start, end: token.start + line };
}

function lastToken(text: string): Span {
  let last: Span = { start: 0, end: 0 };
  for (let token = nextToken(text, 0); token; token = nextToken(text, token.end)) last = token;
  return last;
}

/** PostgreSQL quotes all of a string that never ends. */
function shortened(message: string): string {
  if (message.length <= longestMessage && !/[\r\n]/.test(message)) return message;
  const [line = ''] = message.slice(0, longestMessage).split(/[\r\n]/);
  return `${line}…"`;
}

const statementEnd = /;[ \t]*(?:--[^\r\n]*)?(?:\r?\n|$)/g;
const statementStart = /^(?:create|alter|drop|comment|grant|revoke|insert|update|delete)\b/gim;

/** Where a statement is given up, and where reading goes on. */
export interface Resumption {
  readonly end: number;
  readonly next: number;
}

/**
 * Where reading can go on behind a string, name or dollar quote that never closes: behind the next semicolon at the end of
 * a line; for a dollar quote, whose text has such semicolons of its own, at the next line that begins as a statement does.
 *
 * @param position - where the grammar stumbled
 * @returns undefined where nothing is left; a comment that never closes takes all that follows
 */
export function resumption(text: string, position: number): Resumption | undefined {
  const token = lexeme(text, position);
  const isOpen = token?.kind === 'unterminated';
  if (isOpen && text.startsWith('/*', token.start)) return undefined;
  const isDollar = isOpen && text[token.start] === '$';
  const pattern = isDollar ? statementStart : statementEnd;
  pattern.lastIndex = position + 1;
  const match = pattern.exec(text);
  if (!match) return undefined;
  if (isDollar) return { end: text.slice(0, match.index).trimEnd().length, next: match.index };
  return match.index + 1 < text.length ? { end: match.index, next: match.index + 1 } : undefined;
}
