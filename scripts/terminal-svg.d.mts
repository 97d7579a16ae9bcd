/** A terminal's output, colour codes and all, as a picture. Lines longer than `columns` go on in the next row. */
export function terminalSvg(text: string, options: { readonly columns: number; readonly title: string }): string;
