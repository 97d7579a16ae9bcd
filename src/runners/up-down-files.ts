import { oneMessage } from './executions.ts';
import { files, history, isUp } from './names.ts';
import { byPathNaturally } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName } from './runner.ts';
import { wholeFile } from './sections.ts';

const pattern = /^(.+)[._-](up|down)\.sql$/;
const leadingVersion = /^[Vv]?(\d+(?:[-._]\d+)*)[-._]?(.*)$/;

/** Pairs of files that some program of the project's own runs: the facts are golang-migrate's, the names freer. */
export default {
  id: 'up-down-files',
  title: 'pairs of .up.sql and .down.sql files',
  downs: 'expected',
  generated: false,
  layout: 'files',
  naming: 'NAME.up.sql or NAME.down.sql, with a version in front',
  atMost: strength.names + 6,
  recognise(folder) {
    const count = folder.scripts.filter((name) => isUp(name) && /^[Vv]?\d/.test(name)).length;
    return count === 0 ? undefined : { strength: strength.names + 6, evidence: `${files(count)} named NAME.up.sql with a version in front` };
  },
  history: history(read, byPathNaturally),
  sections: wholeFile(oneMessage),
} satisfies Runner;

function read(path: string): ScriptName | undefined {
  const match = pattern.exec(path);
  const [, stem = '', direction] = match ?? [];
  const parts = leadingVersion.exec(stem);
  if (!match || !parts) return undefined;
  const [, version = '', name = ''] = parts;
  return { path, version, name, direction: direction === 'down' ? 'down' : 'up' };
}
