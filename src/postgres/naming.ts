/**
 * The names that PostgreSQL chooses where a statement gives none. Source: src/backend/commands/indexcmds.c
 * (makeObjectName, ChooseRelationName, ChooseIndexName, ChooseIndexColumnNames) and src/backend/catalog/pg_constraint.c
 * (ChooseConstraintName); proven on a server by test/postgres/naming.test.ts.
 */

/** NAMEDATALEN - 1: the bytes of UTF-8 that a name can have. */
const longest = 63;

/** What stands behind the last underscore of a chosen name. */
export type NameLabel = 'pkey' | 'key' | 'idx' | 'excl' | 'fkey' | 'check' | 'not_null' | 'seq';

/** Whether a text has no more than so many bytes. A UTF-16 unit has three at the most, and most names are short. */
function fits(text: string, bytes: number): boolean {
  return text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes;
}

/** The beginning of a name that has no more than so many bytes; no character is cut in two. */
export function clipName(name: string, bytes = longest): string {
  if (fits(name, bytes)) return name;
  const encoded = Buffer.from(name);
  let end = bytes;
  while (end > 0 && ((encoded[end] ?? 0) & 0xc0) === 0x80) end--;
  return encoded.subarray(0, end).toString();
}

/** `name1_name2_label`; where that is too long, the longer of the two names is cut. */
export function makeObjectName(name1: string, name2: string | undefined, label: string): string {
  const name = name2 === undefined ? `${name1}_${label}` : `${name1}_${name2}_${label}`;
  return fits(name, longest) ? name : clippedName(name1, name2, label);
}

function clippedName(name1: string, name2: string | undefined, label: string): string {
  const available = longest - label.length - 1 - (name2 === undefined ? 0 : 1);
  let bytes1 = Buffer.byteLength(name1);
  let bytes2 = name2 === undefined ? 0 : Buffer.byteLength(name2);
  while (bytes1 + bytes2 > available) {
    if (bytes1 > bytes2) bytes1--;
    else bytes2--;
  }
  const first = clipName(name1, bytes1);
  return name2 === undefined ? `${first}_${label}` : `${first}_${clipName(name2, bytes2)}_${label}`;
}

/** The first of `…_label`, `…_label1`, `…_label2` … that is not taken. */
export function chooseName(name1: string, name2: string | undefined, label: NameLabel, isTaken: (name: string) => boolean): string {
  let name = makeObjectName(name1, name2, label);
  for (let pass = 1; isTaken(name); pass++) name = makeObjectName(name1, name2, `${label}${pass}`);
  return name;
}

/** The names of an index's columns, in which a label that comes again gets a number: `lower`, `lower1`. */
export function indexColumnNames(labels: readonly string[]): readonly string[] {
  if (labels.length < 2) return labels;
  const names: string[] = [];
  for (const label of labels) {
    let name = label;
    for (let pass = 1; names.includes(name); pass++) name = clipName(label, longest - String(pass).length) + String(pass);
    names.push(name);
  }
  return names;
}

/** The column part of an index's or foreign key's name: all of them with underscores, until it is longer than any name. */
export function joinColumnNames(names: readonly string[]): string {
  let joined = '';
  for (const name of names) {
    joined += joined === '' ? name : `_${name}`;
    if (!fits(joined, longest)) break;
  }
  return joined;
}
