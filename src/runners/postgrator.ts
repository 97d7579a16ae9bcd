import { oneMessage } from './executions.ts';
import { files, history, strayNumbered } from './names.ts';
import { byNumber } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName } from './runner.ts';
import { wholeFile } from './sections.ts';

const pattern = /^(\d+)\.(do|undo)(?:\.(.*))?\.sql$/;

export default {
  id: 'postgrator',
  title: 'postgrator',
  downs: 'optional',
  generated: false,
  layout: 'files',
  naming: 'VERSION.do.name.sql or VERSION.undo.name.sql',
  atMost: strength.shape,
  recognise(folder) {
    const count = folder.scripts.filter((name) => name.includes('do.') && pattern.test(name)).length;
    return count === 0 ? undefined : { strength: strength.shape, evidence: `${files(count)} named VERSION.do.name.sql` };
  },
  history: history(read, byNumber),
  sections: wholeFile(oneMessage),
  stray: strayNumbered,
} satisfies Runner;

function read(path: string): ScriptName | undefined {
  const [, version, word, name = ''] = pattern.exec(path) ?? [];
  return version === undefined ? undefined : { path, version, name, direction: word === 'undo' ? 'down' : 'up' };
}
