import type { Catalog, Moment, QualifiedName } from '../judge/rule.ts';

/** A function or procedure whose body is a string. */
export interface Routine {
  readonly name: QualifiedName;
  readonly made: Moment;
  /** Without comments and string literals, in lower case but for quoted names. */
  readonly body: string;
}

/** What has another name now. */
export interface Renamed {
  readonly table: QualifiedName;
  /** The column that was renamed; absent: the table itself. */
  readonly column?: string;
  readonly newName: string;
}

const prefix = 'routine ';

/** The routines that a history has left with a body that is a string, and that name a table or column. Their text is that of the statement that made them. */
export function routinesNaming({ table, column = table.name }: Renamed, catalog: Catalog): readonly Routine[] {
  // Most texts do not hold the word: no body is looked for in these. What is no plain word may be written otherwise.
  const word = /^\w+$/.test(column) ? column.toLowerCase() : '';
  const found: Routine[] = [];
  catalog.objects.forEach(({ name, declared, overloads }, at) => {
    if (!at.startsWith(prefix)) return;
    const add = (made: Moment): void => {
      const { file, span } = made.place;
      const text = file.text.slice(span.start, span.end);
      const body = text.toLowerCase().includes(word) ? bodyOf(text) : undefined;
      if (body !== undefined) found.push({ name, made, body });
    };
    if (overloads) overloads.forEach(add);
    else add(declared);
  });
  return found;
}

/** The body between its quotes; undefined where it is SQL that the server keeps as a tree, or another language. */
function bodyOf(text: string): string | undefined {
  const language = /\blanguage\s+'?"?(\w+)/i.exec(text)?.[1]?.toLowerCase() ?? 'sql';
  if (language !== 'sql' && language !== 'plpgsql') return undefined;
  const dollar = /\bas\s+(\$\w*\$)([\s\S]*?)\1/i.exec(text);
  const quoted = dollar ? undefined : /\bas\s+(?:e)?'((?:[^']|'')*)'/i.exec(text);
  const body = dollar?.[2] ?? quoted?.[1]?.replaceAll("''", "'");
  return body?.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').replaceAll(/'(?:[^']|'')*'/g, "''").replaceAll(/"[^"]*"|[A-Z]+/g, (word) => (word.startsWith('"') ? word : word.toLowerCase()));
}

/** Whether a body still uses the old name. Words that may as well be another table's column are not counted. */
export function mentions({ name, body }: Routine, { table, column }: Renamed, catalog: Catalog): boolean {
  const tableWord = word(table.name);
  if (column === undefined) return new RegExp(`\\b(?:from|join|into|update|table|only|references)\\s+(?:only\\s+)?(?:${word(table.schema)}\\s*\\.\\s*)?${tableWord}(?!\\s*[.(\\w])`).test(body);
  const columnWord = word(column);
  if (new RegExp(`(?<![\\w.])(?:new|old)\\.${columnWord}`).test(body)) return isTriggerOf(name, table, catalog);
  const usesTable = new RegExp(`(?<![\\w."])(?:${word(table.schema)}\\s*\\.\\s*)?${tableWord}`);
  const usesColumn = new RegExp(`(?<![\\w"])${columnWord}`);
  return body.split(';').some((statement) => usesTable.test(statement) && usesColumn.test(statement.replace(/\bas\s+("[^"]*"|\w+)/g, '')) && !isAnothers(statement, table, column, catalog));
}

function word(name: string): string {
  const quoted = `"${name.replaceAll(/[.*+?^$()[\]{}\\|]/g, '\\$&')}"`;
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? `(?:${name.replaceAll('$', '\\$')}(?![\\w"])|${quoted})` : quoted;
}

/** The statement names another table too that has such a column: whose it is only a parser could tell. */
function isAnothers(statement: string, table: QualifiedName, column: string, catalog: Catalog): boolean {
  const words = new Set(statement.match(/\w+/g));
  for (const other of catalog.tables.values()) {
    if (other.name.name !== table.name && words.has(other.name.name) && other.columns.has(column)) return true;
  }
  return false;
}

/** Whether a trigger of the table calls the routine. */
function isTriggerOf({ name }: QualifiedName, table: QualifiedName, catalog: Catalog): boolean {
  const calls = new RegExp(`\\bexecute\\s+(?:function|procedure)\\s+(?:\\w+\\s*\\.\\s*)?"?${name.replaceAll(/[^\w]/g, '\\$&')}"?\\s*\\(`, 'i');
  return [...(catalog.table(table)?.triggers.values() ?? [])].some(({ declared: { place } }) => calls.test(place.file.text.slice(place.span.start, place.span.end)));
}
