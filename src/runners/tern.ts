import type { Execution } from '../project/migration.ts';
import { history, numbered } from './names.ts';
import { byNumber } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptSource, Section } from './runner.ts';
import { firstLine, lineAround, spanOf } from './sections.ts';

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
  history: history((path) => numbered(path, /^(\d+)_(.+)\.sql$/, 'both'), byNumber),
  sections,
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
