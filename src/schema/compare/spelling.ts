import { nextToken } from '../../source/tokens.ts';
import type { Moment } from '../catalog.ts';

/** Words that mean the same to PostgreSQL. */
const synonyms: Readonly<Record<string, string>> = {
  int: 'integer', int4: 'integer', int2: 'smallint', int8: 'bigint', bool: 'boolean', decimal: 'numeric', float8: 'double precision', float4: 'real',
  varchar: 'character varying', char: 'character', bpchar: 'character', timestamptz: 'timestamp with time zone', timetz: 'time with time zone',
  current_timestamp: 'now()', '!=': '<>', procedure: 'function', '~~': 'like', '~~*': 'ilike', some: 'any',
};

/** A text as PostgreSQL reads it, token by token: no comments, no blanks, names folded, what goes without saying left out. */
function spell(text: string): readonly string[] {
  const words: string[] = [];
  for (let token = nextToken(text, 0); token; token = nextToken(text, token.end)) {
    if (token.kind === 'blank' || token.kind === 'comment') continue;
    const written = text.slice(token.start, token.end);
    if (token.kind === 'string' || token.kind === 'unterminated') words.push(literal(written));
    else if (token.kind === 'quoted name') words.push(/^"[a-z_][a-z0-9_]*"$/.test(written) ? written.slice(1, -1) : written);
    else words.push(synonyms[written.toLowerCase()] ?? written.toLowerCase());
  }
  return withoutSchemas(words);
}

/** A dollar-quoted body by its words: blanks and comments in it mean nothing to anyone. */
function literal(written: string): string {
  const body = /^\$([^$]*)\$([^]*)\$\1\$$/.exec(written)?.[2];
  if (body !== undefined) return `$${wordsOf(body)}$`;
  const plain = /^'([^]*)'$/.exec(written)?.[1];
  return plain?.includes('\n') ? `$${wordsOf(plain.replaceAll("''", "'"))}$` : written;
}

function wordsOf(body: string): string {
  const words: string[] = [];
  for (let token = nextToken(body, 0); token; token = nextToken(body, token.end)) {
    if (token.kind !== 'blank' && token.kind !== 'comment') words.push(body.slice(token.start, token.end).replace(/\s+/g, ' '));
  }
  return words.join(' ');
}

/** `public.` and `pg_catalog.` go without saying; a cast that follows a plain literal does too. */
function withoutSchemas(words: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if ((word === 'public' || word === 'pg_catalog') && words[i + 1] === '.') {
      i++;
      continue;
    }
    if (word === '::' && /^['$\d]|^(?:null|true|false)$/.test(kept.at(-1) ?? '')) {
      i = behindType(words, i + 1) - 1;
      continue;
    }
    if (word === 'now' && words[i + 1] === '(' && words[i + 2] === ')') {
      kept.push('now()');
      i += 2;
      continue;
    }
    kept.push(word);
  }
  return kept;
}

function behindType(words: readonly string[], from: number): number {
  let at = from + 1;
  while (words[at] === '.') at += 2;
  while (/^(?:varying|precision|with|without|time|zone)$/.test(words[at] ?? '')) at++;
  if (words[at] === '(') at = words.indexOf(')', at) + 1;
  while (words[at] === '[') at = words.indexOf(']', at) + 1;
  return at;
}

/** Brackets around the whole mean nothing. */
function withoutBrackets(words: readonly string[]): readonly string[] {
  if (words[0] !== '(' || words.at(-1) !== ')') return words;
  let depth = 0;
  for (const [i, word] of words.entries()) {
    depth += Number(word === '(') - Number(word === ')');
    if (depth === 0 && i < words.length - 1) return words;
  }
  return withoutBrackets(words.slice(1, -1));
}

