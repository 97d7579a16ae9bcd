import type { Execution } from '../project/migration.ts';

/** The runner sends the file as it is: PostgreSQL makes several statements in it one transaction. */
export const oneMessage: Execution = { wrap: 'none', send: 'one message', session: 'kept' };
export const oneMessageInTransaction: Execution = { wrap: 'script', send: 'one message', session: 'kept' };
export const statements: Execution = { wrap: 'none', send: 'statements', session: 'kept' };
export const statementsInTransaction: Execution = { wrap: 'script', send: 'statements', session: 'kept' };
export const chunks: Execution = { wrap: 'none', send: 'chunks', session: 'kept' };
export const chunksInTransaction: Execution = { wrap: 'script', send: 'chunks', session: 'kept' };
/** `psql -f`: each statement alone, and a session for each file. */
export const psql: Execution = { wrap: 'none', send: 'statements', session: 'fresh' };
