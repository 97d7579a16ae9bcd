import type { Execution } from '../project/migration.ts';
import { files, filesLike, history, numbered, strayNumbered } from './names.ts';
import { byPath } from './order.ts';
import { strength } from './runner.ts';
import type { Runner } from './runner.ts';
import { wholeFile } from './sections.ts';

/** Statements and history row go in one pipeline; `RESET ALL` comes before each file. */
const pipeline: Execution = { wrap: 'none', send: 'pipeline', session: 'fresh' };

export default {
  id: 'supabase',
  title: 'Supabase CLI',
  downs: 'none',
  generated: false,
  layout: 'files',
  naming: 'VERSION_name.sql',
  recognise(folder) {
    if (!folder.absolute.endsWith('/supabase/migrations')) return undefined;
    const count = filesLike(folder, /^\d+_.*\.sql$/).length;
    return count === 0 ? undefined : { strength: strength.location + 5, evidence: `${files(count)} named VERSION_name.sql in supabase/migrations` };
  },
  history: history((path) => numbered(path, /^(\d+)_(.*)\.sql$/, 'up'), byPath),
  sections: wholeFile(pipeline),
  stray: strayNumbered,
} satisfies Runner;
