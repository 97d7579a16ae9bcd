import type { Node } from 'jsonc-parser';
import { level, optionsShape, words, type Shape } from './shape.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A mistake at an offset of the file; `word` is what was written where one of `known` was expected. */
export interface Mistake {
  readonly offset: number;
  readonly message: string;
  readonly word?: string;
  readonly known?: readonly string[];
}

/** What the validator must know of the world. */
export interface Surroundings {
  readonly vocabulary: Vocabulary;
  /** What stands at a path of the configuration: relative to its file. */
  readonly kindOf: (path: string) => 'file' | 'folder' | undefined;
  /** Why a pattern cannot be meant as it stands; undefined for a sound one. */
  readonly brokenGlob?: (glob: string) => string | undefined;
}

type JsonType = NonNullable<Node['type']>;

const typeNames: Readonly<Record<JsonType, string>> = {
  object: 'an object', array: 'a list', property: 'a property', string: 'a string', number: 'a number', boolean: 'true or false', null: 'null',
};

const expected: Readonly<Record<Shape['kind'], { readonly type: JsonType; readonly noun: string }>> = {
  text: { type: 'string', noun: 'a string' },
  integer: { type: 'number', noun: 'a whole number' },
  flag: { type: 'boolean', noun: 'true or false' },
  'text or false': { type: 'string', noun: 'a string or false' },
  setting: { type: 'string', noun: 'a string' },
  list: { type: 'array', noun: 'a list' },
  record: { type: 'object', noun: 'an object' },
  map: { type: 'object', noun: 'an object' },
};

/** Everything that is wrong with a value, in the order of the file. `name` is the key that it stands under. */
export function validate(node: Node, shape: Shape, name: string, surroundings: Surroundings): readonly Mistake[] {
  const { type, noun } = expected[shape.kind];
  if (shape.kind === 'list' && shape.orOne && node.type !== 'array') return validate(node, shape.of, name, surroundings);
  if (shape.kind === 'setting') return setting(node, name, surroundings);
  if (shape.kind === 'text or false' && node.value === false) return [];
  if (node.type !== type) return [{ offset: node.offset, message: `${quote(name)} must be ${noun}, not ${typeNames[node.type]}` }];
  switch (shape.kind) {
    case 'flag':
      return [];
    case 'text or false':
      return node.value === '' ? [{ offset: node.offset, message: `${quote(name)} must not hold an empty string` }] : [];
    case 'text':
      return text(node, shape, name, surroundings);
    case 'integer':
      return integer(node, shape, name);
    case 'list':
      return (node.children ?? []).flatMap((item) => validate(item, shape.of, name, surroundings));
    case 'record':
      return record(node, shape, name, surroundings);
    case 'map':
      return map(node, shape, surroundings);
  }
}

/** A level, or `[level, options]`. `name` is the rule. */
function setting(node: Node, name: string, surroundings: Surroundings): readonly Mistake[] {
  if (node.type !== 'array') return validate(node, level, name, surroundings);
  const [first, options, more] = node.children ?? [];
  if (!first) return [{ offset: node.offset, message: `${quote(name)} must begin with a level: ["warning", { … }]` }];
  const mistakes = validate(first, level, name, surroundings);
  if (!options) return mistakes;
  const shape = optionsShape(name, surroundings.vocabulary);
  if (!shape) return [...mistakes, { offset: options.offset, message: `${quote(name)} has no options` }];
  const extra = more ? [{ offset: more.offset, message: `${quote(name)} takes a level and one object of options` }] : [];
  return [...mistakes, ...validate(options, shape, name, surroundings), ...extra];
}

