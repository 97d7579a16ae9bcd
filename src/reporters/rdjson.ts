import type { Severity } from '../judge/finding.ts';
import type { Result } from '../judge/result.ts';
import type { Place, Position } from '../source/source-file.ts';
import { fenced } from './fence.ts';
import { stepHeading } from './step-heading.ts';
import { tellAll, type Told, type ToldPlace } from './told.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' };

/** reviewdog's diagnostic format (https://github.com/reviewdog/reviewdog/tree/master/proto/rdf). */
export function rdjson(result: Result): string {
  return `${JSON.stringify({ source: { name: 'pgmiglint' }, diagnostics: tellAll(result).map(diagnostic) })}\n`;
}

function diagnostic({ rule, severity, message, instead, related, ...place }: Told): object {
  return {
    message: [message, ...instead.map((step) => `Instead, ${stepHeading(step)}:\n${fenced('sql', step.sql)}`)].join('\n\n'),
    location: location(place),
    severity: severities[severity],
    code: { value: rule },
    ...(related.length > 0 ? { related_locations: related.map((other) => ({ message: other.message, location: location(other) })) } : {}),
  };
}

function location({ file, start, end, place }: ToldPlace): object {
  return { path: file, range: { start: inBytes(start, place), end: inBytes(end, place) } };
}

/** reviewdog counts columns in bytes of UTF-8. */
function inBytes({ line, column }: Position, { file }: Place): Position {
  return { line, column: new TextEncoder().encode(file.line(line).slice(0, column - 1)).length + 1 };
}
