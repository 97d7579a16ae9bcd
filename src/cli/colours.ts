import { plain, type Palette } from '../reporters/palette.ts';
import type { Io } from './io.ts';
import type { Call } from './options.ts';

/**
 * Whether to colour stdout: the options first, then FORCE_COLOR (https://force-color.org), NO_COLOR
 * (https://no-color.org), and at last whether there is a terminal.
 */
function wantsColour(call: Call, { env, stdout }: Io): boolean {
  if (call.has('no-color')) return false;
  if (call.has('color')) return true;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return stdout.isTTY && env.TERM !== 'dumb';
}

/** The colours of this run; chalk is loaded only where there are any. */
export async function paletteFor(call: Call, io: Io): Promise<Palette> {
  if (!wantsColour(call, io)) return plain;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return {
    error: (text) => chalk.bold.red(text),
    warning: (text) => chalk.bold.yellow(text),
    info: (text) => chalk.bold.cyan(text),
    note: (text) => chalk.bold.blue(text),
    strong: (text) => chalk.bold(text),
    frame: (text) => chalk.blue(text),
    sql: (text) => chalk.green(text),
    faint: (text) => chalk.dim(text),
  };
}
