import { describe, expect, test } from 'vitest';
import { sizes } from '../../src/judge/sizes.ts';

const size = sizes({ large: ['orders', 'audit.*', 'app.big_*'], small: ['*_kinds', 'orders_kinds'], rows: { 'public.users': 1_000_000, events: 10_000, middling: 10_001, orders: 1 } });

describe('the size of a table', () => {
  test.each([
    ['public', 'orders', 'large'],
    ['shop', 'orders', 'large'],
    ['public', 'orders_archive', undefined],
    ['audit', 'anything', 'large'],
    ['app', 'big_one', 'large'],
    ['public', 'big_one', undefined],
    ['public', 'order_kinds', 'small'],
    ['public', 'users', 'large'],
    ['other', 'users', undefined],
    ['other', 'events', 'small'],
    ['public', 'middling', undefined],
  ])('%s.%s: %s', (schema, name, expected) => {
    expect(size({ schema, name })).toBe(expected);
  });

  test('nobody knows without a configuration', () => {
    expect(sizes(undefined)({ schema: 'public', name: 'orders' })).toBeUndefined();
  });
});
