import type { Folder } from '../project/folder.ts';
import type { Execution } from '../project/migration.ts';
import { oneMessage, statements } from './executions.ts';
import { files, foldersWith, history, oncePerFolder } from './names.ts';
import { byPath } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName, ScriptSource } from './runner.ts';
import { wholeFile } from './sections.ts';

export default {
  id: 'prisma',
  title: 'Prisma Migrate',
  downs: 'none',
  generated: true,
  layout: 'folders',
  naming: 'NAME/migration.sql',
  recognise(folder) {
    if (folder.has('migration_lock.toml')) return { strength: strength.ownFile, evidence: 'migration_lock.toml', ...foreign(folder) };
    const named = foldersWith(folder, /^\d/, 'migration.sql');
    if (named.length === 0) return undefined;
    const evidence = `${files(named.length)} called migration.sql, in a folder for each migration`;
    if (folder.absolute.endsWith("/prisma/migrations")) return { strength: strength.location, evidence: `${evidence}, in prisma/migrations` };
    return { strength: strength.shape, evidence };
  },
  history: history(read, byPath),
  sections: wholeFile(execution),
} satisfies Runner;

function read(path: string): ScriptName | undefined {
  if (!path.endsWith('/migration.sql')) return undefined;
  const folder = path.slice(0, path.lastIndexOf('/'));
  if (folder === '' || folder.includes('/')) return undefined;
  const [, version = folder, name = ''] = /^(\d+)_(.*)$/.exec(folder) ?? [];
  return { path, version, name, direction: 'up' };
}

/**
 * Up to 7.3 the script goes in one message, from 7.4 statement by statement. Where the version is unknown it is taken
 * as the newer: what would fail only in one message is then no finding.
 */
function execution({ folder, settings }: ScriptSource): Execution {
  const version = settings.prismaVersion ?? installed(folder);
  const [, major, minor] = /(\d+)(?:\.(\d+))?/.exec(version ?? '') ?? [];
  if (major === undefined) return statements;
  const newer = Number(major) > 7 || (Number(major) === 7 && Number(minor ?? 4) >= 4);
  return newer ? statements : oneMessage;
}

const installed = oncePerFolder((folder) => /"(?:prisma|@prisma\/client)"\s*:\s*"([^"]*)"/.exec(folder.manifest('package.json') ?? '')?.[1]);

function foreign(folder: Folder): { readonly foreign?: string } {
  const provider = /^\s*provider\s*=\s*"(\w+)"/m.exec(folder.text('migration_lock.toml') ?? '')?.[1];
  return provider === undefined || provider.startsWith('postgres') ? {} : { foreign: `migration_lock.toml says ${provider}` };
}
