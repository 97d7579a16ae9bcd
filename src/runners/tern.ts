import type { Execution, Remark } from '../project/migration.ts';
import { history, numbered, strayNumbered } from './names.ts';
import { byNumber } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptSource, Section } from './runner.ts';
import { linesWithAny, misplaced } from './remarks.ts';
import { firstLine, lineAround, spanOf } from './sections.ts';

const pattern = /^(\d+)_(.+)\.sql$/;
const separator = '---- create above / drop below ----';
/** In a section whose ends are trimmed. A carriage return is no end of a line to tern. */
const disabled = /(?:^|\n)---- tern: disable-tx ----(?:\n|$)/;
/** `reset all` follows each script. */
const inTransaction: Execution = { wrap: 'script', send: 'one message', session: 'fresh' };
const single: Execution = { wrap: 'none', send: 'statements', session: 'fresh' };

export default {
  id: 'tern',
  title: 'tern',
  downs: 'optional',
  generated: false,
  layout: 'files',
  naming: 'NUMBER_name.sql',
  recognise(folder) {
    const named = folder.numbered;
    if (named.length === 0) return undefined;
    if (folder.count(named, (text) => text.includes(separator)) > 0) return { strength: strength.directive, evidence: `files with "${separator}"` };
    if (folder.has('tern.conf')) return { strength: strength.ownFile, evidence: 'tern.conf beside them' };
    return undefined;
  },
  history: history((path) => numbered(path, pattern, 'both'), byNumber),
  sections,
  remarks,
  stray: strayNumbered,
} satisfies Runner;

function sections({ file }: ScriptSource): Section[] {
  const { text } = file;
  const cut = text.indexOf(separator);
  if (cut === -1) return [section('up', 0, text.length)];
  const line = lineAround(text, cut);
  return [section('up', 0, cut), { ...section('down', line.next, text.length), heading: spanOf(line) }];

  function section(direction: 'up' | 'down', start: number, end: number): Section {
    const execution = disabled.test(text.slice(start, end).trim()) ? single : inTransaction;
    return { direction, span: { start, end }, heading: firstLine(text), execution };
  }
}

/** What cannot run in a transaction, by its words. */
const needsNone = /\bconcurrently\b|\bvacuum\b/i;

function remarks({ file: { text } }: ScriptSource, found: readonly Section[]): Remark[] {
  const lines = linesWithAny(text, ['disable-tx', 'DISABLE-TX']).filter((line) => /^\s*-+\s*tern\b/i.test(line.text));
  const unread = lines.flatMap((line): Remark[] => {
    const own = found.find(({ span }) => span.start <= line.start && line.start < span.end);
    const other = found.find((section) => section !== own);
    if (own?.execution !== single) {
      const why = line.text.trim() !== '---- tern: disable-tx ----' ? 'spelt otherwise' : text[line.end] === '\r' ? 'ended by a carriage return' : 'not alone in its line';
      return [misplaced(line, `tern does not see this, and runs the section in a transaction: the line is "---- tern: disable-tx ----", and here it is ${why}.`)];
    }
    const needs = (section: Section | undefined): boolean => section !== undefined && needsNone.test(text.slice(section.span.start, section.span.end));
    return other?.execution !== single && needs(other) && !needs(own) ? [misplaced(line, 'To tern this says something of its own section alone: what must not run in a transaction stands in the other one.')] : [];
  });
  const separators = linesWithAny(text, ['create above']).filter((line) => !line.text.includes(separator) && /^\s*-+\s*create above/.test(line.text));
  return [...separators.map((line) => misplaced(line, `tern does not see this, and runs what stands below as part of the up: the line is "${separator}".`)), ...unread];
}
