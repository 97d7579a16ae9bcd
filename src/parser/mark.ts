import type { Span } from '../source/source-file.ts';

/**
 * Where in its statement something stands, before anyone asked for the exact span. The grammar gives starts only, and
 * for a command of ALTER TABLE not even that: `locate` finds the rest with the lexer, for the few marks that end up
 * in a report.
 */
export type Mark =
  | { readonly part: 'statement' }
  /** From `at` to the end of what stands there, by the grammar of that part. `at` is an offset in the file. */
  | { readonly part: 'token' | 'name' | 'type' | 'expression' | 'column' | 'constraint'; readonly at: number }
  /** The nth comma-separated command of an ALTER TABLE or object of a DROP, counted from 0. */
  | { readonly part: 'command'; readonly index: number }
  /** The nth command of a statement that stands at `within` in the file, inside a DO block. */
  | { readonly part: 'inner command'; readonly index: number; readonly within: Span }
  /** A range already known. */
  | { readonly part: 'span'; readonly at: number; readonly end: number };
