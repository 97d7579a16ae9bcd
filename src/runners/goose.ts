import type { Execution, Remark } from '../project/migration.ts';
import { chunks, chunksInTransaction } from './executions.ts';
import { cutByLines, firstLineOfSql, unterminated } from './line-statements.ts';
import type { LineKind } from './line-statements.ts';
import { files, history, numbered } from './names.ts';
import { byNumber } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptSource, Section } from './runner.ts';
import { broken, cutStatements, ignored, lineNumber, misplaced } from './remarks.ts';
import { cutAt, firstLine, linesWith } from './sections.ts';
import type { DirectiveLine, Heading } from './sections.ts';

/** The command line takes each statement's connection from database/sql's pool, whose pgx closes one with an open transaction. */
const noTransaction: Execution = { ...chunks, losesBegin: true };
const pattern = /^(\d+)_(.*)\.(?:sql|go)$/;

export default {
  id: 'goose',
  title: 'goose',
  downs: 'expected',
  generated: false,
  layout: 'files',
  naming: 'VERSION_name.sql or VERSION_name.go',
  recognise(folder) {
    const named = folder.numbered;
    if (named.length === 0) return undefined;
    const count = folder.count(named, (text) => text.includes('+goose'));
    if (count * 2 <= named.length) return undefined;
    return { strength: strength.directive, evidence: `${files(count)} with "-- +goose" annotations` };
  },
  history: history((path) => (path.endsWith('_test.go') ? undefined : numbered(path, pattern, 'both', /\.go$/)), byNumber),
  sections,
  remarks,
  stray: (path) => (path.endsWith('.sql') ? 'refused' : undefined),
} satisfies Runner;

function sections({ file }: ScriptSource): Section[] {
  const annotations = linesWith(file.text, '+goose').map((line) => ({ line, word: annotation(line.text) }));
  const execution = annotations.some(({ word }) => word === 'no transaction') ? noTransaction : chunksInTransaction;
  const headings: Heading[] = [];
  for (const { line, word } of annotations) {
    if (word === 'up' || word === 'down') headings.push({ direction: word, line, execution });
  }
  return cutAt(file, headings, execution).map((section) => ({ ...section, chunks: cutByLines(file.text, section.span, lineKind) }));
}

/** The annotation in a line, in lower case, as goose compares it. */
function annotation(line: string): string | undefined {
  if (!line.trimStart().startsWith('--') || !line.includes('+goose')) return undefined;
  return line.replaceAll('--', '').replace('+goose', '').trim().toLowerCase();
}

const kinds: Readonly<Record<string, LineKind>> = { statementbegin: 'statement begin', statementend: 'statement end' };

function lineKind(line: string): LineKind {
  if (!line.includes('+goose')) return undefined;
  const word = annotation(line);
  return word === undefined ? undefined : kinds[word] ?? 'directive';
}

/** goose stops at the first thing that it cannot read; what it would cut in two comes after. */
function remarks({ file, name }: ScriptSource, found: readonly Section[]): Remark[] {
  const { text } = file;
  if (/^0+$/.test(name.version)) return [ignored(firstLine(text), 'goose refuses the whole folder because of this file: a version must be greater than zero.')];
  const refusal = refused(text);
  if (refusal) return [refusal];
  return found.flatMap((section) => {
    const rest = unterminated(text, section.span, section.chunks ?? []);
    return [
      ...cutStatements(text, section).map(({ span, at }) => broken(span, `goose ends a statement wherever a line ends with a semicolon, and cuts this one behind line ${lineNumber(file, at)}. Put it between "-- +goose StatementBegin" and "-- +goose StatementEnd".`)),
      ...(rest ? [broken(rest, 'goose refuses the file: no line ends the last statement with a semicolon ("unexpected unfinished SQL query").')] : []),
    ];
  });
}

function refused(text: string): Remark | undefined {
  const lines = linesWith(text, '+goose').filter((line) => annotation(line.text) !== undefined);
  const up = lines.find((line) => annotation(line.text) === 'up');
  const early = firstLineOfSql(text, 0, up?.start ?? text.length);
  const wrong = firstWrong(lines);
  if (early && early.start <= (wrong?.span.start ?? text.length)) {
    return misplaced(early, up ? 'goose refuses the file: this stands before "-- +goose Up", where only blank lines and comments of hyphens may stand.' : 'goose refuses the file: it has no "-- +goose Up".');
  }
  return wrong;
}

function firstWrong(lines: readonly DirectiveLine[]): Remark | undefined {
  let direction: string | undefined;
  let block: DirectiveLine | undefined;
  for (const line of lines) {
    const problem = problemOf(line, annotation(line.text) ?? '', direction, block !== undefined);
    if (problem !== undefined) return misplaced(line, `goose refuses the file: ${problem}.`);
    const word = annotation(line.text);
    if (word === 'up' || word === 'down') direction = word;
    if (word === 'statementbegin') block = line;
    if (word === 'statementend') block = undefined;
  }
  return block && misplaced(block, 'goose refuses the file: there is no "-- +goose StatementEnd" to this "StatementBegin".');
}

const flags: ReadonlySet<string> = new Set(['no transaction', 'envsub on', 'envsub off']);

function problemOf({ text }: DirectiveLine, word: string, direction: string | undefined, block: boolean): string | undefined {
  if (/^\s/.test(text)) return 'an annotation must begin at the first column';
  switch (word) {
    case 'up':
      return direction === undefined ? undefined : '"-- +goose Up" stands in it twice';
    case 'down':
      if (block) return '"-- +goose Down" stands in a statement block that has not ended';
      return direction === 'up' ? undefined : direction === 'down' ? '"-- +goose Down" stands in it twice' : '"-- +goose Down" comes before "-- +goose Up"';
    case 'statementbegin':
      if (block) return '"-- +goose StatementBegin" stands in a statement block that has not ended';
      return direction === undefined ? '"-- +goose StatementBegin" comes before "-- +goose Up"' : undefined;
    case 'statementend':
      return block ? undefined : '"-- +goose StatementEnd" has no "StatementBegin" before it';
    default:
      return flags.has(word) ? undefined : 'every comment with "+goose" is an annotation to it, and it knows none like this';
  }
}
