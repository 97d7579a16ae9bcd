import { expect, test } from 'vitest';
import { fixtures, judge, judgeAll, misplaced, outOfOrder, sqlFiles, told, type Text } from './judging.ts';

const files = sqlFiles(fixtures);

/** What a fixture expects, in lines of carets, is a comment to us. */
const carets = /^--[ \t]*\^+.*\n/gm;

/** Every prefix of a short text; of a longer one those up to here, and then every so manieth. */
const everyPrefix = 250;
const step = 7;

/** @param seen - prefixes of other files: many begin alike */
function* prefixes({ path, text }: Text, seen: Set<string>): Iterable<Text> {
  for (let length = 0; length <= text.length; length += length < everyPrefix ? 1 : step) {
    const prefix = text.slice(0, length);
    if (seen.has(prefix)) continue;
    seen.add(prefix);
    yield { path: `${path}@${String(length).padStart(5, '0')}`, text: prefix };
  }
}

test('every prefix of every fixture is judged, and every place lies in its file', { timeout: 180_000 }, async () => {
  expect(files.length).toBeGreaterThan(100);
  const seen = new Set<string>();
  for (const file of files) {
    const texts = [...prefixes({ ...file, text: file.text.replace(carets, '') }, seen)];
    const result = await judgeAll(texts);
    expect(result.bugs).toEqual([]);
    expect(misplaced(result)).toEqual([]);
    expect(outOfOrder(result)).toEqual([]);
  }
});

test.each([
  ['CRLF instead of LF', (text: string) => text.replace(/\r?\n/g, '\r\n')],
  ['the file as it is, once more', (text: string) => text],
])('%s changes nothing', async (_, change) => {
  const plain = await judge(files);
  const changed = await judge(files.map(({ path, text }) => ({ path, text: change(text) })));
  expect(told(changed)).toEqual(told(plain));
});
