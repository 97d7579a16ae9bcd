import type { QualifiedName } from './operation.ts';

/**
 * Turns names as written into names with a schema, as `search_path` and the catalog at that moment would. Lowering
 * asks once for each name; no rule ever does. Names come folded (the grammar has done that).
 */
export interface Names {
  /** A table, view, index or sequence that is meant to exist. Unknown ones get the first schema of the search path. */
  relation(schema: string | undefined, name: string): QualifiedName;
  /** A type that is meant to exist, built-in types included (`pg_catalog`). */
  type(schema: string | undefined, name: string): QualifiedName;
  /** Any new object: the first schema of the search path; `pg_temp` for a temporary one. */
  created(schema: string | undefined, name: string, temporary?: boolean): QualifiedName;
}
