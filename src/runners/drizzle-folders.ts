import { allPending, atBreakpoints, recogniseTexts } from './drizzle.ts';
import { foldersWith, history } from './names.ts';
import { byPath } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName } from './runner.ts';
import { whole } from './sections.ts';

/** drizzle-kit 1: a folder for each migration, and no journal. */
export default {
  id: 'drizzle-folders',
  title: 'Drizzle 1',
  downs: 'none',
  generated: true,
  layout: 'folders',
  naming: 'VERSION_name/migration.sql',
  recognise(folder) {
    const named = foldersWith(folder, /^\d{14}_/, 'migration.sql');
    const [example] = named;
    if (example === undefined) return undefined;
    if (folder.folder(example).has('snapshot.json')) return { strength: strength.ownFile, evidence: `snapshot.json beside ${example}/migration.sql` };
    return recogniseTexts(folder, named.map((name) => `${name}/migration.sql`));
  },
  history: history(read, byPath),
  sections: ({ file }) => [{ ...whole(file, 'up', allPending), chunks: atBreakpoints(file.text) }],
} satisfies Runner;

function read(path: string): ScriptName | undefined {
  if (!path.endsWith('/migration.sql')) return undefined;
  const [, version = '', name = ''] = /^(\d+)_([^/]*)\/migration\.sql$/.exec(path) ?? [];
  return version === '' ? undefined : { path, version, name, direction: 'up' };
}
