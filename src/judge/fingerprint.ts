import { createHash } from 'node:crypto';
import type { SourceFile } from '../source/source-file.ts';
import { split, type Piece } from '../source/split.ts';
import { tokens } from '../source/tokens.ts';
import type { Finding } from './finding.ts';

/** A file cut into its statements. */
interface Cut {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly normalised: Map<Piece, string>;
}

/**
 * A name for each finding that stays when lines move, white space and comments change, or other statements come and
 * go: from the rule, the path, the statement, and which of several equal ones it is. Those that are switched off count
 * too, so that a new suppression renames nothing.
 *
 * @param path - the path to go by, from the one that reports show
 */
export function fingerprints(findings: readonly Finding[], path: (shown: string) => string = (shown) => shown): ReadonlyMap<Finding, string> {
  const files = new Map<SourceFile, Cut>();
  const seen = new Map<string, number>();
  const names = new Map<Finding, string>();
  for (const finding of findings.toSorted(byPlace)) {
    const { file, span } = finding.place;
    let cut = files.get(file);
    if (!cut) files.set(file, (cut = { text: file.text, pieces: [...split(file.text)], normalised: new Map() }));
    const own = [finding.rule, path(file.path), statementAt(cut, span.start)].join('\n');
    const ordinal = seen.get(own) ?? 0;
    seen.set(own, ordinal + 1);
    names.set(finding, createHash('sha256').update(`${own}\n${ordinal}`).digest('hex').slice(0, 32));
  }
  return names;
}

function byPlace(a: Finding, b: Finding): number {
  const [one, other] = [a.place.file.path, b.place.file.path];
  return (one < other ? -1 : Number(one > other)) || a.place.span.start - b.place.span.start;
}

/** The statement that an offset lies in, or the one that follows it, without what makes no difference to it. */
function statementAt({ text, pieces, normalised }: Cut, offset: number): string {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.next ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  const piece = pieces[low];
  if (!piece) return '';
  let known = normalised.get(piece);
  if (known === undefined) {
    known = tokens(text, piece.start, piece.end).map(({ start, end }) => text.slice(start, end).replaceAll('\r\n', '\n')).join(' ');
    normalised.set(piece, known);
  }
  return known;
}
