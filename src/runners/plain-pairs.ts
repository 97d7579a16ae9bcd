import { oneMessage } from './executions.ts';
import { isDigit } from '../source/tokens.ts';
import { history, numbered } from './names.ts';
import { byPathNaturally } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName } from './runner.ts';
import { wholeFile } from './sections.ts';

const stem = /^(\d+)[-_]?(.*?)([-_.]down)?\.sql$/i;

/** `NNN_name.sql` with `NNN_name_down.sql`, which a small program of the project's own sends whole. */
export default {
  id: 'plain-pairs',
  title: 'numbered files with NAME_down.sql',
  downs: 'expected',
  generated: false,
  layout: 'files',
  naming: 'NUMBER_name.sql or NUMBER_name_down.sql',
  atMost: strength.names + 5,
  recognise(folder) {
    const downs = folder.files.filter(isDown);
    if (downs.length === 0) return undefined;
    const names = new Set(folder.files);
    const down = downs.find((name) => hasUp(names, name));
    return down === undefined ? undefined : { strength: strength.names + 5, evidence: `${down} beside its up` };
  },
  history: history(read, byPathNaturally),
  sections: wholeFile(oneMessage),
} satisfies Runner;

const endings: ReadonlySet<string> = new Set(['-down.sql', '_down.sql', '.down.sql']);

function isDown(name: string): boolean {
  return isDigit(name.charCodeAt(0)) && endings.has(name.slice(-9).toLowerCase());
}

function hasUp(names: ReadonlySet<string>, down: string): boolean {
  const bare = down.slice(0, -9);
  return [`${bare}.sql`, `${bare}_up.sql`, `${bare}-up.sql`].some((name) => names.has(name));
}

function read(path: string): ScriptName | undefined {
  const isDown = stem.exec(path)?.[3] !== undefined;
  const script = numbered(path, stem, isDown ? 'down' : 'up');
  return script && !isDown ? { ...script, name: script.name.replace(/[-_]up$/i, '') } : script;
}
