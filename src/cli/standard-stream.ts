import { fstatSync, statSync, writeSync } from 'node:fs';
import { exit, type Output } from './io.ts';

/** Shorter texts than this get bytes of their own, from what Node has at hand. */
const ownBytes = 8192;

/** For texts of a third of it: a character may take three bytes. */
const room = 262_144;

/**
 * Standard output or error. Node's streams cost a process some milliseconds to open, and are needed for terminals alone:
 * elsewhere text goes to the file descriptor, at once and whole, as Node's streams do for files and pipes.
 */
export class StandardStream implements Output {
  readonly #fd: number;
  readonly #open: () => NodeJS.WriteStream;
  #stream: NodeJS.WriteStream | undefined;
  #isDirect: boolean | undefined;
  #isBroken = false;
  /** Holds a piece until it is written; once the stream has taken one over, it gets no other. */
  #room: Buffer | undefined;

  /** @param open - gives Node's stream for the same file descriptor */
  constructor(fd: number, open: () => NodeJS.WriteStream) {
    this.#fd = fd;
    this.#open = open;
  }

  /** Whether Node's stream was opened, which may still be writing. */
  get isOpen(): boolean {
    return this.#stream !== undefined;
  }

  get isTTY(): boolean {
    // Absent where it is no terminal, whatever the types say.
    return !this.#direct() && 'isTTY' in this.#opened() && this.#opened().isTTY;
  }

  get columns(): number | undefined {
    return this.isTTY ? this.#opened().columns : undefined;
  }

  write(text: string): void {
    if (this.#isBroken) return;
    if (this.#direct()) this.#writeAll(this.#bytesOf(text));
    else this.#opened().write(text);
  }

  /** A long report comes in many pieces, and new memory for each would take longer than the writing. */
  #bytesOf(text: string): Buffer {
    if (text.length < ownBytes || 3 * text.length > room) return Buffer.from(text);
    this.#room ??= Buffer.allocUnsafeSlow(room);
    return this.#room.subarray(0, this.#room.write(text));
  }

  #direct(): boolean {
    return (this.#isDirect ??= !mayBeTerminal(this.#fd));
  }

  #writeAll(bytes: Buffer): void {
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(this.#fd, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // A pipe that does not wait is full: the stream knows how to.
      if (code === 'EAGAIN') {
        this.#isDirect = false;
        this.#opened().write(bytes.subarray(written));
      } else this.#broke(code);
    }
  }

  #opened(): NodeJS.WriteStream {
    if (this.#stream) return this.#stream;
    this.#stream = this.#open();
    this.#stream.on('error', ({ code }: NodeJS.ErrnoException) => { this.#broke(code); });
    return this.#stream;
  }

  /** A reader that has seen enough (`| head`) is no error. */
  #broke(code: string | undefined): void {
    this.#isBroken = true;
    if (code !== 'EPIPE') process.exitCode = exit.mistake;
  }
}

/** What is no character device is no terminal, nor is the one that swallows all. */
function mayBeTerminal(fd: number): boolean {
  try {
    const stat = fstatSync(fd);
    return stat.isCharacterDevice() && !(process.platform !== 'win32' && stat.rdev === statSync('/dev/null').rdev);
  } catch {
    return true;
  }
}
