import { psql } from './executions.ts';
import { filesLike, history, numbered } from './names.ts';
import { byNumber } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName } from './runner.ts';
import { wholeFile } from './sections.ts';

const words = ['rollback', 'revert', 'undo'];
const up = /^(\d+)[-_]?(.*)\.sql$/;
const inFront = /^(\d+)[-_](?:rollback|revert|undo)[-_](.*)\.sql$/i;
const behind = /^(\d+)[-_](.*)[-_.](?:rollback|revert|undo)\.sql$/i;

/** `NNN_name.sql` with `NNN_rollback_name.sql`, run by `psql -f`. */
export default {
  id: 'plain-rollback',
  title: 'numbered files with NUMBER_rollback_name.sql',
  downs: 'expected',
  generated: false,
  layout: 'files',
  naming: 'NUMBER_name.sql or NUMBER_rollback_name.sql',
  atMost: strength.names + 5,
  recognise(folder) {
    const downs = folder.files.filter(isDown);
    if (downs.length === 0) return undefined;
    const ups = new Set(filesLike(folder, up).filter((name) => !isDown(name)).map(numberOf));
    const down = downs.find((name) => ups.has(numberOf(name)));
    return down === undefined ? undefined : { strength: strength.names + 5, evidence: `${down} beside its up` };
  },
  history: history(read, byNumber),
  sections: wholeFile(psql),
} satisfies Runner;

function isDown(name: string): boolean {
  const lower = name.toLowerCase();
  return words.some((word) => lower.includes(word)) && (inFront.test(name) || behind.test(name));
}

function numberOf(name: string): string {
  return /^\d+/.exec(name)?.[0] ?? '';
}

function read(path: string): ScriptName | undefined {
  return numbered(path, inFront, 'down') ?? numbered(path, behind, 'down') ?? numbered(path, up, 'up');
}
