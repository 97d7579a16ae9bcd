import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Progress } from '../../src/cli/progress.ts';

beforeEach(() => { vi.useFakeTimers({ toFake: ['Date'] }); });
afterEach(() => { vi.useRealTimers(); });

/** What is written to stderr when 300 steps of 10 ms each are told. */
function written(isTTY: boolean, silent = false, steps = 300): string[] {
  const parts: string[] = [];
  const output = { write: (text: string): void => { parts.push(text); }, isTTY };
  const progress = new Progress({ cwd: '/', env: {}, stdin: () => Promise.resolve(''), stdout: output, stderr: output }, silent);
  for (let step = 1; step <= steps; step++) {
    vi.advanceTimersByTime(10);
    progress.tell('judging migrations:', step, steps);
  }
  progress.end();
  return parts;
}

test('a line after a second, ten times a second, taken away at the end', () => {
  const parts = written(true);
  expect(parts[0]).toBe('\r\u001b[Kjudging migrations: 100 of 300');
  expect(parts).toHaveLength(22);
  expect(parts.at(-1)).toBe('\r\u001b[K');
});

test('nothing where nobody looks, or the run is short', () => {
  expect([written(false), written(true, true), written(true, false, 99)]).toEqual([[], [], []]);
});
