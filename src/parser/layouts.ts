import { enums, structs } from './tree-layouts.ts';

/** What stands in a field: the place of its letter in `kinds`. */
export const int = 0;
export const unsigned = 1;
export const int16 = 2;
export const bool = 3;
export const char = 4;
export const text = 5;
export const list = 6;
export const node = 7;
export const struct = 8;
export const inner = 9;
export const enumeration = 10;
const kinds = 'iuhbcslntxe';

export interface Field {
  readonly name: string;
  readonly kind: number;
  /** Words from the struct's start, the field's bits in that word, and how far they are from its lowest. */
  readonly at: number;
  readonly mask: number;
  readonly shift: number;
  /** Whether it stands in the tree even where it is zero. */
  readonly isAlways: boolean;
  /** Of a struct. */
  readonly layout: Layout | undefined;
  /** Of an enum, by number. */
  readonly values: readonly (string | undefined)[];
  readonly next: Field | undefined;
}

/** How a node lies in memory. */
export interface Layout {
  readonly name: string;
  readonly line: string;
  /** The first of its fields; null until such a node is met, undefined where it has none. */
  fields: Field | null | undefined;
  /** Reads what the tree does not show field by field. */
  readonly read: Reader | undefined;
}

/** @param at - the place of the node, in words */
type Reader = (at: number) => Record<string, unknown>;

const byName = new Map<string, Layout>();
const enumLines = new Map<string, string>();

/**
 * Layouts by the tags of nodes; none of their fields are read from the table before they are needed.
 *
 * @param readers - of the nodes that the tree does not show field by field
 */
export function makeLayouts(readers: Readonly<Record<string, Reader>>): readonly (Layout | undefined)[] {
  const byTag: (Layout | undefined)[] = [];
  for (const line of structs.split('\n')) {
    const [tag, name = ''] = line.split(' ', 2);
    const layout = { name, line, fields: null, read: readers[name] };
    byTag[Number(tag)] = layout;
    byName.set(name, layout);
  }
  for (const line of enums.split('\n')) enumLines.set(line.slice(0, line.indexOf(' ')), line);
  return byTag;
}

/** The first of a node's fields. */
export function fieldsOf(layout: Layout): Field | undefined {
  if (layout.fields === null) layout.fields = layout.line.split(' ').slice(2).reduceRight<Field | undefined>((next, part) => fieldOf(part, next), undefined);
  return layout.fields;
}

function fieldOf(part: string, next: Field | undefined): Field {
  const [, name = '', offset = '', letter = '', type = ''] = /^(\w+):(\d+)(\w)(\w*)$/.exec(part) ?? [];
  const kind = kinds.indexOf(letter);
  const bits = kind === int16 ? 0xffff : kind === bool || kind === char ? 0xff : -1;
  const shift = (Number(offset) & 3) * 8;
  const isAlways = kind === enumeration || kind === inner;
  return { name, kind, at: Number(offset) >> 2, mask: bits << shift, shift, isAlways, layout: byName.get(type), values: kind === enumeration ? valuesOf(type) : [], next };
}

/** The names of an enum's values, each at its number: one more than the one before, unless it says another. */
function valuesOf(name: string): readonly string[] {
  const values: string[] = [];
  for (const [index, part] of (enumLines.get(name) ?? '').split(' ').slice(1).entries()) {
    const [value = '', number = index] = part.split('=').reverse();
    values[Number(number)] = value;
  }
  return values;
}
