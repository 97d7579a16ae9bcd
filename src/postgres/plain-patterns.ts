/** Parts of a regular expression that PostgreSQL and JavaScript read alike, for values of printable ASCII. */
const part = /\\[dwsDWS]|\\[^A-Za-z0-9\s]|\[\^?(?:[A-Za-z0-9 _.,@%+*:;=#!?/$-]|\\[dws.+\-/\\])+\]|[*+?](?!\?)|\{\d{1,3}(?:,\d{0,3})?\}|\(\?:|[()|^$.]|[A-Za-z0-9 _,@%=#:;!/'"<>&~-]/y;

/**
 * A regular expression of PostgreSQL's as one of JavaScript's.
 *
 * @returns undefined where it says anything that the two may read in another way
 */
export function asJavaScript(pattern: string, ignoresCase: boolean): RegExp | undefined {
  if (pattern.startsWith('***')) return undefined;
  part.lastIndex = 0;
  while (part.lastIndex < pattern.length) if (!part.test(pattern)) return undefined;
  try {
    return new RegExp(pattern, ignoresCase ? 'i' : '');
  } catch {
    return undefined;
  }
}
