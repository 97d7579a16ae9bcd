// Writes src/parser/tree-layouts.ts, and what scripts/tree-readers.mjs makes of it: where PostgreSQL's nodes keep their fields in the memory of libpg-query.wasm, and what
// the values of their enums are called. Nobody tells this of a compiled module, but its own writing of JSON shows it:
// handed a struct of zeros in which one word or byte is not zero, it names the field that this is.
/* global WebAssembly */
import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import factory from 'libpg-query/wasm/libpg-query.js';
import { isKnown, packagedWasm } from './grammar-wasm.mjs';
import { parserFunctions, withExports } from './inner-functions.mjs';
import { nodeReaders, nodeTypes } from './tree-readers.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'parser');

/** Tags of nodes end before, and values of enums. */
const tags = 520;
const enumValues = 256;
/** No struct is longer. */
const structBytes = 256;

/** Values and lists, the JSON of each of which is written in a way of its own. */
const special = new Set(['List', 'A_Const', 'Integer', 'Float', 'Boolean', 'String', 'BitString']);
/** Only the analysis of queries makes them. */
const leftOut = new Set(['IntList', 'OidList']);

/** What the JSON says of a value that the enum has not. */
const noValue = '(null)';

async function openProbe() {
  const wasm = packagedWasm();
  if (!isKnown(wasm)) throw new Error('another build of libpg-query: find the functions of scripts/inner-functions.mjs in it first');
  let inner;
  const module = await factory({
    instantiateWasm(imports, receive) {
      const instance = new WebAssembly.Instance(new WebAssembly.Module(withExports(wasm, parserFunctions)), imports);
      inner = instance.exports;
      receive(instance);
    },
    // It complains of each tag that it does not know.
    printErr() {},
  });
  const [out, struct, pointee, element] = [16, structBytes, structBytes, 16].map((bytes) => module._malloc(bytes));
  const memory = Buffer.from(module.HEAPU8.buffer);

  /** The JSON of a node of zeros, but for what `poke` writes into it. */
  function write(tag, poke) {
    memory.fill(0, struct, struct + structBytes);
    memory.writeInt32LE(tag, struct);
    poke?.(memory, struct);
    const context = inner.enterMemory();
    inner.startText(out);
    inner.writeNode(out, struct);
    const start = memory.readInt32LE(out);
    const json = memory.toString('latin1', start, memory.indexOf(0, start));
    inner.leaveMemory(context);
    // Characters are written as they are, and a constant of no type leaves a comma.
    return JSON.parse(json.replace(/\p{Cc}/gu, '?').replace('{,', '{'));
  }
  return { write, memory, pointee, element };
}

/** What the JSON has otherwise than that of the node of zeros: the field's name and its value. */
function difference(zero, json) {
  return Object.entries(json).find(([key, value]) => JSON.stringify(value) !== JSON.stringify(own(zero, key)));
}

