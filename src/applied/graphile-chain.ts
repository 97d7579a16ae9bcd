import type { MigrationSet } from '../project/migration.ts';
import type { Span } from '../source/source-file.ts';
import type { AppliedDifference } from './applied.ts';
import { graphileMigrate } from './checksums.ts';

/** What a committed migration says of itself, and where. */
interface Header {
  readonly previous?: Line;
  readonly hash?: Line;
  readonly allowsAny: boolean;
  readonly body: string;
}

interface Line {
  readonly value: string;
  readonly span: Span;
}

/** Verifies the chain of graphile-migrate's committed migrations: each has the hash of its text and of the one before it. */
export function verifyGraphileChain(set: MigrationSet): readonly AppliedDifference[] {
  const found: AppliedDifference[] = [];
  let before: { readonly name: string; readonly hash: string } | undefined;
  for (const { up, repeatable } of set.migrations) {
    if (!up || repeatable) continue;
    const { previous, hash, allowsAny } = headerOf(up.file.text);
    if (!previous || !hash) continue;
    const name = up.file.path.split('/').at(-1) ?? '';
    const expected = before?.hash ?? '-';
    const report = (span: Span, consequence: string): void => { found.push({ source: 'graphile-migrate headers', change: 'chain', path: up.file.path, direction: 'up', place: { file: up.file, span }, recorded: '', consequence }); };
    if (previous.value !== expected) report(previous.span, before ? `${name} follows ${previous.value.slice(0, 13)}…, and ${before.name} before it is ${before.hash.slice(0, 13)}…: graphile-migrate refuses to go on` : `${name} is the first, and names one before it: graphile-migrate refuses to go on`);
    if (committedHash(up.file.text) !== hash.value && !allowsAny) report(hash.span, `${name} is not what was committed: its text no longer has this hash, and graphile-migrate refuses to go on ("has the file been tampered with?")`);
    before = { name, hash: hash.value };
  }
  return found;
}

/** The hash that a committed migration ought to have; undefined where it is none. */
export function committedHash(text: string): string | undefined {
  const { previous, body } = headerOf(text);
  return previous && graphileMigrate(body, previous.value === '-' ? undefined : previous.value);
}

function headerOf(text: string): Header {
  const lines = new Map<string, Line>();
  let at = 0;
  for (let match = line.exec(text); match; match = line.exec(text.slice(at))) {
    const [whole, key = '', value = ''] = match;
    lines.set(key, { value: value.trim(), span: { start: at, end: at + whole.trimEnd().length } });
    at += whole.length;
  }
  const previous = lines.get('Previous');
  const hash = lines.get('Hash');
  const body = text.slice(at).replaceAll('\r\n', '\n');
  return { ...(previous ? { previous } : {}), ...(hash ? { hash } : {}), allowsAny: lines.has('AllowInvalidHash'), body };
}

const line = /^--! ([A-Z]\w*)(?::([^\n]*))?\r?(?:\n|$)/;
