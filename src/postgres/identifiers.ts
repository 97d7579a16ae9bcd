import type { QualifiedName } from '../operations/operation.ts';

/**
 * Words that are no names without quotes.
 *
 * @see https://www.postgresql.org/docs/current/sql-keywords-appendix.html
 */
const reserved = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
   concurrently constraint create cross current_catalog current_date current_role current_schema current_time
   current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
   full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit
   localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references
   returning right select session_user similar some symmetric system_user table tablesample then to trailing true union
   unique user using variadic verbose when where window with`.split(/\s+/),
);

const plain = /^[a-z_][a-z0-9_$]*$/;

/** A name as SQL needs it: `"Order"`, `"user"`, `users`. */
export function quoteIdentifier(name: string): string {
  return plain.test(name) && !reserved.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A name with its schema; `public` goes without saying. */
export function quoteName({ schema, name }: QualifiedName): string {
  return schema === 'public' || schema === '' || schema === 'pg_temp' ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** A string literal. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
