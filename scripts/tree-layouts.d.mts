/** The text of src/parser/tree-layouts.ts. */
export function treeLayouts(): Promise<string>;
