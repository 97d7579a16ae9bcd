import { describe, expect, test } from 'vitest';
import { nodeTokens, plainTokens } from '../../src/cli/words.ts';

const words = ['lint', '.', 'a b', '', '-', '--', '-h', '-hV', '-x', '---', '--=', '--all', '--all=yes', '--no-color', '--no-all', '--format', '--format=json', '--format=', '--format=a=b', '--output', '--output=-', '--toString', '--constructor', '--nothing', '--nothing=1', '-=', '-h=1', '--al'];

describe('what is read without Node’s reader is read as Node reads it', () => {
  const calls = [[], ...words.map((one) => [one]), ...words.flatMap((one) => words.map((two) => [one, two])), ...words.flatMap((one) => words.flatMap((two) => words.map((three) => [one, two, three])))];

  test(`in ${calls.length} calls`, async () => {
    const wrong = [];
    for (const argv of calls) {
      const plain = plainTokens(argv);
      // Node counts the words too, which nobody asks for.
      const node = JSON.stringify(await nodeTokens(argv), (key, value: unknown) => (key === 'index' ? undefined : value));
      if (plain && JSON.stringify(plain) !== node) wrong.push({ argv, plain, node });
    }
    expect(wrong).toEqual([]);
  });

  test.each([[['--all', '--format', 'json', '.']], [['sets', '--format=json']], [['--output', 'sarif=a.sarif', 'db/migrations', '--quiet']]])('%j is plain', (argv) => {
    expect(plainTokens(argv)).toBeDefined();
  });
});
