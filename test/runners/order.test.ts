import { describe, expect, it } from 'vitest';
import { byVersionParts, compareDigits, compareNaturally, withoutZeros } from '../../src/runners/order.ts';
import type { ScriptName } from '../../src/runners/runner.ts';

const named = (version: string): ScriptName => ({ path: version, version, name: '', direction: 'up' });

describe('versions', () => {
  it('compares digits by value, beyond what a number can hold', () => {
    expect(compareDigits('9', '10')).toBeLessThan(0);
    expect(compareDigits('007', '7')).toBe(0);
    expect(compareDigits('20210311102338000015', '20210311102338000016')).toBeLessThan(0);
  });

  it('drops leading zeros alone', () => {
    expect(['0007', '7', '000', '100'].map(withoutZeros)).toEqual(['7', '7', '', '100']);
  });

  it('compares the parts of a version, missing ones as zero', () => {
    expect(byVersionParts(named('1.2'), named('1.10'))).toBeLessThan(0);
    expect(byVersionParts(named('1'), named('1.0'))).toBe(0);
    expect(byVersionParts(named('2018.07.27.20.00'), named('2018.7.27.20.1'))).toBeLessThan(0);
  });

  it('compares text with the numbers in it', () => {
    expect(['v10_a', 'v9_b', 'v9_a', 'v9'].toSorted(compareNaturally)).toEqual(['v9', 'v9_a', 'v9_b', 'v10_a']);
  });
});
