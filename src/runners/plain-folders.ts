import { psql } from './executions.ts';
import { history, isSql } from './names.ts';
import { byPathNaturally } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName } from './runner.ts';
import { wholeFile } from './sections.ts';

const version = /^v?\d+(?:[._]\d+)+$/i;

/** A folder for each version of the schema: `v0.1/base.sql`, `v0.2/queue.sql`. */
export default {
  id: 'plain-folders',
  title: 'a folder for each version',
  downs: 'none',
  generated: false,
  layout: 'folders',
  naming: 'VERSION/name.sql',
  recognise(folder) {
    const versions = folder.folders.filter((name) => version.test(name) && folder.folder(name).files.some(isSql));
    return versions.length < 2 ? undefined : { strength: strength.names - 5, evidence: `${versions.length} folders named by versions, as ${versions[0] ?? ''}` };
  },
  history: history(read, byPathNaturally),
  sections: wholeFile(psql),
} satisfies Runner;

function read(path: string): ScriptName | undefined {
  const [folder = '', name = ''] = path.split('/');
  return version.test(folder) && isSql(name) ? { path, version: folder, name: name.slice(0, name.lastIndexOf('.')), direction: 'up' } : undefined;
}
