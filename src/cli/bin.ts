#!/usr/bin/env node
import type { Io, Output } from './io.ts';
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

const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  stdin: async () => (await import('node:stream/consumers')).text(process.stdin),
  stdout: output(process.stdout),
  stderr: output(process.stderr),
};

process.exitCode = await main(process.argv.slice(2), io);
