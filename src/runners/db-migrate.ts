import type { Folder } from '../project/folder.ts';
import { oneMessageInTransaction } from './executions.ts';
import { files, filesLike } from './names.ts';
import { compareText } from './order.ts';
import { strength } from './runner.ts';
import type { History, Runner, ScriptName } from './runner.ts';
import { wholeFile } from './sections.ts';

const script = /^sqls\/(\d+)-(.*)-(up|down)\.sql$/;
const program = /^(\d+)-(.*)\.[jt]s$/;

/** Programs in JavaScript that run the SQL files in `sqls`, as `db-migrate create --sql-file` makes them. */
export default {
  id: 'db-migrate',
  title: 'db-migrate',
  downs: 'expected',
  generated: false,
  layout: 'tree',
  naming: 'sqls/VERSION-name-up.sql or sqls/VERSION-name-down.sql',
  recognise(folder) {
    if (!folder.hasFolder('sqls')) return undefined;
    const count = filesLike(folder.folder('sqls'), /^\d+-.*-up\.sql$/).length;
    return count === 0 ? undefined : { strength: strength.ownFile, evidence: `${files(count)} called sqls/VERSION-name-up.sql` };
  },
  mayHold: (_folder, path) => path.startsWith('sqls/') || path.endsWith('.js') || path.endsWith('.ts'),
  history,
  sections: wholeFile(oneMessageInTransaction),
} satisfies Runner;

function history(folder: Folder): History {
  return { read: (path) => readScript(path) ?? readProgram(folder, path), compare: (a, b) => compareText(`${a.version}-${a.name}`, `${b.version}-${b.name}`) };
}

function readScript(path: string): ScriptName | undefined {
  const [, version, name = '', direction] = script.exec(path) ?? [];
  return version === undefined ? undefined : { path, version, name, direction: direction === 'down' ? 'down' : 'up' };
}

/** A program that does no more than run its SQL files is none to read. */
function readProgram(folder: Folder, path: string): ScriptName | undefined {
  const [, version, name = ''] = program.exec(path) ?? [];
  if (version === undefined || folder.folder('sqls').has(`${version}-${name}-up.sql`)) return undefined;
  return { path, version, name, direction: 'up', opaque: true };
}
