import { rules } from '../../rules/registry.ts';
import { runners } from '../../runners/registry.ts';
import { completionScripts, type Words } from '../completion-scripts.ts';
import { exit, type Io } from '../io.ts';
import type { Call } from '../options.ts';
import { oneOf } from '../parse.ts';

/** `pgmiglint completion <shell>`: a script to source. */
export async function run(call: Call, io: Io): Promise<number> {
  const [shell = ''] = call.words;
  await oneOf('shell', shell, Object.keys(completionScripts));
  const words: Words = { rules: rules.map(({ id }) => id), runners: runners.map(({ id }) => id) };
  io.stdout.write(completionScripts[shell]?.(words) ?? '');
  return exit.clean;
}
