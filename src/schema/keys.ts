import type { QualifiedName } from '../operations/operation.ts';

/** The names that were asked for last, and their keys: most questions are about the same table as the one before, by an operation's name or its own. */
let lastName: QualifiedName | undefined;
let lastKey = '';
let priorName: QualifiedName | undefined;
let priorKey = '';

/** Keys that were put together before, by schema and name: a new text would have to be hashed anew for the maps that it is looked up in. */
const keys = new Map<string, Map<string, string>>();
const mostKeys = 4096;
/** Those of the schema that was asked for last: most names are in one. */
let lastSchema: string | undefined;
let ofLastSchema = new Map<string, string>();

/** The key under which a catalog keeps a name. */
export function key(name: QualifiedName): string {
  if (name === lastName) return lastKey;
  const found = name === priorName ? priorKey : keyFor(name.schema, name.name);
  priorName = lastName;
  priorKey = lastKey;
  lastName = name;
  lastKey = found;
  return found;
}

/** The same for a name that is no value yet. */
export function keyFor(schema: string, name: string): string {
  if (schema !== lastSchema) {
    ofLastSchema = keysOf(schema);
    lastSchema = schema;
  }
  const known = ofLastSchema.get(name);
  if (known !== undefined) return known;
  if (ofLastSchema.size >= mostKeys) ofLastSchema.clear();
  const made = `${schema}\n${name}`;
  ofLastSchema.set(name, made);
  return made;
}

function keysOf(schema: string): Map<string, string> {
  const known = keys.get(schema);
  if (known) return known;
  const made = new Map<string, string>();
  // Schemas are few; a long run over many projects starts anew.
  if (keys.size >= mostKeys) keys.clear();
  keys.set(schema, made);
  return made;
}

/** The key of an object that is no relation and no type. Triggers, policies and rules have names of their own on each table. */
export function objectKey(kind: string, name: QualifiedName, on?: QualifiedName): string {
  return on ? `${kind} ${key(on)}\n${name.name}` : `${kind} ${key(name)}`;
}

/** The key of something that a table holds: a column, or, with a kind before its name, a constraint, a trigger, a policy. */
export function partKey(table: QualifiedName, part: string): string {
  return `${key(table)}\n${part}`;
}
