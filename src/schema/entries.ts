/**
 * What belongs to one table or was said of one object: values under their names, in the order in which they came. A value:
 * what changes it makes another one. Lists, as there are few: they are copied at once, and looked through as fast as a map.
 */
export interface Entries<V> extends Iterable<readonly [name: string, value: V]> {
  readonly size: number;
  get: (name: string) => V | undefined;
  has: (name: string) => boolean;
  keys: () => readonly string[];
  values: () => readonly V[];
  forEach: (visit: (value: V, name: string) => void) => void;
  /** With one entry more, behind the others, or other, at its place. */
  with: (name: string, value: V) => Entries<V>;
  without: (name: string) => Entries<V>;
  /** Every value changed by a function; these very entries where nothing changed. */
  map: (change: (value: V) => V) => Entries<V>;
  /** In the same order with one entry under another name. */
  renamed: (from: string, to: string, change: (value: V) => V) => Entries<V>;
}

/** Entries that only their maker knows so far, who may still write to them. */
export class NewEntries<V> implements Entries<V> {
  /** Behind those of these entries there may be names of later ones, which share the list. */
  readonly #names: string[];
  readonly #values: V[];

  constructor(names: string[] = [], values: V[] = []) {
    this.#names = names;
    this.#values = values;
  }

  get size(): number {
    return this.#values.length;
  }

  get(name: string): V | undefined {
    const at = this.#names.indexOf(name);
    return at < 0 ? undefined : this.#values[at];
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  keys(): readonly string[] {
    return this.#names.slice(0, this.#values.length);
  }

  values(): readonly V[] {
    return this.#values;
  }

  forEach(visit: (value: V, name: string) => void): void {
    this.#values.forEach((value, at) => { visit(value, this.#names[at] ?? ''); });
  }

  [Symbol.iterator](): Iterator<readonly [string, V]> {
    return this.#values.map((value, at): readonly [string, V] => [this.#names[at] ?? '', value]).values();
  }

  /** Writes to these very entries. */
  put(name: string, value: V): void {
    const at = this.#names.indexOf(name);
    if (at >= 0) this.#values[at] = value;
    else {
      this.#names.push(name);
      this.#values.push(value);
    }
  }

  with(name: string, value: V): Entries<V> {
    const { length } = this.#values;
    const at = this.#names.indexOf(name);
    if (at >= 0 && at < length) return new NewEntries(this.#names, this.#values.with(at, value));
    // Where others have gone on from here already, they keep that list for themselves.
    const names = this.#names.length === length ? this.#names : this.#names.slice(0, length);
    names.push(name);
    return new NewEntries(names, this.#values.toSpliced(length, 0, value));
  }

  without(name: string): Entries<V> {
    if (!this.has(name)) return this;
    const at = this.#names.indexOf(name);
    return new NewEntries(this.#names.slice(0, this.#values.length).toSpliced(at, 1), this.#values.toSpliced(at, 1));
  }

  map(change: (value: V) => V): Entries<V> {
    let values: V[] | undefined;
    this.#values.forEach((value, at) => {
      const changed = change(value);
      if (changed !== value) (values ??= this.#values.slice())[at] = changed;
    });
    return values ? new NewEntries(this.#names, values) : this;
  }

  renamed(from: string, to: string, change: (value: V) => V): Entries<V> {
    if (!this.has(from)) return this;
    const entries = new NewEntries<V>();
    this.forEach((value, name) => {
      if (name === from) entries.put(to, change(value));
      else entries.put(name, value);
    });
    return entries;
  }
}

const none: Entries<unknown> = new NewEntries<unknown>();

/** No entries, of whatever kind. */
export function noEntries<V>(): Entries<V> {
  return none as Entries<V>;
}
