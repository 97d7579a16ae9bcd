import { describe, expect, it } from 'vitest';
import { blockedBy, blockedWords, blocksReads, blocksWrites, compareModes, isConflict, lockModeNamed, lockModes, type LockMode } from '../../src/postgres/lock-modes.ts';

/** Table 13.2 of the manual, "Conflicting Lock Modes": an X for each mode in the order of the headings. */
const manual: Readonly<Record<LockMode, string>> = {
  'ACCESS SHARE': '.......X',
  'ROW SHARE': '......XX',
  'ROW EXCLUSIVE': '....XXXX',
  'SHARE UPDATE EXCLUSIVE': '...XXXXX',
  SHARE: '..XX.XXX',
  'SHARE ROW EXCLUSIVE': '..XXXXXX',
  EXCLUSIVE: '.XXXXXXX',
  'ACCESS EXCLUSIVE': 'XXXXXXXX',
};

describe('lock modes', () => {
  it('conflict as the manual says', () => {
    for (const mode of lockModes) expect(lockModes.map((other) => (isConflict(mode, other) ? 'X' : '.')).join(''), mode).toBe(manual[mode]);
  });

  it('conflict both ways', () => {
    for (const a of lockModes) for (const b of lockModes) expect(isConflict(a, b)).toBe(isConflict(b, a));
  });

  it('say what they block', () => {
    expect(lockModes.filter(blocksReads)).toEqual(['ACCESS EXCLUSIVE']);
    expect(lockModes.filter(blocksWrites)).toEqual(['SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE']);
    expect(blockedBy('ACCESS EXCLUSIVE')).toEqual(['reads', 'writes']);
    expect(['ACCESS EXCLUSIVE', 'SHARE', 'ROW EXCLUSIVE'].map((mode) => blockedWords(mode as LockMode))).toEqual(['reads and writes', 'writes', 'neither reads nor writes']);
  });

  it('go from weak to strong', () => {
    expect([...lockModes].sort(compareModes)).toEqual(lockModes);
  });

  it('are found by their words', () => {
    expect(lockModeNamed('share row exclusive')).toBe('SHARE ROW EXCLUSIVE');
    expect(lockModeNamed('nothing')).toBeUndefined();
  });
});
