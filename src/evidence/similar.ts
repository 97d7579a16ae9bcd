/**
 * The known name that somebody who wrote `word` most likely meant; undefined where none is near enough to be a slip.
 * Asked for only where a statement is certain to fail.
 */
export function similar(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let smallest = Math.max(1, Math.floor(word.length / 4)) + 1;
  for (const candidate of known) {
    const far = distance(word.toLowerCase(), candidate.toLowerCase(), smallest);
    if (far >= smallest) continue;
    smallest = far;
    best = candidate;
  }
  return best;
}

/** How many letters are to be put in, left out, changed or swapped with the next; no more exact than `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : limit;
      next.push(Math.min(changed, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? limit;
}
