import { bool, char, enumeration, fieldsOf, inner, int, int16, layoutOf, list, node, struct, text, unsigned, type Field, type Layout } from './layouts.ts';
import { words } from './memory.ts';
import { readers } from './node-readers.ts';
import type { Integer, Node } from './nodes.ts';
import type { RawStatement } from './postgres-grammar.ts';
import { readWord } from './short-strings.ts';

/** The fields of a node: which they are, the table says; that they are those of {@link Node}, a test. */
type Fields = Record<string, unknown>;

/**
 * Reads the statements of a raw parse tree out of the grammar's memory, as the same objects that its JSON would give but
 * for fields that nobody asks for, and with undefined in the place of what that leaves out.
 *
 * @param pointer - to the List of RawStmt
 * @param otherwise - reads a node that is nested too deeply for this, or not in the table
 */
export function readTrees(pointer: number, otherwise: (pointer: number) => Node): RawStatement[] {
  const statements: RawStatement[] = [];
  if (pointer === 0) return statements;
  const start = firstOf(pointer >> 2);
  for (let index = start; index < start + lengthOf(pointer >> 2); index++) statements.push(readStatement((words[index] ?? 0) >> 2, otherwise));
  return statements;
}

/** The tag, the tree, the location and the length. */
function readStatement(at: number, otherwise: (pointer: number) => Node): RawStatement {
  const tree = words[at + 1] ?? 0;
  const location = words[at + 2] ?? 0;
  const length = words[at + 3] ?? 0;
  try {
    return { node: readNode(tree), location, length };
  } catch {
    return { node: otherwise(tree), location, length };
  }
}

/** A List: the tag, the length, the room there is, and where the pointers are. */
function lengthOf(at: number): number {
  return words[at + 1] ?? 0;
}

function firstOf(at: number): number {
  return (words[at + 3] ?? 0) >> 2;
}

/** What the pointers in a List stand for. PostgreSQL has no empty one; in most are one item or two, for which a push would make room for 17. */
export function readList(pointer = 0): Node[] {
  const length = lengthOf(pointer >> 2);
  const start = firstOf(pointer >> 2);
  if (length === 1) return [readNode(words[start])];
  if (length === 2) return [readNode(words[start]), readNode(words[start + 1])];
  const items = new Array<Node>(length);
  for (let index = 0; index < length; index++) items[index] = readNode(words[start + index]);
  return items;
}

/** A node under its name; an empty object in the place of none. */
export function readNode(pointer = 0): Node {
  if (pointer === 0) return {} as Node;
  const at = pointer >> 2;
  const read = readers[words[at] ?? 0];
  return read ? read(at) : readRare(words[at] ?? 0, at);
}

/** A node whose type its field tells. */
export function readStruct(pointer = 0): unknown {
  return Object.values(readNode(pointer))[0];
}

export function readText(pointer = 0): string | undefined {
  // What is empty is left out.
  return readWord(pointer).text || undefined;
}

export function charOf(code: number): string | undefined {
  return code === 0 ? undefined : String.fromCharCode(code);
}

export function readInteger(at: number): Integer {
  return { ival: (words[at + 1] ?? 0) || undefined };
}

/** A node that no reader of its own is worth. */
function readRare(tag: number, at: number): Node {
  const layout = layoutOf(tag);
  if (!layout) throw new Error(`no node has the tag ${tag}`);
  return { [layout.name]: readFields(layout, at) } as unknown as Node;
}

function readFields(layout: Layout, at: number): Fields {
  const fields: Fields = {};
  for (const field of fieldsOf(layout)) {
    const bits = (words[at + field.at] ?? 0) & field.mask;
    if (bits !== 0 || field.isAlways) fields[field.name] = readField(field, bits, at);
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
      return readText(bits);
    case list:
      return readList(bits);
    case node:
      return readNode(bits);
    case enumeration:
      return field.value(bits);
    case struct:
      return readStruct(bits);
    case inner:
      return field.layout && readFields(field.layout, at + field.at);
    default:
      throw new Error(`no field is of the kind ${field.kind}`);
  }
}
