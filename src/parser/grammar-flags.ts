/**
 * Flags of V8 under which PostgreSQL's grammar is compiled: without them V8 optimises it in the background, and the
 * process waits for that at its exit. All three work on Node 20, 22 and 24.
 */
export const grammarFlags = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering', '--liftoff-only'] as const;