function own(object, key) {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function layoutsOf(probe) {
  const names = Array.from({ length: tags }, (_, tag) => Object.keys(probe.write(tag))[0]);
  const integer = names.indexOf('Integer');
  return names.flatMap((name, tag) => (name === undefined || leftOut.has(name) ? [] : [{ name, tag, fields: special.has(name) ? [] : fieldsOf(probe, tag, name, integer) }]));
}

function fieldsOf(probe, tag, name, integer) {
  const look = (poke) => Object.values(probe.write(tag, poke))[0];
  const zero = look();
  const fields = [];
  for (let at = 4; at < structBytes - 4; at += 4) {
    const pointer = pointerAt(probe, look, zero, at, integer);
    const found = pointer ? [pointer] : [0, 1, 2, 3].flatMap((byte) => scalarAt(look, zero, at + byte) ?? []);
    for (const field of found) {
      const same = fields.find((other) => other.name === field.name);
      if (!same) fields.push(field);
      else if (field.kind !== 'inline' && same.at >> 2 !== field.at >> 2) same.kind = 'wide';
    }
  }
  const unfound = Object.keys(zero).filter((key) => !fields.some((field) => field.name === key));
  fields.push(...unfound.map((key) => (zero[key] === noValue ? letteredEnum(look, key, fields) : { name: key, at: 0, kind: 'float' })));
  return fields.sort((a, b) => a.at - b.at);
}

/** Points a field to a node that is an empty list as well, an empty struct of any other type, and a text. */
function pointerAt({ memory, pointee, element }, look, zero, at, integer) {
  memory.fill(0, pointee, pointee + structBytes);
  memory.writeInt32LE(integer, pointee);
  const poke = (_, struct) => memory.writeInt32LE(pointee, struct + at);
  const [name, value] = difference(zero, look(poke)) ?? [];
  if (name === undefined) return undefined;
  if (Object.hasOwn(zero, name)) return typeof value === 'object' ? { name, at: at - 4, kind: 'inline' } : undefined;
  if (Array.isArray(value)) {
    memory.writeInt32LE(1, pointee + 4);
    memory.writeInt32LE(element, pointee + 12);
    memory.writeInt32LE(pointee, element);
    return { name, at, kind: typeof look(poke)[name][0] === 'object' ? 'list' : 'bitmapset' };
  }
  if (typeof value === 'object') return { name, at, kind: Object.hasOwn(value, 'Integer') ? 'node' : 'struct' };
  // The two bytes of the tag; were it a character, one.
  return typeof value === 'string' && value.length === 2 ? { name, at, kind: 'string' } : undefined;
}

function scalarAt(look, zero, at) {
  const changed = difference(zero, look((memory, struct) => memory.writeUInt8(1, struct + at)));
  if (!changed) return undefined;
  const [name, value] = changed;
  // A struct in the struct, whose first field was a pointer.
  if (typeof value === 'object') return undefined;
  const valueWith = (write, number) => look((memory, struct) => memory[write](number, struct + at))[name];
  if (value === true) return { name, at, kind: 'bool' };
  if (typeof value === 'string') {
    return Object.hasOwn(zero, name) ? { name, at, kind: 'enum', values: enumOf(look, name, at) } : { name, at, kind: 'char' };
  }
  // A word's further bytes either are an int16 or belong to the field that was found at its first.
  if (at % 4 > 0 || valueWith('writeInt16LE', -1) === -1) return { name, at, kind: 'int16' };
  return { name, at, kind: valueWith('writeInt32LE', -1) === -1 ? 'int' : 'uint' };
}

/** An enum whose values are letters: neither a zero nor a one shows it. */
function letteredEnum(look, name, others) {
  for (let at = 4; at < structBytes / 4; at += 4) {
    if (others.some((other) => other.at >> 2 === at >> 2)) continue;
    const values = enumOf(look, name, at);
    if (Object.keys(values).length > 1) return { name, at, kind: 'enum', values };
  }
  throw new Error(`${name} is not found`);
}

function enumOf(look, name, at) {
  const values = {};
  for (let number = 0; number < enumValues; number++) {
    const value = look((memory, struct) => memory.writeInt32LE(number, struct + at))[name];
    if (value !== noValue) values[number] = value;
  }
  return values;
}

/** The types of fields by node and name, which the JSON does not tell. */
function declaredTypes() {
  const text = readFileSync(join(dirname(createRequire(import.meta.url).resolve('@pgsql/types')), 'types.d.ts'), 'utf8');
  return new Map([...text.matchAll(/export interface (\w+) \{([^}]*)\}/g)].map(([, name, body]) =>
    [name, new Map([...body.matchAll(/(\w+)\?: ([^;]+);/g)].map(([, field, type]) => [field, type]))]));
}

const letters = { int: 'i', uint: 'u', int16: 'h', bool: 'b', char: 'c', string: 's', list: 'l', node: 'n', struct: 't', inline: 'x', enum: 'e' };

/** The texts of the files in src/parser/ that are written from the module, by their names. */
export async function treeFiles() {
  const types = declaredTypes();
  const enums = new Map();
  const layouts = layoutsOf(await openProbe()).flatMap(({ name, tag, fields }) => {
    // Only what the analysis of queries makes has others.
    if (fields.some(({ kind }) => letters[kind] === undefined)) return [];
    const lettered = fields.map((field) => {
      const type = 'values' in field || field.kind === 'struct' || field.kind === 'inline' ? types.get(name)?.get(field.name) : '';
      if (field.values) enums.set(type, field.values);
      return { name: field.name, at: field.at, letter: letters[field.kind], type };
    });
    return [{ name, tag, fields: lettered }];
  });
  return { 'tree-layouts.ts': treeLayouts(layouts, enums), 'nodes.ts': nodeTypes(layouts), 'node-readers.ts': nodeReaders(layouts) };
}

function treeLayouts(layouts, enums) {
  const lines = layouts.map(({ name, tag, fields }) => [tag, name, ...fields.map((field) => `${field.name}:${field.at}${field.letter}${field.type}`)].join(' '));
  const values = [...enums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, numbered]) =>
    [name, ...Object.entries(numbered).map(([number, value], index) => (Number(number) === index ? value : `${number}=${value}`))].join(' '));
  return `// Written by scripts/tree-layouts.mjs from libpg-query 18.1.5, whose JSON names the fields of its own structs.

/**
 * The nodes of PostgreSQL's raw parse tree: the tag, the name, and the fields, each with its offset in bytes, a letter for
 * what stands there, and its type where it has one. i int, u unsigned int, h int16, b bool, c char, s text, l List, n Node,
 * t pointer to a struct, x a struct itself, e enum.
 */
export const structs = \`${lines.join('\n')}\`;

/** Enums and their values, from 0 on; or each with its number. */
export const enums = \`${values.join('\n')}\`;
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(await treeFiles())) writeFileSync(join(folder, name), text);
}
