import type { DoStmt, Node } from '../parser/nodes.ts';
import { readPlPgSql, type PlPgSql } from '../parser/plpgsql.ts';
import { standIn } from '../source/stand-ins.ts';
import type { Context, Handlers, Lowered, LowerNode } from './context.ts';
import { BlockReader } from './block-reader.ts';
import { word } from './words.ts';

/** Any text that opens a body in which `at` counts. */
const opening = 'DO $pgmiglint$';
const closing = '$pgmiglint$';

/** @param lowerNode - for the statements in the block */
export function doHandlers(lowerNode: LowerNode): Handlers {
  return { DoStmt: (node, context) => doBlock(node, context, lowerNode) };
}

function doBlock(node: DoStmt, context: Context, lowerNode: LowerNode): Lowered {
  const body = argument(node, 'as');
  const language = word(argument(node, 'language')?.arg) || 'plpgsql';
  const written = word(body?.arg);
  const { text, code } = language === 'plpgsql' ? readBody(written) : { text: written, code: undefined };
  if (!code) return { kind: 'do', mark: context.whole, language, read: false };
  const start = bodyStart(body?.location, text, context);
  const reader = new BlockReader(context, lowerNode, { text: opening + text, ...(start === undefined ? {} : { base: start - opening.length }) });
  return [{ kind: 'do', mark: context.whole, language, read: true }, ...reader.read(code)];
}

/** Reads a body; where it has placeholders that PL/pgSQL refuses, with words of the same length in their place. */
function readBody(body: string): { readonly text: string; readonly code: PlPgSql | undefined } {
  const code = readPlPgSql(opening + body + closing);
  if (!('error' in code)) return { text: body, code };
  const text = standIn(body)?.text;
  const second = text === undefined ? code : readPlPgSql(opening + text + closing);
  return { text: text ?? body, code: 'error' in second ? undefined : second };
}

function argument({ args }: DoStmt, name: string) {
  for (const each of args ?? []) if ('DefElem' in each && each.DefElem.defname === name) return each.DefElem satisfies { readonly arg?: Node | undefined };
  return undefined;
}

/** Where in the file the body begins, where it stands there as the server sees it. */
function bodyStart(location: number | undefined, text: string, context: Context): number | undefined {
  const mark = context.mark('token', location);
  if (mark.part !== 'token') return undefined;
  const source = context.statement.file.text;
  const quote = source[mark.at] === '$' ? source.slice(mark.at, source.indexOf('$', mark.at + 1) + 1) : "'";
  const start = mark.at + quote.length;
  // Stand-ins for placeholders differ from the file, but are as long as they are.
  return source.startsWith(quote, mark.at) && source.startsWith(quote, start + text.length) ? start : undefined;
}
