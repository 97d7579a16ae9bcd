/** A map over another map: reads fall through, writes stay on top. Made in constant time, however large the map below. */
export class Layered<V> {
  readonly #own = new Map<string, V | undefined>();
  readonly #below: Layered<V> | undefined;

  constructor(below?: Layered<V>) {
    this.#below = below;
  }

  get(key: string): V | undefined {
    if (this.#own.has(key)) return this.#own.get(key);
    return this.#below?.get(key);
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  set(key: string, value: V): void {
    this.#own.set(key, value);
  }

  delete(key: string): void {
    if (this.#below) this.#own.set(key, undefined);
    else this.#own.delete(key);
  }

  /** Writes what is on top into the map below, which is then as this one was. */
  settle(): void {
    if (!this.#below) return;
    for (const [key, value] of this.#own) {
      if (value === undefined) this.#below.delete(key);
      else this.#below.set(key, value);
    }
    this.#own.clear();
  }

  /** Every entry, in the order of insertion, the layers below first. Costs the whole map. */
  *entries(): Generator<[string, V]> {
    if (this.#below) {
      for (const [key, value] of this.#below.entries()) {
        if (!this.#own.has(key)) yield [key, value];
      }
    }
    for (const [key, value] of this.#own) {
      if (value !== undefined) yield [key, value];
    }
  }

  *values(): Generator<V> {
    for (const [, value] of this.entries()) yield value;
  }
}
