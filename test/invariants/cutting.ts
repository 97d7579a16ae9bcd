import { expect } from 'vitest';
import { judge, judgeAll, misplaced, outOfOrder, told, type Text } from './judging.ts';

/** Where files are cut that are too many to be cut everywhere. */
const shares = [0.17, 0.5, 0.83];

/** Files cut short in some places are judged, and with CRLF as with LF. */
export async function cutAndTranslated(files: readonly Text[]): Promise<void> {
  const cut = files.flatMap(({ path, text }) => shares.map((share) => ({ path: `${path}@${share}`, text: text.slice(0, Math.floor(text.length * share)) })));
  const result = await judgeAll(cut);
  expect(result.bugs).toEqual([]);
  expect(misplaced(result)).toEqual([]);
  expect(outOfOrder(result)).toEqual([]);
  const unix = files.map(({ path, text }) => ({ path, text: text.replaceAll('\r', '') }));
  const dos = unix.map(({ path, text }) => ({ path, text: text.replaceAll('\n', '\r\n') }));
  expect(told(await judge(dos))).toEqual(told(await judge(unix)));
}
