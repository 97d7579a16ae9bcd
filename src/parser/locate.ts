import type { Span } from '../source/source-file.ts';
import { commands } from './commands.ts';
import { skipConstraint } from './constraints.ts';
import { cursorAt, skipItem, skipName, advance, type Cursor } from './cursor.ts';
import { skipExpression, skipType } from './expressions.ts';
import type { Mark } from './mark.ts';
import type { Statement } from './statement.ts';

type EndingPart = Extract<Mark, { readonly at: number; readonly part: 'token' | 'name' | 'type' | 'expression' | 'column' | 'constraint' }>['part'];

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
export function locate(statement: Statement, mark: Mark): Span {
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
export function commandAt(statement: Statement, index: number): Span {
  return commands(statement.file.text, statement.span)[index]?.span ?? statement.span;
}

function partAt({ file, span }: Statement, part: EndingPart, at: number): Span {
  if (at < span.start || at >= span.end) return span;
  const start = cursorAt(file.text, at, span.end);
  const end = Math.min(behind[part](start).before, span.end);
  return { start: at, end: Math.max(end, at) };
}
