/** What docs/images/terminal.svg shows. */
export const picture: { readonly args: readonly string[]; readonly prompt: string; readonly columns: number; readonly title: string };
