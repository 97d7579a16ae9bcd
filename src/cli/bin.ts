import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MessagePort, Worker } from 'node:worker_threads';
import { decode } from '../source/decode.ts';
import { terminalAsk } from './ask.ts';
import { CallError, exit, type Io } from './io.ts';
import { serve as answer } from '../judge/crossing.ts';
import { main } from './main.ts';
import { StandardStream } from './standard-stream.ts';
import { startThread } from './thread.ts';
import { takeGrammar } from '../parser/postgres-grammar.ts';
import { findingJson } from '../reporters/json.ts';

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

/** What a thread that has ended is numbered. */
const ended = -1;

let isThreadStarted = false;

/** Whether this run has had two threads. */
export const hasStartedThread = (): boolean => isThreadStarted;

/**
 * Runs the command line of this process.
 *
 * @param grammar - PostgreSQL's grammar, where its compiling has begun
 * @param thread - the other thread, where it has been started
 */
export function run(grammar?: Promise<WebAssemblyModule>, thread?: Worker): void {
  if (grammar) takeGrammar(grammar);
  isThreadStarted = thread !== undefined;
  const stdout = new StandardStream(1, () => process.stdout);
  const stderr = new StandardStream(2, () => process.stderr);
  const io: Io = {
    cwd: workingFolder(),
    env: process.env,
    stdin: standardInput,
    stdout,
    stderr,
    otherThread: {
      isStarted: isThreadStarted,
      start() {
        isThreadStarted = true;
        return thread && thread.threadId !== ended ? thread : startThread(dirname(fileURLToPath(import.meta.url)));
      },
    },
    get ask() {
      // Asked for by one command only: to look at stdin opens it.
      return process.stdin.isTTY && process.stdout.isTTY ? terminalAsk : undefined;
    },
  };
  void main(process.argv.slice(2), io).then((code) => {
    // A stream that broke has set its own.
    process.exitCode ??= code;
    // All of it is written: to end here spares giving back what was allocated, piece by piece.
    if (!stdout.isOpen && !stderr.isOpen) process.exit();
  });
}

/** What the other thread of a large run does. */
export function serve(port: MessagePort): void {
  answer(port, findingJson);
}

/** What the other thread, and the library, take from this bundle. */
export { isGrammarLoaded, startLoadingGrammar } from '../parser/postgres-grammar.ts';
export * from '../index.ts';
