import { chunks, chunksInTransaction } from './executions.ts';
import { cutByLines } from './line-statements.ts';
import type { LineKind } from './line-statements.ts';
import { files, history, isSql } from './names.ts';
import { compareDigits, compareText } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName, ScriptSource, Section } from './runner.ts';
import { cutAt, linesWith } from './sections.ts';
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
  return cutAt(file, headings, chunksInTransaction).map((section) => ({ ...section, chunks: cutByLines(file.text, section.span, lineKind) }));
}

const kinds: Readonly<Record<string, LineKind>> = { StatementBegin: 'statement begin', StatementEnd: 'statement end' };

function lineKind(line: string): LineKind {
  return line.startsWith(mark) ? kinds[line.slice(mark.length).trim()] ?? 'directive' : undefined;
}
