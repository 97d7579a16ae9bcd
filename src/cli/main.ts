import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CallError, exit, FileError, type Io } from './io.ts';
import { version } from './package.ts';
import { parse } from './parse.ts';

/**
 * Runs a command line.
 *
 * @param argv - without node and the program's name
 * @returns the exit code: 0 nothing to say, 1 findings, 2 a mistake in the call or in a file
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const { name, command, call } = await parse(argv, (path) => existsSync(resolve(io.cwd, path)));
    if (call.has('help')) {
      io.stdout.write((await import('./help.ts')).commandHelp(name));
      return exit.clean;
    }
    if (call.has('version')) {
      io.stdout.write(`${version()}\n`);
      return exit.clean;
    }
    return await (await command.load()).run(call, io);
  } catch (error) {
    if (error instanceof FileError) io.stderr.write(`${error.message}\n`);
    else if (error instanceof CallError) io.stderr.write(`pgmiglint: ${error.message}\n`);
    else if (error instanceof Error && 'syscall' in error) io.stderr.write(`pgmiglint: ${error.message}\n`);
    else io.stderr.write(`pgmiglint: a bug in pgmiglint itself: ${error instanceof Error ? error.message : String(error)}\nPlease report it with the call and, if you can, the file.\n`);
    return exit.mistake;
  }
}
