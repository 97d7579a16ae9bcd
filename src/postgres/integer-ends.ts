/** The last number of the short integer types. @see https://www.postgresql.org/docs/current/datatype-numeric.html */
export const integerEnds: Readonly<Record<string, string>> = { int2: '32,767', int4: '2,147,483,647' };
