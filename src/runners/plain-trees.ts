import { psql } from './executions.ts';
import { history } from './names.ts';
import { compareNaturally } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName } from './runner.ts';
import { wholeFile } from './sections.ts';

const ups = /^(?:up|ups|upgrade|forward|apply|sql|migrations)$/i;
const downs = /^(?:down|downs|downgrade|rollback|rollbacks|revert|undo)$/i;
const pattern = /^([^/]+)\/((\d+(?:[-_.]\d+)*)[-_.]?(.*)\.sql)$/;

/** Numbered files in one folder, their downs under the same names in another beside it: `up/001_x.sql`, `down/001_x.sql`. */
export default {
  id: 'plain-trees',
  title: 'numbered files with a folder of downs',
  downs: 'optional',
  generated: false,
  layout: 'folders',
  naming: 'NUMBER_name.sql in a folder of ups and one of downs',
  recognise(folder) {
    const up = folder.folders.find((name) => ups.test(name));
    const down = folder.folders.find((name) => downs.test(name));
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
  const [, folder = '', , version = '', name = ''] = pattern.exec(path) ?? [];
  if (ups.test(folder)) return { path, version, name, direction: 'up' };
  return downs.test(folder) ? { path, version, name, direction: 'down' } : undefined;
}
