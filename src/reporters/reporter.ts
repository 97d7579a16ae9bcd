import type { Result } from '../judge/result.ts';
import type { Palette } from './palette.ts';

/** How a report is to look. */
export interface ReportOptions {
  readonly palette: Palette;
  /** Columns of the terminal; absent: nobody knows. */
  readonly columns?: number;
  /** Findings without a summary. */
  readonly quiet?: boolean;
  /** Where the working directory lies below the repository's root, with `/` behind: for programs that know paths from there. */
  readonly below?: string;
  /** This program's version. */
  readonly version?: string;
  /** Applied migrations were judged too. */
  readonly all?: boolean;
}

/** A text, or the pieces of one that may be long: in one string, a single character beyond Latin-1 makes all of it twice as large. */
export type Text = string | readonly string[];

/** Turns a result into what stands on stdout. Pure; ends with a line break unless it is empty. */
export type Reporter = (result: Result, options: ReportOptions) => Text;

/** A text in one piece. */
export function whole(text: Text): string {
  return typeof text === 'string' ? text : text.join('');
}
