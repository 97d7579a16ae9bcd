import type { Execution, Remark } from '../project/migration.ts';
import { files, history, numbered } from './names.ts';
import { byNumber } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName, ScriptSource, Section } from './runner.ts';
import { broken, firstSql, lineNumber, misplaced } from './remarks.ts';
import { lineAround, spanOf, whole } from './sections.ts';
import type { DirectiveLine } from './sections.ts';

const allPending: Execution = { wrap: 'all pending', send: 'one message', session: 'kept' };
const up = /^\s*--[\s-]*up\s+migration/im;
const down = /^\s*--[\s-]*down\s+migration/im;

export default {
  id: 'node-pg-migrate',
  title: 'node-pg-migrate',
  downs: 'optional',
  generated: false,
  layout: 'files',
  naming: 'VERSION_name.sql or .js',
  recognise(folder) {
    const named = folder.numbered;
    if (named.length === 0) return undefined;
    const count = folder.count(named.slice(0, 8), (text) => up.test(text.slice(0, 1000)));
    if (count * 2 > Math.min(named.length, 8)) return { strength: strength.directive, evidence: `${files(count)} with "-- Up Migration"` };
    const manifest = folder.dependency('package.json', '"node-pg-migrate"');
    return manifest === undefined ? undefined : { strength: strength.dependency, evidence: `${manifest} names node-pg-migrate` };
  },
  history: history((path) => numbered(path, /^(\d+)[_-](.*)\.(?:sql|[cm]?[jt]s)$/, 'both', /\.[cm]?[jt]s$/), byNumberThenName),
  sections,
  remarks,
  stray: (path) => (path.startsWith('.') ? undefined : 'refused'),
} satisfies Runner;

function byNumberThenName(a: ScriptName, b: ScriptName): number {
  return byNumber(a, b) || a.path.localeCompare(b.path);
}

/** Without an up comment the whole file is the up, a down section in it too; what stands before the up is dropped. */
function sections({ file }: ScriptSource): Section[] {
  const { text } = file;
  const first = lineOf(text, up);
  if (!first) return [whole(file, 'up', allPending)];
  const second = lineOf(text, down);
  const heading = spanOf(first);
  if (!second) return [{ direction: 'up', span: { start: first.next, end: text.length }, heading, execution: allPending }];
  const upEnd = second.start > first.start ? second.start : text.length;
  const downEnd = second.start > first.start ? text.length : first.start;
  return [
    { direction: 'up', span: { start: first.next, end: upEnd }, heading, execution: allPending },
    { direction: 'down', span: { start: second.next, end: downEnd }, heading: spanOf(second), execution: allPending },
  ];
}

function lineOf(text: string, pattern: RegExp): DirectiveLine | undefined {
  const match = pattern.exec(text);
  return match ? lineAround(text, match.index + match[0].length - 1) : undefined;
}

function remarks({ file }: ScriptSource): Remark[] {
  const { text } = file;
  const first = lineOf(text, up);
  const second = lineOf(text, down);
  if (!first) return second && firstSql(text, second.next, text.length) ? [misplaced(second, 'Without an "-- Up Migration" node-pg-migrate runs the whole file as the up, what stands below this line included.')] : [];
  const dropped = second && second.start < first.start ? firstSql(text, 0, second.start) : firstSql(text, 0, first.start);
  return dropped ? [broken(dropped, `node-pg-migrate never runs this: it drops what stands before the first section (line ${lineNumber(file, Math.min(first.start, second?.start ?? first.start))}).`)] : [];
}
