import { psql } from './executions.ts';
import { isDigit } from '../source/tokens.ts';
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
  atMost: strength.names - 5,
  recognise(folder) {
    const versions = folder.folders.filter((name) => version.test(name) && folder.folder(name).files.some(isSql));
    return versions.length < 2 ? undefined : { strength: strength.names - 5, evidence: `${versions.length} folders named by versions, as ${versions[0] ?? ''}` };
  },
  history: history(read, byPathNaturally),
  sections: wholeFile(psql),
} satisfies Runner;

function read(path: string): ScriptName | undefined {
  if (!isDigit(path.charCodeAt(path.startsWith('v') || path.startsWith('V') ? 1 : 0))) return undefined;
  const [folder = '', name = ''] = path.split('/');
  return isSql(name) && version.test(folder) ? { path, version: folder, name: name.slice(0, name.lastIndexOf('.')), direction: 'up' } : undefined;
}
