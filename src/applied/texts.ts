import type { Span } from '../source/source-file.ts';
import { split } from '../source/split.ts';
import { lexeme, tokens } from '../source/tokens.ts';

/** A statement that is not as it was. */
export interface StatementChange {
  /** Where it stands now; absent: it was taken out. */
  readonly span?: Span;
  /** Its old text; absent: it was put in. */
  readonly was?: string;
}

/** What differs between two texts of one file. */
export interface TextChanges {
  /** `comments`: no statement differs, and no comment that the runner reads. */
  readonly kind: 'comments' | 'edited';
  /** In the order of the new text, what was taken out last. */
  readonly statements: readonly StatementChange[];
}

interface Cut extends Span {
  readonly text: string;
  /** Its tokens: the same for two statements between which only white space and comments differ. */
  readonly key: string;
}

/** Compares what a file holds with what it held, statement by statement. */
export function compareTexts(before: string, now: string): TextChanges {
  const old = cut(before);
  const own = cut(now);
  let first = 0;
  while (first < old.length && first < own.length && old[first]?.key === own[first]?.key) first++;
  let last = 0;
  while (last < old.length - first && last < own.length - first && old.at(-1 - last)?.key === own.at(-1 - last)?.key) last++;
  const statements = differences(old.slice(first, old.length - last), own.slice(first, own.length - last));
  return { kind: statements.length > 0 || directives(before) !== directives(now) ? 'edited' : 'comments', statements };
}

function cut(text: string): readonly Cut[] {
  return [...split(text)].map(({ start, end }) => {
    const key = tokens(text, start, end).map((token) => text.slice(token.start, token.end).replaceAll('\r\n', '\n')).join('\0');
    return { start, end, text: text.slice(start, end), key };
  });
}

/** Pairs what differs by what it is about: `ALTER TABLE users …` then with `ALTER TABLE users …` now. */
function differences(old: readonly Cut[], own: readonly Cut[]): readonly StatementChange[] {
  const left = [...old];
  const take = (fits: (candidate: Cut) => boolean): Cut | undefined => {
    const at = left.findIndex(fits);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const unmatched = own.filter(({ key }) => !take((candidate) => candidate.key === key));
  // The same statements in another order: the first that moved tells it.
  if (unmatched.length === 0 && left.length === 0) return own.slice(0, 1).map(({ start, end }, at) => ({ span: { start, end }, was: old[at]?.text ?? '' }));
  const former = new Map<Cut, string>();
  for (const words of [3, 1]) {
    for (const statement of unmatched) {
      const was = former.has(statement) ? undefined : take((candidate) => subject(candidate, words) === subject(statement, words));
      if (was) former.set(statement, was.text);
    }
  }
  const changed = unmatched.map((statement): StatementChange => {
    const was = former.get(statement);
    return { span: { start: statement.start, end: statement.end }, ...(was === undefined ? {} : { was }) };
  });
  return [...changed, ...left.map(({ text }) => ({ was: text }))];
}

const noise = new Set(['if', 'not', 'exists', 'only', 'unique', 'concurrently', 'or', 'replace']);

function subject({ key }: Cut, words: number): string {
  return key.toLowerCase().split('\0').filter((word) => !noise.has(word)).slice(0, words).join(' ');
}

/** Comments that a runner reads: what they say is no remark. */
const directive = /^(?:--[-!>\s]*(?:\+goose|\+migrate|migrate:|no-transaction|atlas:|hasura:|statement-breakpoint|changeset|rollback|liquibase|tern:|create above|up migration|down migration|postgres-migrations)|--! \w+:)/i;

function directives(text: string): string {
  if (!text.includes('--')) return '';
  const found: string[] = [];
  for (let token = lexeme(text, 0); token; token = lexeme(text, token.end)) {
    if (token.kind !== 'comment') continue;
    const comment = text.slice(token.start, token.end);
    if (directive.test(comment)) found.push(comment.trimEnd());
  }
  return found.join('\n');
}
