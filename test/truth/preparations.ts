/** What a history expects to find on its server, and why it is not there. */
export interface Preparation {
  readonly set: string;
  readonly reason: string;
  readonly sql: string;
}

export const preparations: readonly Preparation[] = [];
