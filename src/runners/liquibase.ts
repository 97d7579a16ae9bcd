import type { Folder } from '../project/folder.ts';
import type { Execution, Remark } from '../project/migration.ts';
import type { SourceFile, Span } from '../source/source-file.ts';
import { statements } from './executions.ts';
import { files, history, isSql } from './names.ts';
import { byPathNaturally } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName, ScriptSource, Section } from './runner.ts';
import { broken, firstSql, linesWithAny, misplaced } from './remarks.ts';
import { tokens } from '../source/tokens.ts';
import { lineAround, spanOf, whole } from './sections.ts';
import type { DirectiveLine } from './sections.ts';

const formatted = /^\s*--\s*liquibase\s*formatted/i;
/** JDBC: after a changeset's own COMMIT its next statement is in a transaction again. */
const inTransaction: Execution = { wrap: 'script', send: 'statements', session: 'kept', beginsAnew: true };
const changeset = /^\s*--[ \t]*changeset[ \t]+("[^"]+"|[^:\n]+):[ \t]*("[^"]+"|\S+)[^\n]*/gim;

/** SQL changelogs, and the SQL files beside them that a changelog in XML or YAML includes. */
export default {
  id: 'liquibase',
  title: 'Liquibase formatted SQL',
  downs: 'none',
  generated: false,
  layout: 'tree',
  naming: 'NAME.sql',
  recognise(folder) {
    if (!isPlaceByName(folder) && !folder.files.some(isChangelog)) return undefined;
    const sql = folder.below().filter(isSql);
    const count = folder.count(sql, (text) => formatted.test(text));
    if (count === 0) return undefined;
    const evidence = `${files(count)} headed "--liquibase formatted"; the changelog that orders the files is not read, so their names do`;
    return { strength: strength.directive, evidence, unordered: true };
  },
  mayHold: (folder, path) => isSql(path) && (isPlaceByName(folder) || folder.names.some(isChangelog)),
  history: history(read, byPathNaturally),
  sections,
  remarks,
} satisfies Runner;

function isPlaceByName({ name }: Folder): boolean {
  return mentions(name, 'change') && /change-?(?:log|set)s?$/i.test(name);
}

function isChangelog(name: string): boolean {
  return mentions(name, 'changelog') && /changelog.*\.(?:xml|ya?ml|json|sql)$/i.test(name);
}

function mentions(name: string, word: string): boolean {
  return name.toLowerCase().includes(word);
}

function read(path: string): ScriptName | undefined {
  return isSql(path) ? { path, version: path.slice(0, path.lastIndexOf('.')), name: '', direction: 'both' } : undefined;
}

function sections({ file }: ScriptSource): Section[] {
  // A changelog in XML or YAML includes it, and says whether in a transaction: nothing is claimed here.
  if (!formatted.test(file.text)) return [whole(file, 'up', statements)];
  const heads = [...file.text.matchAll(changeset)].map((match) => ({
    line: lineAround(file.text, match.index + match[0].length - 1),
    author: match[1]?.trim() ?? '',
    id: match[2] ?? '',
    attributes: match[0],
  }));
  const [first] = heads;
  if (!first) return [whole(file, 'up', inTransaction)];
  const found: Section[] = [];
  for (const [i, { line, author, id, attributes }] of heads.entries()) {
    if (isForOther(attributes)) continue;
    const end = heads[i + 1]?.line.start ?? file.text.length;
    found.push({ ...delimited(file, part(file, line, end, execution(attributes)), attributes), version: id, name: author });
  }
  return found;
}

function part(file: SourceFile, line: DirectiveLine, end: number, run: Execution): Section {
  return { direction: 'up', span: { start: Math.min(line.next, end), end }, heading: spanOf(line), execution: run };
}

