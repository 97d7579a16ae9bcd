import type { Io } from './io.ts';

const patience = 1000;
const interval = 100;

/** A line on stderr that tells how far a long run is. Only on a terminal, and only once a second has gone by. */
export class Progress {
  readonly #stderr: Io['stderr'];
  #silent: boolean;
  #next = Date.now() + patience;
  #shown = false;

  constructor({ stderr }: Io, silent = false) {
    this.#stderr = stderr;
    this.#silent = silent;
  }

  /** @param total - absent where nobody knows yet */
  readonly tell = (what: string, done: number, total?: number): void => {
    if (this.#silent) return;
    const now = Date.now();
    if (now < this.#next) return;
    this.#next = now + interval;
    // Only now: to ask opens the stream, and most runs are over before.
    this.#silent = !this.#stderr.isTTY;
    if (this.#silent) return;
    this.#shown = true;
    this.#stderr.write(`\r\u001b[K${what} ${done}${total === undefined ? '' : ` of ${total}`}`);
  };

  /** Takes the line away. */
  end(): void {
    if (this.#shown) this.#stderr.write('\r\u001b[K');
    this.#shown = false;
  }
}
