import type { Execution, Remark } from '../project/migration.ts';
import { files, foldersWith, history, isOfFolder } from './names.ts';
import { byNumber } from './order.ts';
import { strength } from './runner.ts';
import { linesWithAny, misplaced } from './remarks.ts';
import type { Runner, ScriptName, ScriptSource } from './runner.ts';
import { wholeFile } from './sections.ts';

const inTransaction: Execution = { wrap: 'script', send: 'one message', session: 'fresh' };
const alone: Execution = { wrap: 'none', send: 'one message', session: 'fresh' };
const marker = /^\s*-- hasura:no-transaction\s*(?:\n|$)/;

export default {
  id: 'hasura',
  title: 'Hasura CLI',
  downs: 'optional',
  generated: false,
  layout: 'folders',
  naming: 'VERSION_name/up.sql or VERSION_name/down.sql',
  recognise(folder) {
    const named = foldersWith(folder, /^\d+_/, 'up.sql');
    if (named.length === 0) return undefined;
    const evidence = `${files(named.length)} called up.sql, in a folder for each migration`;
    if (/(?:^|\/)hasura\/(?:.*\/)?migrations(?:\/|$)/.test(folder.absolute)) return { strength: strength.location, evidence: `${evidence}, below hasura/migrations` };
    // Hasura's versions are milliseconds: 13 digits.
    return named.some((name) => /^1\d{12}_/.test(name)) ? { strength: strength.shape + 3, evidence: `${evidence}, with versions in milliseconds` } : undefined;
  },
  history: history(read, byNumber),
  sections: wholeFile(({ file }) => (marker.test(file.text) ? alone : inTransaction)),
  remarks,
} satisfies Runner;

function read(path: string): ScriptName | undefined {
  const match = isOfFolder(path) ? /^(\d+)_([^/]*)\/(up|down)\.sql$/.exec(path) : undefined;
  if (!match) return undefined;
  const [, version = '', name = '', direction] = match;
  return { path, version, name, direction: direction === 'down' ? 'down' : 'up' };
}

function remarks({ file: { text } }: ScriptSource): Remark[] {
  if (marker.test(text)) return [];
  const line = linesWithAny(text, ['hasura:', 'HASURA:']).find((one) => /^\s*--\s*hasura:\s*no[-_ ]?transaction\b/i.test(one.text));
  return line ? [misplaced(line, 'Hasura takes "-- hasura:no-transaction" only alone in the first line, spelt so: this file runs in a transaction.')] : [];
}
