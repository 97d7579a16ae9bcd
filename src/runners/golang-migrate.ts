import type { Remark } from '../project/migration.ts';
import type { Span } from '../source/source-file.ts';
import { oneMessage } from './executions.ts';
import { files, history, isUp, strayNumbered } from './names.ts';
import { byNumber, withoutZeros } from './order.ts';
import { strength } from './runner.ts';
import { broken, cutStatements, lineNumber } from './remarks.ts';
import type { Runner, ScriptName, ScriptSource, Section } from './runner.ts';
import { whole } from './sections.ts';
import { nextToken } from '../source/tokens.ts';

const pattern = /^([0-9]+)_(.*)\.(down|up)\.(.*)$/;

export default {
  id: 'golang-migrate',
  title: 'golang-migrate',
  downs: 'expected',
  generated: false,
  layout: 'files',
  naming: 'VERSION_name.up.sql or VERSION_name.down.sql',
  recognise(folder) {
    const named = folder.counted.filter(isUp);
    if (named.length === 0) return undefined;
    const evidence = `${files(named.length)} named VERSION_name.up.sql`;
    const manifest = folder.dependency('go.mod', 'golang-migrate/migrate');
    // It refuses a version that stands twice: such a history is another program's.
    if (manifest === undefined) return { strength: hasTwice(named) ? strength.names - 5 : strength.shape, evidence };
    return { strength: strength.dependency, evidence: `${evidence}, and ${manifest} names golang-migrate` };
  },
  history: history(read, byNumber),
  sections: (script) => [section(script)],
  remarks,
  stray: strayNumbered,
} satisfies Runner;

function read(path: string): ScriptName | undefined {
  const match = pattern.exec(path);
  if (!match) return undefined;
  const [, version = '', name = '', direction] = match;
  return { path, version, name, direction: direction === 'down' ? 'down' : 'up' };
}

function hasTwice(names: readonly string[]): boolean {
  return new Set(names.map((name) => withoutZeros(name.slice(0, name.indexOf('_'))))).size < names.length;
}

function section({ file, name, settings }: ScriptSource): Section {
  const direction = name.direction === 'down' ? 'down' : 'up';
  const sent = whole(file, direction, oneMessage);
  if (settings.multiStatement !== true) return sent;
  return { ...sent, execution: { ...oneMessage, send: 'chunks' }, chunks: atEverySemicolon(file.text) };
}

/** x-multi-statement cuts at every semicolon byte, in quotes and comments too; each keeps its semicolon. */
function atEverySemicolon(text: string): Span[] {
  const found: Span[] = [];
  let start = 0;
  while (start < text.length) {
    const semicolon = text.indexOf(';', start);
    const end = semicolon === -1 ? text.length : semicolon + 1;
    if (text.slice(start, end).trim() !== '') found.push({ start, end });
    start = end;
  }
  return found;
}

function remarks({ file }: ScriptSource, [section]: readonly Section[]): Remark[] {
  if (!section?.chunks) return [];
  const statements = cutStatements(file.text, section).map(({ span, at }) => broken(span, `With x-multi-statement golang-migrate cuts at every semicolon, in quotes and bodies too: this statement is cut in line ${lineNumber(file, at - 1)}. Put it into a file that is sent without x-multi-statement, or write it without that semicolon.`));
  return [...statements, ...cutComments(file.text, section.chunks).map((span) => broken(span, 'With x-multi-statement golang-migrate cuts at every semicolon, in comments too: what stands behind the one in this comment is sent as SQL.'))];
}

/** Comments between two statements that go on behind a semicolon of theirs. */
function cutComments(text: string, chunks: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const { end } of chunks) {
    const line = text.lastIndexOf('\n', end - 1) + 1;
    const hyphens = /^\s*--/.test(text.slice(line, end));
    if (!hyphens || nextToken(text, line, end)) continue;
    const rest = text.slice(end).split(/\r?\n/, 1)[0] ?? '';
    if (rest.trim() !== '') found.push({ start: line, end: end + rest.length });
  }
  return found;
}
