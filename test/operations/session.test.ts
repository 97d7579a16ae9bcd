import { describe, expect, test } from 'vitest';
import { brief } from './lowered.ts';

describe('the session and its transaction', () => {
  test.each([
    ['BEGIN', [{ kind: 'transaction', action: 'begin' }]],
    ['START TRANSACTION ISOLATION LEVEL SERIALIZABLE', [{ kind: 'transaction', action: 'begin' }]],
    ['COMMIT AND CHAIN', [{ kind: 'transaction', action: 'commit', chain: true }]],
    ['ROLLBACK', [{ kind: 'transaction', action: 'rollback' }]],
    ['SAVEPOINT a', [{ kind: 'transaction', action: 'savepoint' }]],
    ['RELEASE a', [{ kind: 'transaction', action: 'release' }]],
    ['ROLLBACK TO a', [{ kind: 'transaction', action: 'rollback to' }]],
    [`PREPARE TRANSACTION 'x'`, [{ kind: 'transaction', action: 'prepare' }]],
    [`COMMIT PREPARED 'x'`, [{ kind: 'transaction', action: 'commit prepared' }]],
    [`ROLLBACK PREPARED 'x'`, [{ kind: 'transaction', action: 'rollback prepared' }]],
    [`SET search_path TO a, "B", 'c d'`, [{ kind: 'set', setting: 'search_path', values: ['a', 'B', 'c d'] }]],
    ['SET LOCAL lock_timeout = 5000', [{ kind: 'set', local: true, setting: 'lock_timeout', values: ['5000'] }]],
    [`SET statement_timeout TO '5s'`, [{ kind: 'set', setting: 'statement_timeout', values: ['5s'] }]],
    ['SET x TO DEFAULT', [{ kind: 'set', setting: 'x' }]],
    ['RESET lock_timeout', [{ kind: 'set', setting: 'lock_timeout' }]],
    ['RESET ALL', [{ kind: 'set', setting: 'all' }]],
    [`SET TIME ZONE 'UTC'`, [{ kind: 'set', setting: 'timezone', values: ['UTC'] }]],
    [
      'SET TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY',
      [
        { kind: 'set', local: true, setting: 'transaction_isolation', values: ['serializable'] },
        { kind: 'set', local: true, setting: 'transaction_read_only', values: ['1'] }
      ],
    ],
    ['SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY', [{ kind: 'set', setting: 'default_transaction_read_only', values: ['1'] }]],
    ['SET ROLE joe', [{ kind: 'set', setting: 'role', values: ['joe'] }]],
    [
      'LOCK TABLE a, b IN SHARE ROW EXCLUSIVE MODE',
      [{ kind: 'lock-table', table: 'a', mode: 'SHARE ROW EXCLUSIVE' }, { kind: 'lock-table', table: 'b', mode: 'SHARE ROW EXCLUSIVE' }],
    ],
    ['LOCK a', [{ kind: 'lock-table', table: 'a', mode: 'ACCESS EXCLUSIVE' }]],
  ])('%s', (sql, expected) => {
    expect(brief(sql)).toEqual(expected);
  });
});
