import type { SchemaDescription, TableDescription } from '../../src/schema/describe.ts';

/** How much of a server's catalog the replay has, and what it has otherwise. */
export interface Comparison {
  readonly columns: number;
  readonly equalColumns: number;
  /** One line each: the object, what the server has, what we have. */
  readonly differences: readonly string[];
}

/** Compares columns (with place, type, nullability), constraints, indexes and enums. */
export function compare(ours: SchemaDescription, theirs: SchemaDescription): Comparison {
  const differences: string[] = [];
  let columns = 0;
  let equalColumns = 0;
  const check = (what: string, expected: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): number => {
    let equal = 0;
    for (const name of new Set([...expected.keys(), ...found.keys()])) {
      if (expected.get(name) === found.get(name)) equal++;
      else differences.push(`${what} ${name}: ${expected.get(name) ?? 'absent'}; we say ${found.get(name) ?? 'absent'}`);
    }
    return equal;
  };
  for (const name of names(ours, theirs)) {
    const [own, server] = [find(ours, name), find(theirs, name)];
    const [expected, found] = [columnsOf(server), columnsOf(own)];
    columns += new Set([...expected.keys(), ...found.keys()]).size;
    equalColumns += check(`column ${name}.`, expected, found);
    check(`constraint ${name}`, constraintsOf(server), constraintsOf(own));
    check(`index ${name}`, indexesOf(server), indexesOf(own));
  }
  check('enum', enumsOf(theirs), enumsOf(ours));
  return { columns, equalColumns, differences };
}

function names(...descriptions: readonly SchemaDescription[]): ReadonlySet<string> {
  return new Set(descriptions.flatMap(({ tables }) => tables.map(({ schema, name }) => `${schema}.${name}`)));
}

function find({ tables }: SchemaDescription, wanted: string): TableDescription | undefined {
  return tables.find(({ schema, name }) => `${schema}.${name}` === wanted);
}

function columnsOf(table: TableDescription | undefined): ReadonlyMap<string, string> {
  return new Map(table?.columns.map(({ name, type, notNull }, index) => [name, `${index + 1} ${type}${notNull ? ' not null' : ''}`]));
}

function constraintsOf(table: TableDescription | undefined): ReadonlyMap<string, string> {
  // The server keeps the columns of a CHECK in the order in which its planner met them.
  return new Map(table?.constraints.map(({ name, type, columns, validated }) => [name, `${type} ${type === 'check' ? '' : columns.join()}${validated ? '' : ' not valid'}`]));
}

function indexesOf(table: TableDescription | undefined): ReadonlyMap<string, string> {
  const plain = new Set(table?.columns.map(({ name }) => name));
  return new Map(table?.indexes.map(({ name, columns, unique, valid }) => [name, `${columns.map((column) => (plain.has(column) ? column : '')).join()}${unique ? ' unique' : ''}${valid ? '' : ' not valid'}`]));
}

function enumsOf({ enums }: SchemaDescription): ReadonlyMap<string, string> {
  return new Map(enums.map(({ schema, name, values }) => [`${schema}.${name}`, values.join()]));
}
