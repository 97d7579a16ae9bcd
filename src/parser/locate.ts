import type { Span } from '../source/source-file.ts';
import { commands } from './commands.ts';
import { skipConstraint } from './constraints.ts';
import { cursorAt, skipItem, skipName, advance, type Cursor } from './cursor.ts';
import { skipExpression, skipType } from './expressions.ts';
import type { Mark } from './mark.ts';
import type { Statement } from './statement.ts';

type EndingPart = Extract<Mark, { readonly at: number; readonly part: 'token' | 'name' | 'type' | 'expression' | 'column' | 'constraint' }>['part'];

/** All that locating needs of a statement. */
type Located = Pick<Statement, 'file' | 'span'>;

/** How each part of a statement ends. */
const behind: Readonly<Record<EndingPart, (at: Cursor) => Cursor>> = {
  token: advance,
  name: skipName,
  type: skipType,
  expression: skipExpression,
  column: skipItem,
  constraint: skipConstraint,
};

/** Of the statement that was asked about last: several rules ask for the same words, one after the other. */
interface Found {
  readonly of: Span;
  readonly spans: Map<Mark, Span>;
  commands?: readonly Span[];
}

let found: Found | undefined;

/** @param span - a statement's: each statement has an object of its own */
function foundIn(span: Span): Found {
  if (found?.of !== span) found = { of: span, spans: new Map() };
  return found;
}

/**
 * Where in the file a mark's words stand. Lexes from the mark on only, so nobody need shun it.
 *
 * @returns a range that lies in the statement; the statement's where the mark names what is not there
 */
export function locate(statement: Located, mark: Mark): Span {
  const { span, file } = statement;
  switch (mark.part) {
    case 'statement':
      return span;
    case 'span':
      return { start: mark.at, end: mark.end };
    case 'command':
      return commandAt(file.text, span, mark.index);
    case 'inner command':
      return commandAt(file.text, mark.within, mark.index);
    default: {
      const { spans } = foundIn(span);
      let place = spans.get(mark);
      if (!place) spans.set(mark, (place = partAt(statement, mark.part, mark.at)));
      return place;
    }
  }
}

/** The nth command of an ALTER TABLE or object of a DROP, from 0; the whole statement where it has fewer. */
function commandAt(text: string, span: Span, index: number): Span {
  const found = foundIn(span);
  found.commands ??= commands(text, span);
  return found.commands[index] ?? span;
}

function partAt({ file, span }: Located, part: EndingPart, at: number): Span {
  if (at < span.start || at >= span.end) return span;
  const start = part === 'expression' ? expressionStart(file.text, at, span.start) : at;
  const end = Math.min(behind[part](cursorAt(file.text, start, span.end)).before, span.end);
  return { start, end: Math.max(end, start) };
}

/** An expression in brackets: those of CHECK and of a generated column are not its own. */
const brackets = /(?:\b(default|using|where|check|as)|=)\s*((?:\(\s*)+)$/i;

/** The grammar's first location in `(a + b)::int` is that of `a`. */
function expressionStart(text: string, at: number, from: number): number {
  if (!text.slice(from, at).trimEnd().endsWith('(')) return at;
  const [, word = '', open = ''] = brackets.exec(text.slice(Math.max(from, at - 80), at)) ?? [];
  const isOwn = !/^(?:check|as)$/i.test(word);
  const first = isOwn ? open.indexOf('(') : open.indexOf('(', 1);
  return first < 0 ? at : at - open.length + first;
}
