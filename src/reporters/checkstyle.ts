import type { Result } from '../judge/result.ts';
import { tellAll, type Told } from './told.ts';
import { attributes } from './xml.ts';

/** Checkstyle's XML, which many CI systems read. */
export function checkstyle(result: Result): string {
  const byFile = new Map<string, Told[]>();
  for (const one of tellAll(result)) byFile.set(one.file, [...(byFile.get(one.file) ?? []), one]);
  const files = Array.from(byFile, ([name, told]) => [
    `  <file${attributes({ name })}>`,
    ...told.map(({ start, severity, message, rule }) => `    <error${attributes({ line: start.line, column: start.column, severity, message, source: `pgmiglint.${rule}` })}/>`),
    '  </file>',
  ].join('\n'));
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">', ...files, '</checkstyle>', ''].join('\n');
}