/** Cut at another delimiter than the semicolon, where that is plain text and ends a line. */
function delimited({ text }: SourceFile, section: Section, attributes: string): Section {
  const delimiter = /\bendDelimiter:(\S+)/i.exec(attributes)?.[1];
  if (delimiter === undefined || delimiter === ';' || delimiter.includes('\\') || section.execution.send !== 'statements') return section;
  const chunks: Span[] = [];
  for (let start = section.span.start; start < section.span.end; ) {
    const cut = endOfLineWith(text, delimiter, start, section.span.end);
    if (text.slice(start, cut).trim() !== '') chunks.push({ start, end: cut });
    start = cut + delimiter.length;
  }
  return { ...section, chunks, execution: { ...section.execution, send: 'chunks' } };
}

function endOfLineWith(text: string, delimiter: string, from: number, end: number): number {
  for (let at = text.indexOf(delimiter, from); at !== -1 && at < end; at = text.indexOf(delimiter, at + 1)) {
    if (/^[ \t\r]*(?:\n|$)/.test(text.slice(at + delimiter.length, at + delimiter.length + 40))) return at;
  }
  return end;
}

/** The value counts only right behind the colon, without quotes. What Liquibase does not split, the driver sends as one pipeline. */
function execution(attributes: string): Execution {
  const alone = /\brunInTransaction:false/i.test(attributes);
  const send = /\bsplitStatements:false/i.test(attributes) ? 'pipeline' : 'statements';
  return { ...(alone ? statements : inTransaction), send };
}

/** `dbms:mysql,h2` and `dbms:!postgresql` are not for us. */
function isForOther(attributes: string): boolean {
  const list = /\bdbms:"?([^\s"]+)/i.exec(attributes)?.[1]?.toLowerCase();
  if (list === undefined) return false;
  const words = list.split(',');
  if (words.includes('!postgresql')) return true;
  return !words.some((word) => word === 'postgresql' || word === 'all' || word.startsWith('!'));
}

function remarks({ file: { text } }: ScriptSource, sections: readonly Section[]): Remark[] {
  if (!formatted.test(text)) return [];
  const found = linesWithAny(text, ['runInTransaction', 'runintransaction']).flatMap((line): Remark[] => {
    if (!/^\s*--/.test(line.text) || !/runInTransaction\s*[:=]\s*"?\s*false/i.test(line.text)) return [];
    const isHead = /^\s*--\s*changeset\b/i.test(line.text);
    if (isHead && /\brunInTransaction:false/i.test(line.text)) return [];
    return [misplaced(line, `Liquibase runs this changeset in a transaction: it reads runInTransaction:false only ${isHead ? 'without quotes or spaces' : 'in the line of the changeset'}.`)];
  });
  const bare = linesWithAny(text, ['changeset']).filter((line) => /^\s*-\s*changeset\s/i.test(line.text));
  const first = new RegExp(changeset.source, 'im').exec(text);
  const dropped = first && firstSql(text, 0, first.index);
  return [
    ...found,
    ...bare.map((line) => misplaced(line, 'Liquibase refuses the file: a changeset begins with two hyphens.')),
    ...(dropped && bare.length === 0 ? [broken(dropped, 'Liquibase never runs this: it drops what stands before the first changeset.')] : []),
    ...sections.flatMap((section) => cutBodies(text, section)),
  ];
}

/** Dollar quotes mean nothing to Liquibase's own splitting. */
function cutBodies(text: string, { span, heading }: Section): Remark[] {
  const attributes = text.slice(heading.start, heading.end);
  const body = text.slice(span.start, span.end);
  if (!body.includes('$') || /\bsplitStatements:"?false|\bendDelimiter:/i.test(attributes)) return [];
  const cut = tokens(body).find((token) => token.kind === 'string' && body[token.start] === '$' && body.slice(token.start, token.end).includes(';'));
  if (!cut) return [];
  const line = lineAround(text, span.start + cut.start);
  return [broken({ start: line.start, end: line.end }, 'Liquibase cuts at the semicolons of this body: to its splitting, dollar quotes mean nothing. Write splitStatements:false in the line of the changeset.')];
}
