import type { SourceFile, Span } from './source-file.ts';
import { lexeme } from './tokens.ts';

/** A comment that switches rules off: for the statement that follows, or for the whole file. */
export interface Directive {
  /** `unknown`: it begins as one and goes on as none; it switches nothing off. */
  readonly kind: 'next statement' | 'file' | 'unknown';
  /** The word as written, such as `pgmiglint-disable-next-statement`. */
  readonly word: string;
  readonly rules: readonly { readonly name: string; readonly span: Span }[];
  readonly reason?: string;
  /** The whole comment. */
  readonly span: Span;
}

const name = 'pgmiglint-disable';
const form = /^(?:--|\/\*)\s*pgmiglint-disable(-[\w-]*)?(?=[\s*]|$)/;
const kinds: Readonly<Record<string, Directive['kind'] | undefined>> = { '': 'file', '-next-statement': 'next statement' };
const landmark = /['"$]|--|\/\*/g;

/** The suppression comments of a file, in order; those words in strings or function bodies are none. */
export function directives(file: SourceFile): Directive[] {
  const { text } = file;
  if (!text.includes(name)) return [];
  const found: Directive[] = [];
  landmark.lastIndex = 0;
  for (let match = landmark.exec(text); match; match = landmark.exec(text)) {
    const token = lexeme(text, match.index);
    if (!token) break;
    const directive = token.kind === 'comment' ? read(text, token) : undefined;
    if (directive) found.push(directive);
    landmark.lastIndex = Math.max(token.end, match.index + 1);
  }
  return found;
}

function read(text: string, { start, end }: Span): Directive | undefined {
  const comment = text.slice(start, end);
  const head = form.exec(comment);
  if (!head) return undefined;
  const [opening, suffix = ''] = head;
  const tail = comment.startsWith('/*') ? comment.slice(0, -2) : comment;
  const reasonMark = / --(?= |$)/.exec(tail.slice(opening.length).replace(/\s/g, ' '));
  const rulesEnd = reasonMark ? opening.length + reasonMark.index : tail.length;
  const rules = ruleWords(tail.slice(opening.length, rulesEnd), start + opening.length);
  const reason = reasonMark ? tail.slice(rulesEnd + 3).trim() : '';
  return {
    kind: kinds[suffix] ?? 'unknown',
    word: `${name}${suffix}`,
    rules,
    ...(reason === '' ? {} : { reason }),
    span: { start, end },
  };
}

function ruleWords(text: string, base: number): Directive['rules'] {
  return [...text.matchAll(/[^\s,]+/g)].map((match) => ({
    name: match[0],
    span: { start: base + match.index, end: base + match.index + match[0].length },
  }));
}