/** An expression: a default, what a generated column is computed by. */
function expression(text: string): string {
  return withoutBrackets(spell(text)).join(' ').replace(/^nextval \( '(?:public\.)?"?([^'"]*)"?' \)$/, 'nextval $1');
}

/** Whether two expressions say the same. */
export function sameExpression(a: string | undefined, b: string | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && expression(a) === expression(b));
}

/** What of the words of a statement counts. */
type Told = (words: readonly string[]) => string;

/** Whether two statements make the same; undefined where one of the two was made by other means than a CREATE of its own. */
export function sameDefinition(a: Moment, b: Moment, told: Told = spelled, toldOfB = told): boolean | undefined {
  const [was, is] = [textOf(a), textOf(b)];
  // What a down makes again is mostly copied, letter by letter.
  if (was === is && told === toldOfB) return isCreate(was) || undefined;
  const [before, after] = [spell(was), spell(is)];
  return before[0] === 'create' && after[0] === 'create' ? told(before) === toldOfB(after) : undefined;
}

function textOf({ place: { file, span } }: Moment): string {
  return file.text.slice(span.start, span.end);
}

function isCreate(text: string): boolean {
  const first = nextToken(text, 0);
  return first !== undefined && text.slice(first.start, first.end).toLowerCase() === 'create';
}

function spelled(words: readonly string[]): string {
  return words.join(' ');
}

/** From a word on, that word left out. */
function behind(words: readonly string[], word: string): readonly string[] {
  return words.slice(words.indexOf(word) + 1);
}

function without(words: readonly string[], ...left: readonly string[]): readonly string[] {
  return words.filter((word) => !left.includes(word));
}

/** A condition, however it is bracketed: `IN` is what PostgreSQL makes of `= ANY (ARRAY[…])`. */
function condition(words: readonly string[]): string {
  return without(words, '(', ')', '[', ']').join(' ').replaceAll('= any array ', 'in ');
}

/**
 * What an index is made of: keys, predicate.
 *
 * @param renamed - columns that went by another name when it was made; absent: none
 */
export function indexDefinition(renamed?: ReadonlyMap<string, string>): Told {
  return renamed ? (words) => condition(keysOf(words).map((word) => renamed.get(word) ?? word)) : keysAsWritten;
}

function keysAsWritten(words: readonly string[]): string {
  return condition(keysOf(words));
}

function keysOf(words: readonly string[]): readonly string[] {
  const rest = without(behind(words, 'on'), 'only', 'asc');
  return rest.slice(rest.indexOf('('));
}

export function viewDefinition(words: readonly string[]): string {
  const text = behind(words, 'as').join(' ');
  return text.replace(/ with (?:no )?data$/, '');
}

/** `CREATE TRIGGER name …` without the name, which is compared by itself. */
export function triggerDefinition(words: readonly string[]): string {
  const rest = without(behind(words, 'trigger').slice(1), 'each');
  return rest.join(' ').replace(/ (before|after|instead) /, ' $1 ');
}

export function policyDefinition(words: readonly string[]): string {
  return behind(words, 'policy').slice(1).join(' ').replace(' as permissive', '').replace(' for all', '').replace(/ to public(?= |$)/, '');
}

/** A routine by its signature, the words behind it in whatever order, and its body. */
export function routineDefinition(words: readonly string[]): string {
  const open = words.indexOf('(');
  let close = open;
  for (let depth = 0; close < words.length; close++) {
    depth += Number(words[close] === '(') - Number(words[close] === ')');
    if (depth === 0) break;
  }
  const rest = words.slice(close + 1).map((word) => (/^'[a-z_]+'$/.test(word) ? word.slice(1, -1) : word));
  return [...words.slice(open, close + 1), ...without(rest, 'as', 'volatile').toSorted()].join(' ');
}

/** From CHECK or EXCLUDE on: a constraint without its name; undefined where it names a column otherwise than the text does. */
export function constraintDefinition(made: Moment, columns: readonly string[]): string | undefined {
  const words = spell(textOf(made));
  const from = words.findIndex((word) => word === 'check' || word === 'exclude');
  if (from < 0 || words[0] === 'alter' || words[0] === 'create' || words[0] === 'do') return undefined;
  const rest = words.slice(from);
  if (!columns.every((column) => rest.includes(column) || rest.includes(`"${column}"`))) return undefined;
  return condition(rest).replace(/ not valid$/, '');
}
