import { describe, expect, it } from 'vitest';
import { chooseName, clipName, indexColumnNames, joinColumnNames, makeObjectName } from '../../src/postgres/naming.ts';

/** A server is asked in test/truth/postgres.test.ts. */
describe('names that PostgreSQL chooses', () => {
  it('are joined by underscores', () => {
    expect(makeObjectName('users', 'email', 'key')).toBe('users_email_key');
    expect(makeObjectName('users', undefined, 'pkey')).toBe('users_pkey');
  });

  it('are cut at 63 bytes, the longer part first', () => {
    const name = makeObjectName('t'.repeat(60), 'c'.repeat(10), 'idx');
    expect(name).toBe(`${'t'.repeat(48)}_${'c'.repeat(10)}_idx`);
    expect(name.length).toBe(63);
    expect(makeObjectName('t'.repeat(60), 'c'.repeat(60), 'idx')).toBe(`${'t'.repeat(29)}_${'c'.repeat(29)}_idx`);
  });

  it('keep characters whole', () => {
    expect(clipName('ä'.repeat(40))).toBe('ä'.repeat(31));
    expect(clipName('漢漢', 5)).toBe('漢');
    expect(clipName('ascii', 9)).toBe('ascii');
  });

  it('are numbered until one is free', () => {
    const taken = new Set(['t_a_idx', 't_a_idx1']);
    expect(chooseName('t', 'a', 'idx', (name) => taken.has(name))).toBe('t_a_idx2');
    const long = 't'.repeat(63);
    expect(chooseName(long, undefined, 'pkey', (name) => name.endsWith('pkey'))).toBe(`${'t'.repeat(57)}_pkey1`);
  });

  it('number the columns of an index that come twice', () => {
    expect(indexColumnNames(['lower', 'a', 'lower', 'lower'])).toEqual(['lower', 'a', 'lower1', 'lower2']);
    expect(joinColumnNames(['a', 'b', 'c'])).toBe('a_b_c');
    expect(joinColumnNames(['a'.repeat(40), 'b'.repeat(40), 'c'])).toBe(`${'a'.repeat(40)}_${'b'.repeat(40)}`);
  });
});
