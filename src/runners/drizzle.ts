import type { Folder } from '../project/folder.ts';
import type { Execution } from '../project/migration.ts';
import type { Span } from '../source/source-file.ts';
import { byPath } from './order.ts';
import { strength } from './runner.ts';
import type { History, Recognition, Runner, ScriptName } from './runner.ts';
import { whole } from './sections.ts';

const breakpoint = '--> statement-breakpoint';
export const allPending: Execution = { wrap: 'all pending', send: 'chunks', session: 'kept' };
const flat = /^(\d+)_(.*)\.sql$/;

/** drizzle-kit 0.x: files named in a journal. */
export default {
  id: 'drizzle',
  title: 'Drizzle',
  downs: 'none',
  generated: true,
  layout: 'files',
  naming: 'NAME.sql, listed in meta/_journal.json',
  recognise: (folder) => recogniseJournal(folder) ?? recogniseTexts(folder, folder.numbered),
  history: journalHistory,
  sections: ({ file }) => [{ ...whole(file, 'up', allPending), chunks: atBreakpoints(file.text) }],
} satisfies Runner;

export function recogniseTexts(folder: Folder, files: readonly string[]): Recognition | undefined {
  if (files.length === 0 || folder.count(files, (text) => text.includes(breakpoint)) === 0) return undefined;
  return { strength: strength.directive - 15, evidence: `"${breakpoint}" in the files` };
}

function recogniseJournal(folder: Folder): Recognition | undefined {
  const journal = readJournal(folder);
  if (!journal) return undefined;
  const recognition = { strength: strength.ownFile, evidence: 'meta/_journal.json' };
  if (journal.dialect === undefined || journal.dialect.startsWith('p')) return recognition;
  return { ...recognition, foreign: `meta/_journal.json says ${journal.dialect}` };
}

interface Journal {
  readonly dialect: string | undefined;
  readonly tags: readonly string[];
}

function readJournal(folder: Folder): Journal | undefined {
  if (!folder.hasFolder('meta')) return undefined;
  const text = folder.text('meta/_journal.json');
  if (text === undefined) return undefined;
  const dialect = /"dialect"\s*:\s*"(\w+)"/.exec(text)?.[1];
  return { dialect, tags: [...text.matchAll(/"tag"\s*:\s*"([^"]+)"/g)].map((match) => match[1] ?? '') };
}

function journalHistory(folder: Folder): History {
  const journal = readJournal(folder);
  if (!journal) return { read: readFlat, compare: byPath };
  const places = new Map(journal.tags.map((tag, place) => [`${tag}.sql`, place]));
  return {
    read: (path) => {
      if (places.has(path)) return readFlat(path) ?? { path, version: path.slice(0, -4), name: '', direction: 'up' };
      return path.endsWith('.sql') ? { leftOut: 'meta/_journal.json does not list it, so Drizzle never runs it', ...(/^\d/.test(path) ? { fate: 'never run' } : {}) } : undefined;
    },
    compare: (a, b) => (places.get(a.path) ?? 0) - (places.get(b.path) ?? 0),
  };
}

function readFlat(path: string): ScriptName | undefined {
  const [, version = '', name = ''] = flat.exec(path) ?? [];
  return version === '' ? undefined : { path, version, name, direction: 'up' };
}

/** What drizzle sends at once: it splits at the marker wherever it stands. */
export function atBreakpoints(text: string): Span[] {
  const found: Span[] = [];
  for (let start = 0; start <= text.length; ) {
    const cut = text.indexOf(breakpoint, start);
    const end = cut === -1 ? text.length : cut;
    if (text.slice(start, end).trim() !== '') found.push({ start, end });
    start = end + breakpoint.length;
  }
  return found;
}
