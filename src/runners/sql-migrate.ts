import type { Remark } from '../project/migration.ts';
import type { Span } from '../source/source-file.ts';
import { chunks, chunksInTransaction } from './executions.ts';
import { cutByLines, unterminated } from './line-statements.ts';
import type { LineKind } from './line-statements.ts';
import { files, history, isSql } from './names.ts';
import { compareDigits, compareText } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName, ScriptSource, Section } from './runner.ts';
import { broken, cutStatements, firstSql, lineNumber, linesWithAny, misplaced } from './remarks.ts';
import { cutAt, firstLine, linesWith } from './sections.ts';
import type { Heading } from './sections.ts';

const mark = '-- +migrate ';

export default {
  id: 'sql-migrate',
  title: 'sql-migrate',
  downs: 'expected',
  generated: false,
  layout: 'files',
  naming: 'NAME.sql',
  recognise(folder) {
    const named = folder.numbered;
    const count = folder.count(named, (text) => text.includes(mark));
    if (count === 0 || count * 2 <= named.length) return undefined;
    return { strength: strength.directive, evidence: `${files(count)} with "-- +migrate" directives` };
  },
  history: history(read, compare),
  sections,
  remarks,
} satisfies Runner;

function read(path: string): ScriptName | undefined {
  if (!isSql(path)) return undefined;
  const stem = path.slice(0, path.lastIndexOf('.'));
  const version = /^\d+/.exec(stem)?.[0] ?? stem;
  return { path, version, name: stem.slice(version.length).replace(/^[-_]/, ''), direction: 'both' };
}

/** By the number in front, then by name; names without a number last. */
function compare(a: ScriptName, b: ScriptName): number {
  const x = /^\d/.test(a.version);
  const y = /^\d/.test(b.version);
  if (x !== y) return x ? -1 : 1;
  return (x ? compareDigits(a.version, b.version) : 0) || compareText(a.path, b.path);
}

function sections({ file }: ScriptSource): Section[] {
  const headings: Heading[] = [];
  for (const line of linesWith(file.text, mark)) {
    if (!line.text.startsWith(mark)) continue;
    const [word, option] = line.text.slice(mark.length).trim().split(/\s+/);
    if (word !== 'Up' && word !== 'Down') continue;
    headings.push({ direction: word === 'Up' ? 'up' : 'down', line, execution: option === 'notransaction' ? chunks : chunksInTransaction });
  }
  const cut = cutAt(file, headings, chunksInTransaction).map((section) => ({ ...section, chunks: cutByLines(file.text, section.span, lineKind) }));
  const both = (['up', 'down'] as const).flatMap((direction) => together(cut.filter((section) => section.direction === direction)));
  return both.sort((a, b) => a.span.start - b.span.start);
}

/** All Up sections of a file are one script, and `notransaction` at one of them counts for all; so are the Downs. */
function together(sections: readonly Cut[]): readonly Section[] {
  const [first] = sections;
  const last = sections.at(-1);
  if (!first || !last || first === last) return sections;
  const execution = sections.some((section) => section.execution === chunks) ? chunks : first.execution;
  return [{ ...first, span: { start: first.span.start, end: last.span.end }, chunks: sections.flatMap((section) => section.chunks), execution }];
}

type Cut = Section & { readonly chunks: readonly Span[] };

const kinds: Readonly<Record<string, LineKind>> = { StatementBegin: 'statement begin', StatementEnd: 'statement end' };

function lineKind(line: string): LineKind {
  return line.startsWith(mark) ? kinds[line.slice(mark.length).trim()] ?? 'directive' : undefined;
}

const words: ReadonlySet<string> = new Set(['Up', 'Down', 'StatementBegin', 'StatementEnd']);

function remarks({ file }: ScriptSource, found: readonly Section[]): Remark[] {
  const { text } = file;
  const lines = linesWithAny(text, ['+migrate', '+MIGRATE']).filter((line) => /^\s*-+\s*\+migrate\b/i.test(line.text));
  const unread = lines.flatMap((line): Remark[] => {
    const [word = '', ...options] = line.text.startsWith(mark) ? line.text.slice(mark.length).trim().split(/\s+/) : [];
    if (!words.has(word)) return [misplaced(line, 'sql-migrate does not see this: a directive begins at the first column and is "-- +migrate " with Up, Down, StatementBegin or StatementEnd, spaces and capitals as here.')];
    const near = options.includes('notransaction') ? undefined : options.find((option) => /trans/i.test(option));
    return near === undefined ? [] : [misplaced(line, `sql-migrate does not know the option ${near}, and runs the section in a transaction: the word is notransaction.`)];
  });
  const first = lines.find((line) => /^-- \+migrate (?:Up|Down)\b/.test(line.text));
  if (!first) return unread.length > 0 ? unread : [misplaced(firstLine(text), 'sql-migrate refuses the file: it has no "-- +migrate Up".')];
  const dropped = firstSql(text, 0, first.start);
  return [
    ...unread,
    ...(dropped ? [broken(dropped, `sql-migrate never runs this: it drops what stands before the first section (line ${lineNumber(file, first.start)}).`)] : []),
    ...found.flatMap((section) => {
      const rest = unterminated(text, section.span, section.chunks ?? []);
      return [
        ...cutStatements(text, section).map(({ span, at }) => broken(span, `sql-migrate ends a statement wherever a line ends with a semicolon, and cuts this one behind line ${lineNumber(file, at)}. Put it between "-- +migrate StatementBegin" and "-- +migrate StatementEnd".`)),
        ...(rest ? [broken(rest, 'sql-migrate refuses the file: no line ends the last statement with a semicolon.')] : []),
      ];
    }),
  ];
}
