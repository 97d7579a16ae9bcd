import { expect, test } from 'vitest';
import picomatch from 'picomatch';
import { rebaseGlob, rebasePath } from '../../src/config/rebase.ts';

test.each([
  ['a/*.sql', '/r', '/r', ['a/*.sql']],
  ['a/*.sql', '/r/sub', '/r', ['sub/a/*.sql']],
  ['../a/*.sql', '/r/sub', '/r', ['a/*.sql']],
  ['**/a.sql', '/r/su[b]', '/r', ['su\\[b\\]/**/a.sql']],
  ['a/b/*.sql', '/r', '/r/a', ['b/*.sql']],
  ['a/*.sql', '/r', '/r/b', ['../a/*.sql']],
  ['**/*.sql', '/r', '/r/a/b', ['**/*.sql', '../**/*.sql', '../../**/*.sql']],
  ['a/**', '/r', '/r/a/b', ['**', '../**']],
  ['a*/x.sql', '/r', '/r/ab', ['x.sql', '../a*/x.sql']],
  ['**', '/r', '/r/a', ['**', '../**']],
])('%s of %s seen from %s', (glob, from, to, expected) => {
  expect(rebaseGlob(glob, from, to)).toEqual(expected);
});

test('a rebased glob matches the same files', () => {
  const files = ['/r/x.sql', '/r/a/x.sql', '/r/a/b/x.sql', '/r/a/b/c/x.sql', '/r/b/x.sql', '/r/b/a/x.sql', '/r/a/b/y.txt'];
  const globs = ['**/*.sql', '*.sql', 'a/**', 'a/*/x.sql', '**/b/*.sql', '*/x.sql', 'a/b/**/*.sql', '**/a/**'];
  for (const to of ['/r', '/r/a', '/r/a/b', '/r/b', '/other']) {
    for (const glob of globs) {
      const seen = picomatch([...rebaseGlob(glob, '/r', to)], { dot: true });
      const matches = picomatch(glob, { dot: true });
      for (const file of files) {
        expect(seen(rebasePath(file, '/', to)), `${glob} ${to} ${file}`).toBe(matches(rebasePath(file, '/', '/r')));
      }
    }
  }
});
