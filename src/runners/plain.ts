import { psql } from './executions.ts';
import { files, history } from './names.ts';
import { byPathNaturally } from './order.ts';
import { strength } from './runner.ts';
import type { Runner, ScriptName } from './runner.ts';
import { wholeFile } from './sections.ts';

const pattern = /^((?:[A-Za-z]+[-_]?)?\d+(?:[-_.]\d+)*)(?:[-_.]+(.*)|([A-Za-z].*))?\.sql$/;
/** Letters that may stand before the number. */
const prefix = /^(?:v|ver|version|m|migrate|migration|update|upgrade|patch|rev)?[-_]?\d/i;
const place = /\/(?:migrations?|migrate|versions?|upgrades?)(?:\/[^/]+)?$/i;

/**
 * Numbered files that something runs in their order. Nothing says what, so the execution is the one that forbids least:
 * `psql -f`, each statement alone.
 */
export default {
  id: 'plain',
  title: 'plain numbered files',
  downs: 'optional',
  generated: false,
  layout: 'files',
  naming: 'NUMBER_name.sql',
  atMost: strength.names - 5,
  recognise(folder) {
    const named = folder.scripts.filter((name) => prefix.test(name) && pattern.test(name));
    const enough = named.length > 1 || (named.length === 1 && place.test(folder.absolute));
    return enough && named.length * 2 > folder.scripts.length ? { strength: strength.names - 5, evidence: `${files(named.length)} numbered in front` } : undefined;
  },
  history: history(read, byPathNaturally),
  sections: wholeFile(psql),
} satisfies Runner;

function read(path: string): ScriptName | undefined {
  if (!prefix.test(path)) return undefined;
  const [, version = '', name, attached = ''] = pattern.exec(path) ?? [];
  return version === '' ? undefined : { path, version, name: name ?? attached, direction: 'up' };
}
