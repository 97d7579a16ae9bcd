/** The texts of the files in src/parser/ that are written from the module, by their names. */
export function treeFiles(): Promise<Readonly<Record<string, string>>>;