function text(node: Node, shape: Extract<Shape, { kind: 'text' }>, name: string, { vocabulary, kindOf, brokenGlob }: Surroundings): readonly Mistake[] {
  const value = String(node.value);
  if (shape.words) {
    const known = words(shape.words, vocabulary);
    if (!known.includes(value)) return [{ offset: node.offset, message: `unknown ${nouns[shape.words]} ${quote(value)} for ${quote(name)}: expected ${choice(known)}`, word: value, known }];
  }
  if (value === '') return [{ offset: node.offset, message: `${quote(name)} must not hold an empty string` }];
  const broken = shape.glob && isGlob(value) && kindOf(value) === undefined ? brokenGlob?.(value) : undefined;
  if (broken !== undefined) return [{ offset: node.offset, message: `${quote(name)}: the glob ${quote(value)} is broken: ${broken}` }];
  if (!shape.exists || isGlob(value)) return [];
  const kind = kindOf(value);
  if (kind === undefined || (shape.exists === 'file' && kind !== 'file')) return [{ offset: node.offset, message: `${quote(name)}: there is no ${shape.exists} ${quote(value)}${slashes(value)}` }];
  return [];
}

/** What to write for a path of Windows. */
function slashes(path: string): string {
  return path.includes('\\') ? `: write / between folders, ${quote(path.replaceAll('\\', '/'))}` : '';
}

function integer(node: Node, { from, to }: Extract<Shape, { kind: 'integer' }>, name: string): readonly Mistake[] {
  const value = Number(node.value);
  if (Number.isInteger(value) && value >= from && value <= to) return [];
  return [{ offset: node.offset, message: `${quote(name)} must be a whole number from ${from} to ${to}, not ${value}` }];
}

function record(node: Node, shape: Extract<Shape, { kind: 'record' }>, name: string, surroundings: Surroundings): readonly Mistake[] {
  const known = Object.keys(shape.fields);
  const present = new Set<string>();
  const mistakes = entries(node).flatMap(({ key, keyNode, value }): readonly Mistake[] => {
    const repeated = present.has(key) ? [{ offset: keyNode.offset, message: `${quote(key)} is given twice` }] : [];
    present.add(key);
    const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    if (!field) return [...repeated, { offset: keyNode.offset, message: `unknown key ${quote(key)}`, word: key, known }];
    return value ? [...repeated, ...validate(value, field, key, surroundings)] : repeated;
  });
  const missing = (shape.required ?? []).filter((key) => !present.has(key));
  return [...missing.map((key) => ({ offset: node.offset, message: `${quote(key)} is missing in an item of ${quote(name)}` })), ...mistakes];
}

function map(node: Node, shape: Extract<Shape, { kind: 'map' }>, surroundings: Surroundings): readonly Mistake[] {
  const present = new Set<string>();
  return entries(node).flatMap(({ key, keyNode, value }): readonly Mistake[] => {
    const own = present.has(key) ? [{ offset: keyNode.offset, message: `${quote(key)} is given twice` }] : badKey(key, keyNode, shape, surroundings);
    present.add(key);
    return value ? [...own, ...validate(value, shape.values, key, surroundings)] : own;
  });
}

function badKey(key: string, { offset }: Node, { keys }: Extract<Shape, { kind: 'map' }>, { vocabulary, kindOf }: Surroundings): readonly Mistake[] {
  if (!('words' in keys)) return kindOf(key) === 'folder' ? [] : [{ offset, message: `there is no folder ${quote(key)}${slashes(key)}` }];
  const known = words(keys.words, vocabulary);
  return known.includes(key) ? [] : [{ offset, message: `unknown ${nouns[keys.words]} ${quote(key)}`, word: key, known }];
}

const nouns = { preset: 'preset', runner: 'runner', rule: 'rule', level: 'level', threshold: 'severity', downs: 'value', parser: 'parser' } as const;

function entries(node: Node): readonly { key: string; keyNode: Node; value: Node | undefined }[] {
  return (node.children ?? []).flatMap(({ children: [keyNode, value] = [] }) => (keyNode ? [{ key: String(keyNode.value), keyNode, value }] : []));
}

/** Long lists of words are better looked up than read. */
function choice(known: readonly string[]): string {
  return known.length > 5 ? `one of ${known.length}, such as ${known[0] ?? ''}` : `${known.slice(0, -1).join(', ')} or ${known.at(-1) ?? ''}`;
}

function isGlob(path: string): boolean {
  return /[*?{}[\]!()]/.test(path);
}

function quote(word: string): string {
  return JSON.stringify(word);
}
