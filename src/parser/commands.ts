import type { Span } from '../source/source-file.ts';
import { advance, cursorAt, skipItem, skipName, skipWords, type Cursor } from './cursor.ts';

/** A command of an ALTER, or an object of a DROP or TRUNCATE. */
export interface Command {
  readonly span: Span;
  /** The first name in it: the column, constraint or object that it is about. */
  readonly name: Span | undefined;
}

/**
 * The comma-separated commands of an ALTER or objects of a DROP or TRUNCATE; for any other statement the whole of it.
 *
 * @param span - the statement's
 */
export function commands(text: string, span: Span): Command[] {
  const start = cursorAt(text, span.start, span.end);
  if (start.word === 'alter') return list(skipAltered(advance(start)), alterCommand, advance(start).word);
  if (start.word === 'drop') return list(skipDropped(advance(start)), dropObject);
  if (start.word === 'truncate') return list(skipWords(advance(start), 'table') ?? advance(start), dropObject);
  return [{ span, name: undefined }];
}

function list(first: Cursor, read: (start: Cursor, end: Cursor, kind: string) => Command, kind = ''): Command[] {
  const found: Command[] = [];
  let here = first;
  while (here.token) {
    const end = skipItem(here);
    found.push(read(here, end, kind));
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

/** What may stand between a verb and the name it is about, in this order. */
const verbs: Readonly<Record<string, readonly (readonly string[])[]>> = {
  add: [['column'], ['if', 'not', 'exists'], ['constraint']],
  drop: [['column'], ['constraint'], ['if', 'exists']],
  alter: [['column'], ['constraint']],
  rename: [['column'], ['constraint']],
  validate: [['constraint']],
  enable: [['replica'], ['always'], ['trigger'], ['rule']],
  disable: [['trigger'], ['rule']],
  attach: [['partition']],
  detach: [['partition']],
  inherit: [],
};
/** The same for ALTER TYPE and ALTER DOMAIN; `attribute` and `value` are good names for columns. */
const typeVerbs: Readonly<Record<string, readonly (readonly string[])[]>> = {
  add: [['attribute'], ['value'], ['if', 'not', 'exists'], ['constraint']],
  drop: [['attribute'], ['constraint'], ['if', 'exists']],
  alter: [['attribute']],
  rename: [['attribute'], ['value'], ['constraint']],
  validate: [['constraint']],
};
/** What stands behind these verbs instead of a name. */
const nameless = new Set(['primary', 'unique', 'check', 'foreign', 'exclude', 'not', 'row', 'to', 'default', 'using']);

function alterCommand(start: Cursor, end: Cursor, kind: string): Command {
  const before = (kind === 'type' || kind === 'domain' ? typeVerbs : verbs)[start.word];
  return { span: between(start, end), name: before && nameBehind(advance(start), before) };
}

function nameBehind(at: Cursor, before: readonly (readonly string[])[]): Span | undefined {
  let here = at;
  for (const words of before) here = skipWords(here, ...words) ?? here;
  return !here.token || nameless.has(here.word) ? undefined : between(here, skipName(here));
}

const trailing = new Set(['cascade', 'restrict', 'restart', 'continue']);

function dropObject(start: Cursor, end: Cursor): Command {
  const first = skipWords(start, 'only') ?? start;
  const named = skipName(first);
  let here = named;
  while (here.before < end.before && !trailing.has(here.word)) here = advance(here);
  return { span: between(first, here), name: between(first, named) };
}

function between(start: Cursor, end: Cursor): Span {
  return { start: start.token?.start ?? start.before, end: end.before };
}
