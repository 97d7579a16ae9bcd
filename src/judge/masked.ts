import { SourceFile, type Place, type Span } from '../source/source-file.ts';

/** The same place in a file of which some parts are only asterisks, so that no reporter can show them. Lengths and line breaks stay. */
export function masked({ file, span }: Place, hidden: readonly Span[]): Place {
  let text = '';
  let at = 0;
  for (const { start, end } of hidden.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    text += file.text.slice(at, start) + file.text.slice(start, end).replace(/[^\r\n]/g, '*');
    at = end;
  }
  return { file: new SourceFile(file.path, text + file.text.slice(at)), span };
}
