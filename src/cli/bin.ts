#!/usr/bin/env node
import { decode } from '../source/decode.ts';
import { CallError, exit, type Io, type Output } from './io.ts';
import { main } from './main.ts';

/** A reader that has seen enough (`| head`) is no error. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = 2;
  });
}

function output(stream: NodeJS.WriteStream): Output {
  return {
    write: (part) => { stream.write(part); },
    // Absent where it is no terminal, whatever the types say.
    isTTY: 'isTTY' in stream && stream.isTTY,
    ...(stream.isTTY ? { columns: stream.columns } : {}),
  };
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

const io: Io = {
  cwd: workingFolder(),
  env: process.env,
  stdin: standardInput,
  stdout: output(process.stdout),
  stderr: output(process.stderr),
};

process.exitCode = await main(process.argv.slice(2), io);
