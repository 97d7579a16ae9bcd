import type { Remark } from '../project/migration.ts';
import { oneMessage, oneMessageInTransaction } from './executions.ts';
import { files, foldersWith, history, isOfFolder } from './names.ts';
import { compareText } from './order.ts';
import { strength } from './runner.ts';
import type { LeftOutName, Runner, ScriptName, ScriptSource } from './runner.ts';
import { misplaced } from './remarks.ts';
import { firstLine, wholeFile } from './sections.ts';

/** Of the folder of a migration. */
const dated = /^\d[\d-]*_/;
const names = history(read, (a, b) => compareText(a.version, b.version));

export default {
  id: 'diesel',
  title: 'Diesel',
  downs: 'expected',
  generated: false,
  layout: 'folders',
  naming: 'VERSION_name/up.sql or VERSION_name/down.sql',
  recognise(folder) {
    const named = foldersWith(folder, dated, 'up.sql');
    if (named.length === 0) return undefined;
    const evidence = `${files(named.length)} called up.sql, in a folder for each migration`;
    if (named.includes('00000000000000_diesel_initial_setup')) return { strength: strength.ownFile, evidence: `${evidence}, the first diesel_initial_setup` };
    if (folder.manifest('diesel.toml') !== undefined) return { strength: strength.location, evidence: `${evidence}, and diesel.toml` };
    if (folder.dependency('Cargo.toml', 'diesel') !== undefined) return { strength: strength.dependency, evidence: `${evidence}, and Cargo.toml names diesel` };
    const dashed = named.some((name) => /^\d{4}-\d{2}-\d{2}-\d+_/.test(name));
    return { strength: dashed ? strength.shape + 5 : strength.shape, evidence };
  },
  mayHold: (folder, path) => names(folder).read(path) !== undefined && folder.names.some((name) => dated.test(name)),
  history: names,
  sections: wholeFile((script) => (withoutTransaction(script) ? oneMessage : oneMessageInTransaction)),
  remarks,
} satisfies Runner;

function read(path: string): ScriptName | LeftOutName | undefined {
  if (path.startsWith('.')) return { leftOut: 'Diesel passes over hidden folders' };
  const match = isOfFolder(path) ? /^([^/_]+)_?([^/]*)\/(up|down)\.sql$/.exec(path) : undefined;
  if (!match) return undefined;
  const [, version = '', name = '', direction] = match;
  return { path, version: version.replaceAll('-', ''), name, direction: direction === 'down' ? 'down' : 'up' };
}

/**
 * Diesel's default is a transaction; a metadata.toml that does not say so in its first table means none, and one that
 * it cannot read counts as absent.
 */
function withoutTransaction(script: ScriptSource): boolean {
  const said = saysOfTransaction(script);
  return said === 'nothing' || said === 'false';
}

/** The value as written; `nothing`: there is a metadata.toml, and it does not say. */
function saysOfTransaction({ name, folder }: ScriptSource): string | undefined {
  const parent = name.path.slice(0, name.path.lastIndexOf('/'));
  if (!folder.folder(parent).has('metadata.toml')) return undefined;
  const [table] = (folder.text(`${parent}/metadata.toml`) ?? '').split(/^\s*\[/m, 1);
  const value = /^\s*"?run_in_transaction"?\s*=\s*(\w*)/m.exec(table ?? '')?.[1];
  return value ?? 'nothing';
}

function remarks(script: ScriptSource): Remark[] {
  const said = script.name.direction === 'down' ? undefined : saysOfTransaction(script);
  if (said === undefined || said === 'true' || said === 'false') return [];
  const message = said === 'nothing'
    ? 'metadata.toml does not say run_in_transaction before its first heading: Diesel takes that for false, and runs this migration without a transaction.'
    : `Diesel cannot read metadata.toml, because "${said}" is neither true nor false: it passes over the file, and runs this migration in a transaction.`;
  return [misplaced(firstLine(script.file.text), message)];
}
