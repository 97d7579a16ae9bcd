/** A range in a text: UTF-16 offsets, `end` not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A line and a column as people count them: both from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A range in a file: what a finding points at, and what the catalog remembers of where something was declared. */
export interface Place {
  readonly file: SourceFile;
  readonly span: Span;
}

/** A file's text under the path that reports show. The text keeps its line endings and has no byte order mark. */
export class SourceFile {
  readonly path: string;
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  /** @param path - relative to the working directory, with `/` */
  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** Line and column of an offset; an offset past the end counts as the end. */
  position(offset: number): Position {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const end = Math.min(offset, this.text.length);
    return { line: low + 1, column: end - (starts[low] ?? 0) + 1 };
  }

  /** The text of a line without its line ending; empty where the file has no such line. */
  line(number: number): string {
    const starts = this.#starts();
    const start = starts[number - 1];
    if (start === undefined) return '';
    return this.text.slice(start, starts[number] ?? this.text.length).replace(/[\r\n]+$/, '');
  }

  get lineCount(): number {
    return this.#starts().length;
  }

  #starts(): readonly number[] {
    if (this.#lineStarts) return this.#lineStarts;
    const { text } = this;
    return (this.#lineStarts = text.includes('\r') ? startsBehind(text, /\r\n|\n|\r/g) : startsBehindLineFeeds(text));
  }
}

function startsBehind(text: string, ends: RegExp): readonly number[] {
  const starts = [0];
  while (ends.exec(text)) starts.push(ends.lastIndex);
  return starts;
}

function startsBehindLineFeeds(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}
