/** A mistake in a file with numbers of rows. */
export interface RowsMistake {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** How many rows tables hold, or what is wrong with the file that says so. */
export type Rows = { readonly rows: Readonly<Record<string, number>> } | { readonly mistakes: readonly RowsMistake[] };

/**
 * Reads estimates of row counts: a JSON object of table → rows, or lines of CSV, `table,rows`, with a heading or without.
 * PostgreSQL estimates fewer than none where nobody has counted: such a table is left out.
 */
export function parseRows(text: string): Rows {
  const found = text.trimStart().startsWith('{') ? fromJson(text) : fromCsv(text);
  const mistakes = found.filter((row) => 'message' in row);
  if (mistakes.length > 0) return { mistakes };
  return { rows: Object.fromEntries(found.flatMap((row) => ('table' in row && row.rows >= 0 ? [[row.table, row.rows]] : []))) };
}

type Row = { readonly table: string; readonly rows: number } | RowsMistake;

function fromJson(text: string): readonly Row[] {
  try {
    return Object.entries(JSON.parse(text) as object).map(([table, rows]: [string, unknown]) => (typeof rows === 'number' ? { table, rows } : { line: 1, message: `the rows of ${JSON.stringify(table)} must be a number` }));
  } catch (error) {
    return [{ line: 1, message: `not JSON: ${error instanceof Error ? error.message : String(error)}` }];
  }
}

const line = /^\s*(?:"((?:[^"]|"")+)"|([^",]+?))\s*,\s*"?(-?\d+(?:\.\d+)?)"?\s*$/;

function fromCsv(text: string): readonly Row[] {
  return text.split(/\r?\n/).flatMap((written, index): readonly Row[] => {
    if (written.trim() === '') return [];
    const [, quoted, plain, rows] = line.exec(written) ?? [];
    const table = quoted?.replaceAll('""', '"') ?? plain;
    if (table !== undefined && rows !== undefined) return [{ table, rows: Number(rows) }];
    // The first line may be a heading.
    return index === 0 && /^[^,]+,[^,]+$/.test(written) ? [] : [{ line: index + 1, message: 'a table and its number of rows are expected, with a comma between them' }];
  });
}
