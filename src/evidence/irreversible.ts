import type { Migration, Script } from '../project/migration.ts';
import { lexeme } from '../source/tokens.ts';
import type { Span } from '../source/source-file.ts';

const word = 'pgmiglint-irreversible';
const form = /^(?:--|\/\*)\s*pgmiglint-irreversible(?:\s+--\s*(?<reason>[^]*?)\s*(?:\*\/)?)?$/;
const landmark = /['"$]|--|\/\*/g;

/** Whether a configuration names the migration among those that nothing can undo: by its version, or by its file. */
export function isAcknowledged({ version, up }: Migration, named: readonly string[]): boolean {
  const path = up?.file.path ?? '';
  return named.some((name) => name === version || path === name || path.endsWith(`/${name}`));
}

/** A script's word that nothing can undo it: `-- pgmiglint-irreversible -- reason`. Undefined where it says no such thing. */
export function acknowledgement({ file: { text }, span }: Script): { readonly reason: string | undefined; readonly span: Span } | undefined {
  if (!text.includes(word)) return undefined;
  landmark.lastIndex = span.start;
  for (let match = landmark.exec(text); match && match.index < span.end; match = landmark.exec(text)) {
    const token = lexeme(text, match.index);
    if (!token) break;
    const said = token.kind === 'comment' ? form.exec(text.slice(token.start, token.end).trimEnd()) : null;
    if (said) return { reason: said.groups?.reason === '' ? undefined : said.groups?.reason, span: { start: token.start, end: token.end } };
    landmark.lastIndex = Math.max(token.end, match.index + 1);
  }
  return undefined;
}
