import type { Folder } from '../project/folder.ts';
import type { Execution, Remark } from '../project/migration.ts';
import { statements, statementsInTransaction } from './executions.ts';
import { baseName, files, isSql } from './names.ts';
import { compareText } from './order.ts';
import { misplaced } from './remarks.ts';
import { strength } from './runner.ts';
import type { History, Recognition, Runner, ScriptName, ScriptSource } from './runner.ts';
import { linesWith, wholeFile } from './sections.ts';

/** Comment lines that begin the file: only there a directive counts. */
const head = /^(?:[ \t]*(?:--[^\n]*)?\r?\n)*(?:[ \t]*--[^\n]*)?/;
const rollback = '.rollback.sql';
const again = /^post-apply.*\.(?:sql|py)$/;

export default {
  id: 'yoyo',
  title: 'yoyo',
  downs: 'optional',
  generated: false,
  layout: 'files',
  naming: 'NAME.sql or NAME.rollback.sql',
  recognise(folder) {
    const named = folder.scripts;
    if (named.length === 0) return undefined;
    return byConfiguration(folder) ?? byManifest(folder) ?? byDirective(folder, named);
  },
  history: yoyoHistory,
  sections: wholeFile(execution),
  remarks,
} satisfies Runner;

function byConfiguration(folder: Folder): Recognition | undefined {
  const settings = folder.manifest('yoyo.ini');
  if (settings === undefined) return undefined;
  const sources = /^\s*sources\s*=\s*(.+)$/m.exec(settings)?.[1]?.split(/\s+/) ?? [];
  if (!sources.some((source) => baseName(source.replace(/\/+$/, '')) === folder.name)) return undefined;
  return { strength: strength.ownFile, evidence: 'yoyo.ini names the folder' };
}

function byManifest(folder: Folder): Recognition | undefined {
  const down = folder.files.find((name) => name.endsWith(rollback));
  if (down === undefined) return undefined;
  const manifest = ['pyproject.toml', 'requirements.txt', 'setup.py', 'Pipfile'].find((name) => folder.dependency(name, 'yoyo-migrations') !== undefined);
  return manifest === undefined ? undefined : { strength: strength.dependency, evidence: `${down}, and ${manifest} names yoyo-migrations` };
}

function byDirective(folder: Folder, named: readonly string[]): Recognition | undefined {
  const count = folder.count(named, (text) => text.includes('depends:') && directive(text, 'depends') !== undefined);
  return count === 0 ? undefined : { strength: strength.directive, evidence: `${files(count)} with "-- depends:"` };
}

function directive(text: string, name: 'depends' | 'transactional'): string | undefined {
  if (!text.includes(name)) return undefined;
  const comment = head.exec(text)?.[0] ?? '';
  const values = [...comment.matchAll(new RegExp(`^\\s*--\\s*${name}\\s*:[ \\t]*(.*?)\\s*$`, 'gm'))].map((match) => match[1] ?? '');
  return values.length === 0 ? undefined : values.join(' ');
}

/** By file name, and each behind those that it depends on. */
function yoyoHistory(folder: Folder): History {
  let places: ReadonlyMap<string, number> | undefined;
  const place = ({ version }: ScriptName): number => (places ??= ordered(folder)).get(version) ?? 0;
  return {
    read,
    compare: (a, b) => (a.repeatable === true && b.repeatable === true ? compareText(a.path, b.path) : place(a) - place(b)),
  };
}

function read(path: string): ScriptName | undefined {
  const isScript = path.endsWith('.sql');
  if (!isScript && (!path.endsWith('.py') || path.startsWith('_'))) return undefined;
  const version = path.replace(/(?:\.rollback)?\.(?:sql|py)$/, '');
  const name = { path, version, name: '', direction: path.endsWith(rollback) ? 'down' : 'up', ...(again.test(path) ? { repeatable: true } : {}) } as const;
  return isScript ? name : { ...name, opaque: true };
}

function ordered(folder: Folder): Map<string, number> {
  const depends = new Map<string, readonly string[]>();
  for (const path of folder.files.toSorted(compareText)) {
    const name = read(path);
    if (name?.direction === 'up') depends.set(name.version, dependsOn(folder, path));
  }
  const places = new Map<string, number>();
  const open = new Set<string>();
  const visit = (version: string): void => {
    if (places.has(version) || open.has(version)) return;
    open.add(version);
    for (const other of depends.get(version) ?? []) if (depends.has(other)) visit(other);
    places.set(version, places.size);
  };
  for (const version of depends.keys()) visit(version);
  return places;
}

function dependsOn(folder: Folder, path: string): readonly string[] {
  if (isSql(path)) return (directive(folder.read(path)?.text ?? '', 'depends') ?? '').split(/\s+/);
  const list = /^__depends__\s*=\s*[{[(]([^}\])]*)/m.exec(folder.text(path) ?? '')?.[1] ?? '';
  return [...list.matchAll(/(['"])(.*?)\1/g)].map((match) => match[2] ?? '');
}

/** yoyo splits the file itself and sends each statement alone. What the file of the up says holds for its rollback too. */
function execution({ file, name, folder }: ScriptSource): Execution {
  const up = name.direction === 'up' ? file : folder.has(`${name.version}.sql`) ? folder.read(`${name.version}.sql`) : undefined;
  return directive(up?.text ?? '', 'transactional')?.toLowerCase() === 'false' ? statements : statementsInTransaction;
}

function remarks({ file: { text }, name }: ScriptSource): Remark[] {
  const lines = linesWith(text, 'transactional').filter((line) => /^\s*--\s*transactional\s*[:=]/.test(line.text));
  const [line] = lines;
  if (!line) return [];
  if (name.direction === 'down') return [misplaced(line, `yoyo reads no directive in a rollback: what ${name.version}.sql says holds for both.`)];
  const value = directive(text, 'transactional')?.toLowerCase();
  if (value === undefined) return [misplaced(line, 'yoyo reads "-- transactional: false" only in the comment that begins the file, with a colon: this file runs in a transaction.')];
  return value === 'true' || value === 'false' ? [] : [misplaced(line, `yoyo refuses the file: transactional is true or false, and not "${value}".`)];
}
