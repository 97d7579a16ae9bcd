/** Stands for an entry of the map below that is gone. */
const gone = Symbol('gone');

const nothing: ReadonlySet<string> = new Set<string>();

/** A map over another map: reads fall through, writes stay on top. Made in constant time, however large the map below. */
export class Layered<V> {
  /** Made with the first write: most layers never see one. */
  #own: Map<string, V | typeof gone> | undefined;
  readonly #below: Layered<V> | undefined;

  constructor(below?: Layered<V>) {
    this.#below = below;
  }

  get(key: string): V | undefined {
    const value = this.#own?.get(key);
    if (value !== undefined) return value === gone ? undefined : value;
    // A loop, and no call for each layer: there is no busier place.
    for (let layer = this.#below; layer; layer = layer.#below) {
      const deeper = layer.#own?.get(key);
      if (deeper !== undefined) return deeper === gone ? undefined : deeper;
    }
    return undefined;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  set(key: string, value: V): void {
    (this.#own ??= new Map()).set(key, value);
  }

  delete(key: string): void {
    if (!this.#below) this.#own?.delete(key);
    else if (this.has(key)) (this.#own ??= new Map()).set(key, gone);
  }

  /** Writes what is on top into the map below, which is then as this one was. */
  settle(): void {
    const below = this.#below;
    if (!below || !this.#own) return;
    this.#own.forEach((value, key) => {
      if (value === gone) below.delete(key);
      else below.set(key, value);
    });
    this.#own = undefined;
  }

  /** Whether nothing was ever written to it: what a history knows nothing of need not be asked for. */
  get isUnwritten(): boolean {
    if (this.#own) return false;
    for (let layer = this.#below; layer; layer = layer.#below) if (layer.#own) return false;
    return true;
  }

  /** The keys that were written since a fork was made of the map below: of this layer and those between, the lowest first. */
  written(since: Layered<V>): ReadonlySet<string> {
    if (this === since) return nothing;
    let maps = this.#own ? [this.#own] : undefined;
    for (let layer = this.#below; layer && layer !== since; layer = layer.#below) if (layer.#own) (maps ??= []).unshift(layer.#own);
    if (!maps) return nothing;
    const keys = new Set<string>();
    for (const map of maps) map.forEach((_, key) => keys.add(key));
    return keys;
  }

  /** Visits every entry, in the order of {@link entries}. */
  forEach(visit: (value: V, key: string) => void): void {
    const own = this.#own;
    this.#below?.forEach(own ? (value, key) => { if (!own.has(key)) visit(value, key); } : visit);
    own?.forEach((value, key) => { if (value !== gone) visit(value, key); });
  }

  /** Every entry, in the order of insertion, the layers below first. Costs the whole map. */
  entries(): readonly (readonly [key: string, value: V])[] {
    const entries: (readonly [string, V])[] = [];
    this.forEach((value, key) => { entries.push([key, value]); });
    return entries;
  }

  values(): readonly V[] {
    const values: V[] = [];
    this.forEach((value) => { values.push(value); });
    return values;
  }
}
