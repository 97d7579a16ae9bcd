import type { Ast } from '../../parser/ast-reader.ts';
import { folded } from './words.ts';

/** What looks like a call and is an expression of its own in PostgreSQL's grammar. */
const notCalls: ReadonlySet<string> = new Set([
  'coalesce', 'nullif', 'greatest', 'least', 'exists', 'any', 'some', 'all', 'row', 'array', 'grouping', 'xmlelement', 'xmlforest', 'xmlconcat', 'xmlparse',
]);

/** What SQL's own words for functions are called in pg_proc; the grammar puts them in pg_catalog. */
const sqlCalls: Readonly<Record<string, string>> = {
  trim: 'btrim',
  position: 'position',
  normalize: 'normalize',
};

/** Operators in words that the grammar makes calls of functions in pg_catalog. */
export const sqlFunctions: Readonly<Record<string, string>> = { 'AT TIME ZONE': 'timezone' };

/** CURRENT_TIMESTAMP and its like, which take a precision or nothing, as functions. */
const timeKeywords: ReadonlySet<string> = new Set(['current_timestamp', 'current_time', 'current_date', 'localtime', 'localtimestamp']);

const keywordFunctions: Readonly<Record<string, string>> = {
  current_role: 'current_user',
  current_user: 'current_user',
  user: 'current_user',
  session_user: 'session_user',
  current_catalog: 'current_database',
  current_schema: 'current_schema',
};

/** A function by the schema that is written (or '') and its name. */
export interface Called {
  readonly schema: string;
  readonly name: string;
}

/** The function that a call calls; undefined for what is no call to PostgreSQL. */
export function calledFunction({ function: { schema, name } }: Ast.ExprCall): Called | undefined {
  if (schema !== undefined) return { schema: folded(schema), name: folded(name) };
  if (notCalls.has(name)) return undefined;
  if (timeKeywords.has(name)) return { schema: '', name: 'now' };
  const sqlName = sqlCalls[name];
  return sqlName === undefined ? { schema: '', name: folded(name) } : { schema: 'pg_catalog', name: sqlName };
}

/** The function that a word such as CURRENT_USER stands for. */
export function keywordFunction(keyword: string): Called {
  return { schema: '', name: keywordFunctions[keyword] ?? 'now' };
}
