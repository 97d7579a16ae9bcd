import { lower } from '../operations/lower.ts';
import type { Names } from '../operations/names.ts';
import type { Operation } from '../operations/operation.ts';
import type { Node } from '../parser/nodes.ts';
import { routineBody } from '../parser/plpgsql-text.ts';
import { readScript } from '../parser/read-script.ts';
import type { Statement } from '../parser/statement.ts';
import { SourceFile, type Place } from '../source/source-file.ts';
import { nextToken } from '../source/tokens.ts';

/** A statement that is nothing but the call of one routine: `SELECT migrate()`, `CALL add_columns('t')`. */
export interface Call {
  readonly schema?: string;
  readonly name: string;
  /** Constants as written, without their casts. */
  readonly arguments: readonly string[];
}

/** What a routine does when it is called, and the statement that each effect stands in. */
export interface Effect {
  readonly operation: Operation;
  readonly statement: Statement;
}

/** The words and signs of a text: no blanks, no comments. */
function lexemes(text: string): readonly string[] {
  const found: string[] = [];
  for (let token = nextToken(text, 0); token; token = nextToken(text, token.end)) {
    if (token.kind !== 'blank' && token.kind !== 'comment') found.push(text.slice(token.start, token.end));
  }
  return found;
}

/** Longer statements are no plain calls. */
const longestCall = 300;

/** Reads a statement as a call of one routine; undefined where it is more than that. */
export function readCall({ file, span }: Statement): Call | undefined {
  if (span.end - span.start > longestCall) return undefined;
  const [verb = '', first = '', ...rest] = lexemes(file.text.slice(span.start, span.end));
  if (!/^(?:select|call|perform)$/i.test(verb)) return undefined;
  const qualified = rest[0] === '.';
  const behind = qualified ? rest.slice(2) : rest;
  if (behind[0] !== '(' || behind.at(-1) !== ')' || behind.filter((word) => word === '(').length > 1) return undefined;
  const name = fold(qualified ? (rest[1] ?? '') : first);
  const given = listed(behind.slice(1, -1)).map(([constant = '']) => constant);
  return { ...(qualified ? { schema: fold(first) } : {}), name, arguments: given.every(isConstant) ? given : [] };
}

function fold(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase();
}

function isConstant(text: string): boolean {
  return /^(?:'|\d|true$|false$)/i.test(text);
}

/** Words between commas. */
function listed(words: readonly string[]): readonly (readonly string[])[] {
  const items: string[][] = [];
  let depth = 0;
  for (const word of words) {
    if (items.length === 0 || (word === ',' && depth === 0)) items.push([]);
    depth += Number(word === '(') - Number(word === ')');
    if (word !== ',' || depth > 0) items.at(-1)?.push(word);
  }
  return items;
}

/** Modes of a parameter, which stand before its name. */
const modes: ReadonlySet<string> = new Set(['in', 'out', 'inout', 'variadic']);

/** The names of a routine's parameters, in order, from its CREATE. */
function parameters(definition: string): readonly string[] {
  const words = lexemes(definition);
  const open = words.indexOf('(');
  let close = open;
  for (let depth = 0; close < words.length; close++) {
    depth += Number(words[close] === '(') - Number(words[close] === ')');
    if (depth === 0) break;
  }
  return listed(words.slice(open + 1, close)).map((item) => fold(item.find((word) => !modes.has(word.toLowerCase())) ?? ''));
}

/** A body in which the constants of a call stand for the parameters. */
function withArguments(body: string, names: readonly string[], values: readonly string[]): string {
  const constants = new Map(names.flatMap((name, index): (readonly [string, string])[] => (values[index] === undefined ? [] : [[name, values[index]]])));
  let text = '';
  for (let token = nextToken(body, 0), end = 0; token; token = nextToken(body, end)) {
    const written = body.slice(token.start, token.end);
    const constant = token.kind === 'word' ? constants.get(written.toLowerCase()) : undefined;
    text += body.slice(end, token.start) + (constant ?? written);
    end = token.end;
  }
  return text;
}

const language = /\blanguage\s+'?(?<name>plpgsql|sql)\b/i;

/** The statements of a body in SQL. */
function statementsOf(text: string, place: Place): readonly Statement[] {
  const file = new SourceFile(place.file.path, text);
  const span = { start: 0, end: text.length };
  return readScript({ file, span, direction: 'up', execution: { wrap: 'none', send: 'statements', session: 'kept' }, heading: place }).statements;
}

/** A body in PL/pgSQL as the DO block that does the same. Nothing needs to be parsed to know what that is. */
function doBlock(text: string, place: Place): Statement {
  const script = `DO $pgmiglint$${text}$pgmiglint$`;
  const file = new SourceFile(place.file.path, script);
  const code: Node = { DefElem: { defname: 'as', arg: { String: { sval: text } }, location: 'DO '.length } };
  return { file, span: { start: 0, end: script.length }, node: { DoStmt: { args: [code] } }, offset: (location) => location };
}

/** What the call of a routine does, by the place of its CREATE; nothing for what no PL/pgSQL or SQL makes. */
export function effectsOf({ place }: { readonly place: Place }, call: Call, names: Names): readonly Effect[] {
  const definition = place.file.text.slice(place.span.start, place.span.end);
  const body = routineBody(definition);
  if (!body) return [];
  const text = call.arguments.length === 0 ? body.code : withArguments(body.code, parameters(definition), call.arguments);
  const isSql = language.exec(body.around)?.groups?.name?.toLowerCase() === 'sql';
  const statements = isSql ? statementsOf(text, place) : [doBlock(text, place)];
  return statements.flatMap((statement) => lower(statement, names).map((operation) => ({ operation, statement })));
}
