import type { Span } from '../source/source-file.ts';
import { advance, cursorAt, skipItem, skipName, skipWords, type Cursor } from './cursor.ts';

/**
 * The comma-separated commands of an ALTER or objects of a DROP or TRUNCATE; for any other statement the whole of it.
 *
 * @param span - the statement's
 */
export function commands(text: string, span: Span): Span[] {
  const start = cursorAt(text, span.start, span.end);
  if (start.word === 'alter') return list(skipAltered(advance(start)), between);
  if (start.word === 'drop') return list(skipDropped(advance(start)), dropObject);
  if (start.word === 'truncate') return list(skipWords(advance(start), 'table') ?? advance(start), dropObject);
  return [span];
}

function list(first: Cursor, read: (start: Cursor, end: Cursor) => Span): Span[] {
  const found: Span[] = [];
  let here = first;
  while (here.token) {
    const end = skipItem(here);
    found.push(read(here, end));
    if (end.word !== ',') return found;
    here = advance(end);
  }
  return found;
}

/** The kinds of objects whose names have more than one word. */
const wordyKinds: readonly (readonly string[])[] = [
  ['materialized', 'view'],
  ['foreign', 'table'],
  ['foreign', 'data', 'wrapper'],
  ['event', 'trigger'],
  ['access', 'method'],
  ['user', 'mapping'],
  ['operator', 'class'],
  ['operator', 'family'],
  ['text', 'search', 'configuration'],
  ['text', 'search', 'dictionary'],
  ['text', 'search', 'parser'],
  ['text', 'search', 'template'],
  ['procedural', 'language'],
];

const wordyStarts = new Set(wordyKinds.map(([first]) => first));

function skipKind(at: Cursor): Cursor {
  if (!wordyStarts.has(at.word)) return advance(at);
  for (const words of wordyKinds) {
    const behind = skipWords(at, ...words);
    if (behind) return behind;
  }
  return advance(at);
}

/** Behind the name of what is altered: where the commands begin. */
function skipAltered(at: Cursor): Cursor {
  let here = skipKind(at);
  here = skipWords(here, 'if', 'exists') ?? here;
  here = skipWords(here, 'only') ?? here;
  if (here.word === '(') here = advance(here);
  here = skipName(here);
  return skipWords(here, '*') ?? skipWords(here, ')') ?? here;
}

function skipDropped(at: Cursor): Cursor {
  const kind = skipKind(at);
  const here = skipWords(kind, 'concurrently') ?? kind;
  return skipWords(here, 'if', 'exists') ?? here;
}

const trailing = new Set(['cascade', 'restrict', 'restart', 'continue']);

/** An object without the words behind the last one of a DROP. */
function dropObject(start: Cursor, end: Cursor): Span {
  const first = skipWords(start, 'only') ?? start;
  let here = skipName(first);
  while (here.before < end.before && !trailing.has(here.word)) here = advance(here);
  return between(first, here);
}

function between(start: Cursor, end: Cursor): Span {
  return { start: start.token?.start ?? start.before, end: end.before };
}
