import { psql } from './executions.ts';
import { history } from './names.ts';
import { compareNaturally } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName } from './runner.ts';
import { wholeFile } from './sections.ts';

/** In lower case. */
const ups: ReadonlySet<string> = new Set(['up', 'ups', 'upgrade', 'forward', 'apply', 'sql', 'migrations']);
const downs: ReadonlySet<string> = new Set(['down', 'downs', 'downgrade', 'rollback', 'rollbacks', 'revert', 'undo']);
const pattern = /^(\d+(?:[-_.]\d+)*)[-_.]?(.*)\.sql$/;

/** Numbered files in one folder, their downs under the same names in another beside it: `up/001_x.sql`, `down/001_x.sql`. */
export default {
  id: 'plain-trees',
  title: 'numbered files with a folder of downs',
  downs: 'optional',
  generated: false,
  layout: 'folders',
  naming: 'NUMBER_name.sql in a folder of ups and one of downs',
  atMost: strength.names,
  recognise(folder) {
    const up = folder.folders.find((name) => ups.has(name.toLowerCase()));
    const down = folder.folders.find((name) => downs.has(name.toLowerCase()));
    if (up === undefined || down === undefined) return undefined;
    const names = new Set(folder.folder(up).numbered);
    const shared = folder.folder(down).numbered.find((name) => names.has(name));
    return shared === undefined ? undefined : { strength: strength.names, evidence: `${down}/${shared} undoes ${up}/${shared}` };
  },
  history: history(read, (a, b) => compareNaturally(fileOf(a), fileOf(b))),
  sections: wholeFile(psql),
} satisfies Runner;

function fileOf(name: ScriptName): string {
  return name.path.slice(name.path.indexOf('/') + 1);
}

function read(path: string): ScriptName | undefined {
  const slash = path.indexOf('/');
  const folder = path.slice(0, Math.max(slash, 0)).toLowerCase();
  const direction = ups.has(folder) ? 'up' : downs.has(folder) ? 'down' : undefined;
  if (!direction) return undefined;
  const [, version, name = ''] = pattern.exec(path.slice(slash + 1)) ?? [];
  return version === undefined ? undefined : { path, version, name, direction };
}
