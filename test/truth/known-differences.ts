/** What the replay cannot know, by the beginning of the set's path: a number that may only fall. */
export interface KnownDifference {
  readonly set: string;
  readonly differences: number;
  readonly reason: string;
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    set: 'filecoin-project__curio',
    differences: 4,
    reason: 'a DO block asks the catalog for the names of constraints and renames those it finds, in a string that only the server can know',
  },
];

/** A down of which we say other than the server found; the list may only become shorter. */
export interface KnownDown {
  readonly path: string;
  readonly reason: string;
}

export const knownDowns: readonly KnownDown[] = [
  {
    path: 'rust-lang__docs.rs/crates/lib/docs_rs_database/migrations/20240519141105_crate-version-name-field-length.down.sql',
    reason: 'the column is varchar again as before; the server writes the cast into the expression of the index that it was rewritten with, which means the same',
  },
];

/** Generated downs that leave something other than it was, and do not say so; the list may only become shorter. */
export const knownGenerated: readonly KnownDown[] = [
  {
    path: 'rust-lang__docs.rs/crates/lib/docs_rs_database/migrations/20240519141105_crate-version-name-field-length.up.sql',
    reason: 'as above: the index means the same, and the server writes its expression otherwise',
  },
];

/**
 * How many of the downs that the server refuses our rules tell, by SQLSTATE. 69 of the 117 are popx's, whose versions are
 * undone together and are not judged one by one; of the others that are not told the history does not know enough.
 */
export const toldRefusals: Readonly<Record<string, readonly [told: number, of: number]>> = {
  '2BP01': [14, 15],
  '42703': [10, 35],
  '42704': [5, 22],
  '42P01': [3, 20],
};
