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

/**
 * Where in the file a mark's words stand. Lexes from the mark on only, so nobody need shun it; nothing is kept.
 *
 * @returns a range that lies in the statement; the statement's where the mark names what is not there
 */
export function locate(statement: Located, mark: Mark): Span {
  const { span } = statement;
  switch (mark.part) {
    case 'statement':
      return span;
    case 'span':
      return { start: mark.at, end: mark.end };
    case 'command':
      return commandAt(statement, mark.index);
    case 'command name':
      return commands(statement.file.text, span)[mark.index]?.name ?? commandAt(statement, mark.index);
    default:
      return partAt(statement, mark.part, mark.at);
  }
}

/** The nth command of an ALTER TABLE or object of a DROP, from 0; the whole statement where it has fewer. */
export function commandAt(statement: Located, index: number): Span {
  return commands(statement.file.text, statement.span)[index]?.span ?? statement.span;
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
