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
