import { bool, char, enumeration, fieldsOf, inner, int, int16, list, makeLayouts, node, struct, text, unsigned, type Field, type Layout } from './layouts.ts';
import { readShortString, words } from './memory.ts';
import type { Node } from './nodes.ts';
import type { RawStatement } from './postgres-grammar.ts';

/** The fields of a node: which they are, the table says; that they are those of {@link Node}, a test. */
type Fields = Record<string, unknown>;

let layouts: readonly (Layout | undefined)[] | undefined;

/**
 * Reads the statements of a raw parse tree out of the grammar's memory, as the same objects that its JSON would give.
 *
 * @param pointer - to the List of RawStmt
 * @param otherwise - reads a node that is nested too deeply for this, or not in the table
 */
export function readTrees(pointer: number, otherwise: (pointer: number) => Node): RawStatement[] {
  layouts ??= makeLayouts({
    List: (at) => ({ items: readList(at) }),
    Integer: readInteger,
    Float: (at) => ({ fval: ownText(at) }),
    Boolean: (at) => ({ boolval: ownWord(at) !== 0 }),
    String: (at) => ({ sval: ownText(at) }),
    BitString: (at) => ({ bsval: ownText(at) }),
    A_Const: readConstant,
  });
  return pointer === 0 ? [] : elements(pointer >> 2, (statement) => readStatement(statement >> 2, otherwise));
}

/** The tag, the tree, the location and the length. */
function readStatement(at: number, otherwise: (pointer: number) => Node): RawStatement {
  const tree = words[at + 1] ?? 0;
  const location = words[at + 2] ?? 0;
  const length = words[at + 3] ?? 0;
  try {
    return { node: readNode(tree) as Node, location, length };
  } catch {
    return { node: otherwise(tree), location, length };
  }
}

function readList(at: number): Fields[] {
  return elements(at, readNode);
}

/** What the pointers in a List stand for: the tag, the length, the room there is, and where they are. */
function elements<Element>(at: number, read: (pointer: number) => Element): Element[] {
  const items: Element[] = [];
  const length = words[at + 1] ?? 0;
  const start = (words[at + 3] ?? 0) >> 2;
  for (let index = start; index < start + length; index++) items.push(read(words[index] ?? 0));
  return items;
}

/** A node under its name; an empty object in the place of none. */
function readNode(pointer: number): Fields {
  if (pointer === 0) return {};
  const at = pointer >> 2;
  const layout = layouts?.[words[at] ?? 0];
  if (!layout) throw new Error(`no node has the tag ${words[at] ?? 0}`);
  // A computed name in a literal takes V8 five times as long.
  const tagged: Fields = {};
  tagged[layout.name] = layout.read ? layout.read(at) : readFields(layout, at);
  return tagged;
}

function readFields(layout: Layout, at: number): Fields {
  const fields: Fields = {};
  for (let field = fieldsOf(layout); field; field = field.next) {
    const bits = (words[at + field.at] ?? 0) & field.mask;
    if (bits === 0 && !field.isAlways) continue;
    const value = readField(field, bits, at);
    if (value !== undefined) fields[field.name] = value;
  }
  return fields;
}

function readField(field: Field, bits: number, at: number): unknown {
  switch (field.kind) {
    case int:
      return bits;
    case unsigned:
      return bits >>> 0;
    case int16:
      return ((bits >>> field.shift) << 16) >> 16;
    case bool:
      return true;
    case char:
      return String.fromCharCode(bits >>> field.shift);
    case text:
      // What is empty is left out.
      return readShortString(bits) || undefined;
    case list:
      return readList(bits >> 2);
    case node:
      return readNode(bits);
    case enumeration:
      return field.values[bits] ?? '(null)';
    case struct:
      return field.layout && readStruct(field.layout, bits >> 2);
    case inner:
      return field.layout && readStruct(field.layout, at + field.at);
    default:
      throw new Error(`no field is of the kind ${field.kind}`);
  }
}

/** A node whose type its field tells. */
function readStruct(layout: Layout, at: number): Fields {
  return layout.read ? layout.read(at) : readFields(layout, at);
}

/** The word behind the tag. */
function ownWord(at: number): number {
  return words[at + 1] ?? 0;
}

function ownText(at: number): string {
  return readShortString(ownWord(at));
}

function readInteger(at: number): Fields {
  const ival = ownWord(at);
  return ival === 0 ? {} : { ival };
}

/** The tag, a value with its own tag, whether it is NULL instead, and the location. */
function readConstant(at: number): Fields {
  const location = words[at + 4] ?? 0;
  if (((words[at + 3] ?? 0) & 0xff) !== 0) return { isnull: true, location };
  const value = at + 1;
  switch (layouts?.[words[value] ?? 0]?.name) {
    case 'String':
      return { sval: { sval: ownText(value) }, location };
    case 'Integer':
      return { ival: readInteger(value), location };
    case 'Boolean':
      return { boolval: ownWord(value) === 0 ? {} : { boolval: true }, location };
    case 'Float':
      return { fval: { fval: ownText(value) }, location };
    case 'BitString':
      return { bsval: { bsval: ownText(value) }, location };
    default:
      throw new Error('no constant is of such a type');
  }
}
