import { decode } from '../source/decode.ts';
import { terminalAsk } from './ask.ts';
import { CallError, exit, type Io, type Output } from './io.ts';
import { main } from './main.ts';
import { takeGrammar } from '../parser/postgres-grammar.ts';

/** Opening a stream costs a process more than a millisecond: it is done when something is written. */
class Stream implements Output {
  readonly #open: () => NodeJS.WriteStream;
  #stream: NodeJS.WriteStream | undefined;

  constructor(open: () => NodeJS.WriteStream) {
    this.#open = open;
  }

  get isTTY(): boolean {
    // Absent where it is no terminal, whatever the types say.
    return 'isTTY' in this.#opened() && this.#opened().isTTY;
  }

  write(text: string): void {
    this.#opened().write(text);
  }

  get columns(): number | undefined {
    return this.isTTY ? this.#opened().columns : undefined;
  }

  #opened(): NodeJS.WriteStream {
    if (this.#stream) return this.#stream;
    this.#stream = this.#open();
    // A reader that has seen enough (`| head`) is no error.
    this.#stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') process.exitCode = exit.mistake;
    });
    return this.#stream;
  }
}

/** Somebody may have taken it away. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    process.stderr.write('pgmiglint: the current folder does not exist\n');
    process.exit(exit.mistake);
  }
}

/** A byte order mark stays: a file that comes through the pipe is recorded with it. */
async function standardInput(): Promise<string> {
  const bytes = await (await import('node:stream/consumers')).buffer(process.stdin);
  const decoded = decode(bytes);
  if ('problem' in decoded) throw new CallError(`standard input is ${decoded.problem}`);
  return bytes.toString('utf8');
}

/**
 * Runs the command line of this process.
 *
 * @param grammar - PostgreSQL's grammar, where its compiling has begun
 */
export function run(grammar?: Promise<WebAssemblyModule>): void {
  if (grammar) takeGrammar(grammar);
  const io: Io = {
    cwd: workingFolder(),
    env: process.env,
    stdin: standardInput,
    stdout: new Stream(() => process.stdout),
    stderr: new Stream(() => process.stderr),
    get ask() {
      // Asked for by one command only: to look at stdin opens it.
      return process.stdin.isTTY && process.stdout.isTTY ? terminalAsk : undefined;
    },
  };
  void main(process.argv.slice(2), io).then((code) => {
    // A stream that broke has set its own.
    process.exitCode ??= code;
  });
}

/** What the other thread of a large run, and the library, take from this bundle. */
export { serve } from '../judge/crossing.ts';
export { startLoadingGrammar } from '../parser/postgres-grammar.ts';
export * from '../index.ts';
/** What the language server's bundle takes from this one. */
export * as lspParts from '../lsp/parts.ts';
