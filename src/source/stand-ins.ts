import { copyDataEnd, metaCommand } from './psql.ts';
import type { Span } from './source-file.ts';
import { isBareElse, tagKind, verdict, type TagKind } from './templates.ts';
import { lexeme } from './tokens.ts';

/** A text of the same length in which words stand in for placeholders. */
export interface StoodIn {
  readonly text: string;
  /** Where something stands in. */
  readonly standIns: readonly Span[];
  /** Placeholders that stand for whole statements: blanks stand in. */
  readonly unresolved: readonly Span[];
}

interface Placeholder extends Span {
  readonly kind: TagKind;
  /** No token stands between the statement's start and here. */
  readonly first: boolean;
}

interface Edit extends Span {
  readonly text: string;
}

const anyPlaceholder = /\{\{|\$\{|@[A-Za-z_][\w.]*@|:['"A-Za-z_]/;
const inWord = /\{\{(?:[^}]|\}(?!\}))*\}\}|\$\{[^}\n]*\}/g;
const atName = /@[A-Za-z_][\w.]*@/y;
const psqlVariable = /:(?:[A-Za-z_]\w*|'\w+'|"\w+")/y;

/**
 * Puts words or literals in the place of `${…}`, `{{…}}`, `@name@` and psql's `:name`, outside strings and comments. Of
 * the branches of an `{{if}}` the one for PostgreSQL stays, else the first.
 *
 * @returns undefined where the text has no placeholder
 */
export function standIn(text: string): StoodIn | undefined {
  if (!anyPlaceholder.test(text)) return undefined;
  const found = placeholders(text);
  if (found.length === 0) return undefined;
  const standIns: Span[] = [];
  const unresolved: Span[] = [];
  const edits: Edit[] = [];
  const dropped = droppedBranches(text, found);
  for (const placeholder of found) {
    const { start, end, kind, first } = placeholder;
    if (dropped.some((range) => range.start <= start && end <= range.end)) continue;
    const isStatement = kind === 'value' && first && endsStatement(text, end);
    if (isStatement) unresolved.push({ start, end });
    else if (kind === 'value') standIns.push({ start, end });
    edits.push({ start, end, text: kind === 'value' && !isStatement ? inPlaceOf(text, start, end) : blanks(text, start, end) });
  }
  for (const { start, end } of dropped) edits.push({ start, end, text: blanks(text, start, end) });
  return { text: edited(text, edits), standIns, unresolved };
}

/** Placeholders outside strings, comments and what is for psql alone, in order. */
function placeholders(text: string): Placeholder[] {
  const found: Placeholder[] = [];
  let brackets = 0;
  let first = true;
  let statement = 0;
  let at = 0;
  for (let token = lexeme(text, at); token; token = lexeme(text, at)) {
    at = token.end;
    const { kind, start, end } = token;
    if (kind === 'blank' || kind === 'comment') continue;
    const char = text[start];
    if (first) statement = start;
    if (char === '\\') {
      at = metaCommand(text, start).end;
      continue;
    }
    if (char === '[') brackets++;
    else if (char === ']') brackets--;
    if (kind === 'word') first = inOneWord(text, start, end, first, found);
    else {
      const pattern = char === '@' ? atName : char === ':' && end === start + 1 && brackets <= 0 ? psqlVariable : undefined;
      if (pattern) pattern.lastIndex = start;
      if (pattern?.test(text)) {
        at = pattern.lastIndex;
        found.push({ start, end: at, kind: 'value', first });
      }
      first = char === ';';
      if (first) at = copyDataEnd(text, statement, end) ?? at;
    }
  }
  return found;
}

/** @returns whether the statement has still not begun behind the word */
function inOneWord(text: string, start: number, end: number, first: boolean, found: Placeholder[]): boolean {
  const own = text.slice(start, end);
  let isFirst = first;
  let at = 0;
  for (const match of own.includes('{') ? own.matchAll(inWord) : []) {
    isFirst &&= match.index === at;
    at = match.index + match[0].length;
    const kind = match[0].startsWith('$') ? 'value' : tagKind(match[0]);
    found.push({ start: start + match.index, end: start + at, kind, first: isFirst });
    // A value on a line of its own is a statement of its own.
    isFirst &&= kind !== 'value' || endsStatement(text, start + at);
  }
  return isFirst && at === own.length;
}

/** Whether nothing more of a statement follows in the line. */
function endsStatement(text: string, at: number): boolean {
  return /[ \t]*(?:[;\r\n]|--|\{\{|$)/y.test(text.slice(at, at + 200));
}

interface Branch extends Span {
  readonly says: boolean | undefined;
  readonly isElse: boolean;
}

/** The branches that another dialect would run, tags included. */
function droppedBranches(text: string, found: readonly Placeholder[]): Span[] {
  const dropped: Span[] = [];
  const open: { readonly isIf: boolean; readonly branches: Branch[]; start: number; tag: Placeholder }[] = [];
  for (const tag of found) {
    if (tag.kind === 'if' || tag.kind === 'block') {
      open.push({ isIf: tag.kind === 'if', branches: [], start: tag.end, tag });
      continue;
    }
    const block = tag.kind === 'else' || tag.kind === 'end' ? open.at(-1) : undefined;
    if (!block) continue;
    const words = text.slice(block.tag.start, block.tag.end);
    block.branches.push({ start: block.start, end: tag.start, says: verdict(words), isElse: isBareElse(words) });
    block.start = tag.end;
    block.tag = tag;
    if (tag.kind === 'end') {
      open.pop();
      if (block.isIf) dropped.push(...block.branches.filter((branch) => branch !== kept(block.branches)));
    }
  }
  return dropped;
}

function kept(branches: readonly Branch[]): Branch | undefined {
  return branches.find(({ says }) => says === true) ?? branches.find(({ says, isElse }) => says === undefined && !isElse) ?? branches.find(({ isElse }) => isElse);
}

/** Where the grammar takes a whole number and no name. */
const beforeNumber = /(?:\b(?:varchar|char|character|varying|bit|float|timestamp|time|interval|second)\s*\(|\b(?:start|increment|restart|start\s+with|restart\s+with|increment\s+by|cache|minvalue|maxvalue)\s)\s*$/i;

/** A name of the same length, or a number; psql's `:'x'` and `:"x"` keep their quotes. */
function inPlaceOf(text: string, start: number, end: number): string {
  const placeholder = text.slice(start, end);
  if (/^:['"]/.test(placeholder)) return ` ${placeholder.slice(1)}`;
  if (beforeNumber.test(text.slice(Math.max(0, start - 40), start))) return '1'.padStart(end - start);
  return placeholder.replace(/[^A-Za-z0-9_]/g, '_');
}

function blanks(text: string, start: number, end: number): string {
  return text.slice(start, end).replace(/[^\r\n]/g, ' ');
}

/** Edits inside a dropped branch were never made, and dropped branches may lie in one another: the widest wins. */
function edited(text: string, edits: Edit[]): string {
  edits.sort((a, b) => a.start - b.start || b.end - a.end);
  let result = '';
  let at = 0;
  for (const edit of edits) {
    if (edit.start < at) continue;
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
