import type { Folder } from '../project/folder.ts';
import { psql } from './executions.ts';
import { isSql } from './names.ts';
import { byPathNaturally } from './order.ts';
import { strength } from './runner.ts';
import type { History, LeftOutName, Runner, ScriptName } from './runner.ts';
import { wholeFile } from './sections.ts';

export default {
  id: 'sqitch',
  title: 'Sqitch',
  downs: 'expected',
  generated: false,
  layout: 'tree',
  naming: 'deploy/NAME.sql, revert/NAME.sql or verify/NAME.sql',
  recognise(folder) {
    if (!folder.hasFolder('deploy')) return undefined;
    if (folder.has('sqitch.plan')) return { strength: strength.ownFile, evidence: 'sqitch.plan' };
    if (!folder.hasFolder('revert') || !folder.hasFolder('verify')) return undefined;
    const evidence = 'the folders deploy, revert and verify; there is no sqitch.plan, so the order of the changes is not known and their names stand in';
    return { strength: strength.location, evidence, unordered: true };
  },
  mayHold: (_folder, path) => read(path, undefined) !== undefined,
  history: planned,
  sections: wholeFile(psql),
} satisfies Runner;

function planned(folder: Folder): History {
  const plan = folder.has('sqitch.plan') ? changes(folder.text('sqitch.plan') ?? '') : undefined;
  return {
    read: (path) => read(path, plan),
    compare: plan ? (a, b) => (plan.get(a.version) ?? 0) - (plan.get(b.version) ?? 0) : byPathNaturally,
  };
}

function read(path: string, plan: ReadonlyMap<string, number> | undefined): ScriptName | LeftOutName | undefined {
  const slash = path.indexOf('/');
  const folder = path.slice(0, slash);
  if (!isSql(path)) return undefined;
  if (folder === 'verify') return { leftOut: 'a verify script: it checks and changes nothing' };
  if (folder !== 'deploy' && folder !== 'revert') return undefined;
  const change = path.slice(slash + 1, path.lastIndexOf('.'));
  if (plan && !plan.has(change)) return { leftOut: 'sqitch.plan does not name this change' };
  return { path, version: change, name: '', direction: folder === 'deploy' ? 'up' : 'down' };
}

/**
 * Script names in the order of a plan. A change that was reworked stands in it again: its earlier script is then called
 * after the first tag that followed.
 */
function changes(plan: string): Map<string, number> {
  const steps: { name: string; tagged: string | undefined }[] = [];
  for (const line of plan.split(/\r?\n/)) {
    const text = line.trim();
    if (text === '' || text.startsWith('%') || text.startsWith('#')) continue;
    const word = text.split(/[\s[]/, 1)[0] ?? '';
    if (word.startsWith('@')) for (const step of steps) step.tagged ??= word;
    else steps.push({ name: word, tagged: undefined });
  }
  const places = new Map<string, number>();
  for (const [place, { name, tagged }] of steps.entries()) {
    const again = steps.some((step, later) => later > place && step.name === name);
    places.set(again && tagged !== undefined ? `${name}${tagged}` : name, place);
  }
  return places;
}
