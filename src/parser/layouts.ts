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
  /** Of a struct that stands in the struct. */
  readonly layout: Layout | undefined;
  /** Of an enum, by number. */
  readonly value: Values<string>;
}

/** How a node lies in memory. */
export interface Layout {
  readonly name: string;
  readonly line: string;
  /** Undefined until such a node is met. */
  fields: readonly Field[] | undefined;
}

let byTag: (Layout | undefined)[] | undefined;
const byName = new Map<string, Layout>();

/** How the nodes of a tag lie in memory; their fields are read from the table when they are asked for. */
export function layoutOf(tag: number): Layout | undefined {
  byTag ??= readLayouts();
  return byTag[tag];
}

function readLayouts(): (Layout | undefined)[] {
  const layouts: (Layout | undefined)[] = [];
  for (const line of structs.split('\n')) {
    const [tag, name = ''] = line.split(' ', 2);
    const layout = { name, line, fields: undefined };
    layouts[Number(tag)] = layout;
    byName.set(name, layout);
  }
  return layouts;
}

export function fieldsOf(layout: Layout): readonly Field[] {
  layout.fields ??= layout.line.split(' ').slice(2).map(fieldOf);
  return layout.fields;
}

function fieldOf(part: string): Field {
  const [, name = '', offset = '', letter = '', type = ''] = /^(\w+):(\d+)(\w)(\w*)$/.exec(part) ?? [];
  const kind = kinds.indexOf(letter);
  const bits = kind === int16 ? 0xffff : kind === bool || kind === char ? 0xff : -1;
  const shift = (Number(offset) & 3) * 8;
  const isAlways = kind === enumeration || kind === inner;
  return { name, kind, at: Number(offset) >> 2, mask: bits << shift, shift, isAlways, layout: byName.get(type), value: enumValues(type) };
}

/** Gives the values of an enum by their numbers. */
export type Values<Value> = (bits: number | undefined) => Value;

/** Which the values of an enum are is read from the table when the first is asked for. */
export function enumValues(name: string): Values<string> {
  let values: readonly string[] | undefined;
  return (bits = 0) => {
    values ??= valuesOf(name);
    return values[bits] ?? '(null)';
  };
}

/** The names of an enum's values, each at its number: one more than the one before, unless it says another. */
function valuesOf(name: string): readonly string[] {
  const values: string[] = [];
  const line = enums.split('\n').find((each) => each.startsWith(`${name} `)) ?? '';
  for (const [index, part] of line.split(' ').slice(1).entries()) {
    const [value = '', number = index] = part.split('=').reverse();
    values[Number(number)] = value;
  }
  return values;
}
