import type { Finding } from '../../src/judge/finding.ts';
import type { SourceFile } from '../../src/source/source-file.ts';

/** What a fixture says is found, and where. Columns from 1; no `endColumn`: the span goes on to later lines. */
export interface Expected {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn?: number;
  readonly rule: string;
  /** A part of the message. */
  readonly says?: string;
}

const caretLine = /^(?<indent>\s*--)(?<gap>[ \t]*)(?<carets>\^+)(?<open>>?) (?<rule>[a-z][\w-]*)(?: "(?<says>.*)")?\s*$/;

/** Whether a line is an assertion of the fixture and no comment of its author. */
export function isCaretLine(line: string): boolean {
  return caretLine.test(line);
}

/** The assertions of a fixture, each about the nearest line above that is none (fixtures/README.md). */
export function expectations(file: SourceFile): readonly Expected[] {
  const found: Expected[] = [];
  let target = 0;
  for (let number = 1; number <= file.lineCount; number++) {
    const line = file.line(number);
    const { indent = '', gap = '', carets = '', open, rule = '', says } = caretLine.exec(line)?.groups ?? {};
    if (carets === '') {
      target = number;
      continue;
    }
    // Carets directly behind the hyphens: the hyphens stand for carets, because a comment cannot begin with them.
    const column = gap === '' ? indent.length - 1 : indent.length + gap.length + 1;
    const end = indent.length + gap.length + carets.length + 1;
    found.push({ file: file.path, line: target, column, rule, ...(open === '>' ? {} : { endColumn: end }), ...(says === undefined ? {} : { says }) });
  }
  return found;
}

/** One line for each, to compare. The message is compared apart. */
export function outline({ file, line, column, endColumn, rule }: Expected): string {
  return `${file}:${line}:${column}-${endColumn ?? 'further lines'} ${rule}`;
}

/** A finding in the same words. */
export function outlineFinding({ place: { file, span }, rule }: Finding): string {
  const start = file.position(span.start);
  const end = file.position(span.end);
  return `${file.path}:${start.line}:${start.column}-${end.line === start.line ? end.column : 'further lines'} ${rule}`;
}
