import type { Execution } from '../project/migration.ts';
import type { SourceFile, Span } from '../source/source-file.ts';
import type { ScriptSource, Section } from './runner.ts';

/** A line that holds a directive, and where the next line starts. */
export interface DirectiveLine {
  readonly start: number;
  /** Line ending not included. */
  readonly end: number;
  readonly next: number;
  readonly text: string;
}

/** The whole file as one script, in the direction of its name. */
export function wholeFile(execution: Execution | ((script: ScriptSource) => Execution)): (script: ScriptSource) => readonly Section[] {
  return (script) => {
    const direction = script.name.direction === 'down' ? 'down' : 'up';
    return [whole(script.file, direction, typeof execution === 'function' ? execution(script) : execution)];
  };
}

export function whole(file: SourceFile, direction: 'up' | 'down', execution: Execution): Section {
  return { direction, span: { start: 0, end: file.text.length }, heading: firstLine(file.text), execution };
}

export function firstLine(text: string): Span {
  return { start: 0, end: lineEnd(text, 0) };
}

/** The lines of a text that hold a marker, first to last. */
export function linesWith(text: string, marker: string): DirectiveLine[] {
  const found: DirectiveLine[] = [];
  for (let at = text.indexOf(marker); at !== -1; at = text.indexOf(marker, at)) {
    const line = lineAround(text, at);
    found.push(line);
    at = line.next;
    if (at >= text.length) break;
  }
  return found;
}

export function lineAround(text: string, at: number): DirectiveLine {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = lineEnd(text, at);
  const newline = text.indexOf('\n', at);
  return { start: at === 0 ? 0 : start, end, next: newline === -1 ? text.length : newline + 1, text: text.slice(start, end) };
}

export function spanOf(line: DirectiveLine): Span {
  return { start: line.start, end: line.end };
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  if (newline === -1) return text.length;
  return newline > 0 && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
}

export interface Heading {
  readonly direction: 'up' | 'down';
  readonly line: DirectiveLine;
  readonly execution: Execution;
}

/**
 * Cuts a file at its headings. Without an up heading, what stands before the first down is the up: the runner would
 * refuse the file, and its SQL is meant all the same.
 */
export function cutAt(file: SourceFile, headings: readonly Heading[], fallback: Execution): Section[] {
  const sections: Section[] = [];
  const first = headings[0];
  if (!first) return [whole(file, 'up', fallback)];
  if (first.direction === 'down' && !headings.some((heading) => heading.direction === 'up')) {
    sections.push({ direction: 'up', span: { start: 0, end: first.line.start }, heading: firstLine(file.text), execution: first.execution });
  }
  for (const [i, heading] of headings.entries()) {
    const end = headings[i + 1]?.line.start ?? file.text.length;
    sections.push({ direction: heading.direction, span: { start: heading.line.next, end }, heading: spanOf(heading.line), execution: heading.execution });
  }
  return sections;
}
