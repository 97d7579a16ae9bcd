/**
 * The known word that somebody who wrote `word` most likely meant. The distance is computed by a package that is
 * loaded only here, when something is wrong already.
 *
 * @returns undefined where no word is near enough to be a slip of the fingers
 */
export async function nearest(word: string, known: readonly string[]): Promise<string | undefined> {
  if (known.length === 0 || word.length === 0) return undefined;
  const { distance } = (await import('fastest-levenshtein')).default;
  const wanted = word.toLowerCase();
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let smallest = limit + 1;
  for (const candidate of known) {
    const lower = candidate.toLowerCase();
    const far = wanted.length >= 3 ? apart(wanted, lower, distance) : distance(wanted, lower);
    if (far < smallest && far < Math.max(wanted.length, lower.length)) {
      smallest = far;
      best = candidate;
    }
  }
  return best;
}

/** Half a word, or a word and more, is meant more often than another word that is near by chance. */
function apart(a: string, b: string, distance: (a: string, b: string) => number): number {
  if (b.startsWith(a) || a.startsWith(b)) return 1;
  return b.includes(a) ? 2 : distance(a, b);
}

/** `, did you mean "x"?`, or nothing. */
export async function didYouMean(word: string, known: readonly string[]): Promise<string> {
  const near = await nearest(word, known);
  return near === undefined ? '' : `, did you mean "${near}"?`;
}
