/** The nodes that have a reader of their own, and the names of the fields that it reads. */
export const made: ReadonlyMap<string, readonly string[]>;
