/** A finding that was there when the baseline was written. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  /** Relative to the folder of the baseline. */
  readonly file: string;
}

/** The findings that a project lives with: told no more, and told of when they are gone. */
export interface Baseline {
  /** The file, as reports show it. */
  readonly path: string;
  /** A path of a report, as the baseline has it. */
  readonly toEntry: (shown: string) => string;
  /** The other way round. */
  readonly toShown: (entry: string) => string;
  readonly entries: readonly BaselineEntry[];
}

/** The file's usual name, beside the configuration. */
export const baselineName = '.pgmiglint-baseline.json';
