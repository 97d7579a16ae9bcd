import { namesPostgres } from '../project/dialects.ts';
import { oneMessage, oneMessageInTransaction } from './executions.ts';
import { history, isUp } from './names.ts';
import { byNumber } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName } from './runner.ts';
import { wholeFile } from './sections.ts';

const pattern = /^(\d+)_([^.]*)((?:\.[A-Za-z0-9]+)*)\.(up|down)\.sql$/;
const own = /^\d+_[^.]*\.(?:postgres|mysql|sqlite3?|cockroach|autocommit)(?:\.autocommit)?\.(?:up|down)\.sql$/;

export default {
  id: 'popx',
  title: 'Ory popx',
  downs: 'expected',
  generated: false,
  layout: 'files',
  naming: 'VERSION_name[.dialect][.autocommit].up.sql or .down.sql',
  atMost: strength.shape + 5,
  recognise(folder) {
    const example = folder.counted.find((name) => hasSuffix(name) && own.test(name));
    return example === undefined ? undefined : { strength: strength.shape + 5, evidence: `names with a dialect or .autocommit, as ${example}` };
  },
  history: history(read, byNumber),
  sections: wholeFile(({ name }) => (name.path.includes('.autocommit.') ? oneMessage : oneMessageInTransaction)),
} satisfies Runner;

/** Whether there is more between the name and the direction, which there hardly ever is. */
function hasSuffix(name: string): boolean {
  return name.indexOf('.') < name.length - (isUp(name) ? '.up.sql' : '.down.sql').length;
}

function read(path: string): ScriptName | undefined {
  const match = pattern.exec(path);
  if (!match) return undefined;
  const [, version = '', name = '', suffixes = '', direction] = match;
  const script = { path, version, name, direction: direction === 'down' ? 'down' : 'up' } as const;
  return suffixes.split('.').some(namesPostgres) ? { ...script, specific: true } : script;
}
