/** What a runner really did with a case. */
export interface Outcome {
  /** What each run (up, up again, down) came to. */
  readonly runs: readonly Run[];
  /** Steps that stayed in the table `seen`, those of one transaction together, in the order in which they came. */
  readonly seen: readonly (readonly string[])[];
  /** Over how many sessions the steps were written. */
  readonly sessions: number;
  /** Indexes, functions and enum values that are there at the end. */
  readonly left: readonly string[];
  /** Versions in the runner's own table at the end. */
  readonly recorded: readonly string[];
}

export interface Run {
  readonly command: 'up' | 'down';
  readonly result: 'succeeds' | 'fails' | 'hangs';
  /** Errors that the server answered: `25001 VACUUM cannot run inside a transaction block`. */
  readonly errors: readonly string[];
  /** Where it fails without the server's doing: the runner's own words. */
  readonly says?: string;
}

export interface Golden {
  readonly runner: string;
  readonly version: string;
  readonly postgres: string;
  readonly cases: Readonly<Record<string, Outcome>>;
}
