/** A template tag `{{ … }}` as its words tell: a branch, a block, nothing that shows, or a value. */
export type TagKind = 'if' | 'else' | 'end' | 'block' | 'silent' | 'value';

/** What a branch's condition says about the dialect: true for PostgreSQL, false for another one, undefined: not about it. */
export type Verdict = boolean | undefined;

const word = /^\{\{[-~]?\s*([#/]?\w+|\/\*|\$\w*\s*:?=)/;
const kinds: Readonly<Record<string, TagKind>> = {
  if: 'if', unless: 'if', else: 'else', end: 'end',
  range: 'block', with: 'block', each: 'block', block: 'block', define: 'block',
  '/*': 'silent', '!': 'silent',
};
const postgres = /postgres|pgsql|\bpg\b|cockroach/i;
const otherDialect = /mysql|maria|sqlite|mssql|sqlserver|oracle/i;
const negation = /\bnot\b|\bne\b|\bunless\b|!=|!/;

export function tagKind(tag: string): TagKind {
  const first = word.exec(tag)?.[1] ?? '';
  if (first.startsWith('#')) return kinds[first.slice(1)] ?? 'block';
  if (first.startsWith('/') && first !== '/*') return 'end';
  if (first.startsWith('$')) return 'silent';
  return kinds[first] ?? 'value';
}

/** What an `if` or `else if` says of PostgreSQL; a bare `else` says nothing. */
export function verdict(tag: string): Verdict {
  const isNegated = negation.test(tag);
  if (postgres.test(tag)) return !isNegated;
  return otherDialect.test(tag) ? isNegated : undefined;
}

/** Whether an `else` has no condition of its own. */
export function isBareElse(tag: string): boolean {
  return /^\{\{[-~]?\s*else\s*[-~]?\}\}$/.test(tag);
}
