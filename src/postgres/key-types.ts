/** Types that are compared with each other, so that a foreign key of one may refer to a key of another. Proven by test/postgres/key-types.test.ts. */
const families: readonly (readonly string[])[] = [['int2', 'int4', 'int8'], ['text', 'varchar', 'bpchar'], ['uuid'], ['bool'], ['jsonb'], ['bytea'], ['inet'], ['interval']];

const familyOf: ReadonlyMap<string, number> = new Map(families.flatMap((family, index) => family.map((name) => [name, index] as const)));

/** Whether PostgreSQL certainly has no `=` between two built-in types, which a foreign key needs (42804). */
export function haveNoEquality(a: string, b: string): boolean {
  const [left, right] = [familyOf.get(a), familyOf.get(b)];
  return left !== undefined && right !== undefined && left !== right;
}

export const keyTypes: readonly string[] = [...familyOf.keys()];
