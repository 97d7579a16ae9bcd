/** A mistake in a file that people write for this project: the configuration, a lock file. */
export interface Problem {
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly message: string;
}

/** `file:line:column: message`, as terminals and editors turn into a link. */
export function spell({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column}: ${message}`;
}
