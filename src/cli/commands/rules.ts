import { rules } from '../../rules/registry.ts';
import { exit, type Io } from '../io.ts';
import { paletteFor } from '../colours.ts';
import type { Call } from '../options.ts';
import { oneOf } from '../parse.ts';

/** `pgmiglint rules`: every rule with its severity and its summary. */
export async function run(call: Call, io: Io): Promise<number> {
  const format = call.value('format') ?? 'text';
  await oneOf('format', format, ['text', 'json']);
  const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (format === 'json') {
    const all = sorted.map(({ id, severity, convention, summary, references }) => ({ id, severity, convention: convention === true, summary, references }));
    io.stdout.write(`${JSON.stringify(all, undefined, 2)}\n`);
    return exit.clean;
  }
  const palette = await paletteFor(call, io);
  const width = Math.max(...sorted.map(({ id }) => id.length), 0);
  for (const { id, severity, convention, summary } of sorted) {
    const level = convention === true ? `off (${severity})` : severity;
    io.stdout.write(`${palette.strong(id.padEnd(width))}  ${palette[severity](level.padEnd(13))}  ${summary}\n`);
  }
  return exit.clean;
}
