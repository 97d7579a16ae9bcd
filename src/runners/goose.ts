import type { Execution } from '../project/migration.ts';
import { chunks, chunksInTransaction } from './executions.ts';
import { cutByLines } from './line-statements.ts';
import type { LineKind } from './line-statements.ts';
import { files, history, numbered } from './names.ts';
import { byNumber } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptSource, Section } from './runner.ts';
import { cutAt, linesWith } from './sections.ts';
import type { Heading } from './sections.ts';

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
