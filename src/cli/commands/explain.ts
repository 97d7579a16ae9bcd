import { rules } from '../../rules/registry.ts';
import { example } from '../examples.ts';
import { exit, type Io } from '../io.ts';
import { paletteFor } from '../colours.ts';
import type { Call } from '../options.ts';
import { oneOf } from '../parse.ts';

/** `pgmiglint explain <rule>`: what, why, unsafe, safe, references. */
export async function run(call: Call, io: Io): Promise<number> {
  const [id = ''] = call.words;
  await oneOf('rule', id, rules.map((rule) => rule.id));
  const rule = rules.find((own) => own.id === id);
  if (!rule) return exit.mistake;
  const palette = await paletteFor(call, io);
  const { unsafe, safe } = example(id);
  const section = (title: string, body: string): string => `\n${palette.strong(title)}\n\n${body.trim().replace(/^(?=.)/gm, '  ')}\n`;
  io.stdout.write([
    `${palette[rule.severity](`${rule.severity}[${id}]`)}: ${rule.summary}\n`,
    ...(rule.convention === true ? ['A convention: off unless the configuration or a preset asks for it.\n'] : []),
    section('Why', rule.why),
    ...(unsafe === undefined ? [] : [section('Unsafe', palette.sql(unsafe))]),
    ...(safe === undefined ? [] : [section('Safe', palette.sql(safe))]),
    ...(rule.references.length === 0 ? [] : [section('References', rule.references.join('\n'))]),
  ].join(''));
  return exit.clean;
}
