import type { Execution } from '../project/migration.ts';
import { files, history, numbered, strayNumbered } from './names.ts';
import { byPath } from './order.ts';
import { strength } from './runner.ts';
import type { Runner } from './runner.ts';
import { wholeFile } from './sections.ts';

/** Statements and history row go in one pipeline; `RESET ALL` comes before each file. */
const pipeline: Execution = { wrap: 'none', send: 'pipeline', session: 'fresh' };

const pattern = /^(\d+)_(.*)\.sql$/;

export default {
  id: 'supabase',
  title: 'Supabase CLI',
  downs: 'none',
  generated: false,
  layout: 'files',
  naming: 'VERSION_name.sql',
  atMost: strength.location + 5,
  recognise(folder) {
    if (!folder.absolute.endsWith('/supabase/migrations')) return undefined;
    const count = folder.counted.length;
    return count === 0 ? undefined : { strength: strength.location + 5, evidence: `${files(count)} named VERSION_name.sql in supabase/migrations` };
  },
  history: history((path) => numbered(path, pattern, 'up'), byPath),
  sections: wholeFile(pipeline),
  stray: strayNumbered,
} satisfies Runner;
