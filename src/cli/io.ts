import type { Worker } from 'node:worker_threads';
import { spell, type Problem } from '../config/problem.ts';

/** A stream that takes text. */
export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  readonly columns?: number | undefined;
}

/** Questions to the person at the terminal. An answer is undefined where they break off. */
export interface Ask {
  confirm(message: string): Promise<boolean | undefined>;
  choose(message: string, words: readonly string[]): Promise<string | undefined>;
}

/** A second thread, which judges part of a large project. */
export interface OtherThread {
  /** Whether it is on its way without having been asked for: an earlier run here needed it. */
  readonly isStarted: boolean;
  /** @returns undefined where there is no processor for it */
  readonly start: () => Worker | undefined;
}

/** All that a command may touch of the process it runs in. */
export interface Io {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads all of standard input. */
  readonly stdin: () => Promise<string>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Absent: one thread does all. */
  readonly otherThread?: OtherThread;
  /** Absent: nobody is there to answer. */
  readonly ask?: Ask | undefined;
}

/** What the exit code says; 2 outranks 1. */
export const exit = { clean: 0, findings: 1, mistake: 2 } as const;

/** A mistake in the call or in what people wrote for this project: `main` says it on stderr and exits with 2. */
export class CallError extends Error {
  override readonly name: string = 'CallError';
}

/** Mistakes in files, each with its place. */
export class FileError extends CallError {
  override readonly name: string = 'FileError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(spell).join('\n'));
    this.problems = problems;
  }
}
