/**
 * A list with one more item, the same list unless it was empty. For lists that mostly hold nothing or one thing: V8
 * gives an empty list that grows room for seventeen.
 */
export function withItem<T>(list: readonly T[], item: T): readonly T[] {
  if (list.length === 0) return [item];
  (list as T[]).push(item);
  return list;
}
