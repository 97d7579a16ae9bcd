import type { Layout, NoLayout } from '../runners/layouts.ts';
import type { GeneratedDown } from './down.ts';

/** What stands for a sentence that no statement can replace. */
const cannotBeUndone = '-- cannot be undone: ';

/**
 * A down as text: one statement after the other, and comments for what cannot be undone.
 *
 * @param layout - lines that the runner wants around statements that it would cut
 */
export function downText({ repairs }: GeneratedDown, layout: Layout | NoLayout): string {
  const block = 'block' in layout ? layout.block : undefined;
  const lines = repairs.flatMap(({ sql, cannot }) => {
    if (sql === undefined) return [cannotBeUndone + cannot.replace(/\s+/g, ' ')];
    return isCut(sql) && block ? [block.begin, sql, block.end] : [sql];
  });
  return lines.length === 0 ? '-- nothing of the schema is changed: there is nothing to undo\n' : `${lines.join('\n')}\n`;
}

/** A body between dollar quotes, in which lines end with semicolons. */
function isCut(sql: string): boolean {
  return /\$[a-z_]*\$/i.test(sql) && /;\s*\n/.test(sql);
}

/** Where a down goes: another file, or this text in place of the up's. */
export type Placed = { readonly path: string; readonly text: string } | { readonly why: string };

/**
 * Puts a down where its runner looks for it.
 *
 * @param up - the path of the up below the set's folder, and its text
 * @param down - the file that is the down's already, and what it holds
 */
export function placeDown(layout: Layout | NoLayout, sql: string, up: { readonly path: string; readonly text: string }, existing: string | undefined): Placed {
  const place = 'down' in layout ? layout.down : undefined;
  if (!place) return { why: 'refused' in layout ? layout.refused : 'there is no place for it' };
  switch (place.in) {
    case 'none':
      return { why: place.why };
    case 'file': {
      const path = existing ?? place.path(up.path);
      return path === undefined ? { why: `a file called ${up.path} can have no down` } : { path, text: sql };
    }
    case 'section': {
      const at = lineOf(up.text, place.heading);
      if (at === undefined) return { path: up.path, text: `${up.text.trimEnd()}\n\n${place.heading}\n${sql}` };
      return { path: up.path, text: `${up.text.slice(0, at)}\n${sql}${up.text.slice(at).replace(/^\s*-- Write here what undoes it[^\n]*/, '').replace(/^\n/, '')}` };
    }
    case 'lines':
      if (lineOf(up.text, place.prefix.trim()) !== undefined) return { why: `${up.path} holds a down already` };
      return { path: up.path, text: `${up.text.trimEnd()}\n${sql.trimEnd().split('\n').map((line) => place.prefix + line).join('\n')}\n` };
  }
}

/** The end of the line that is a heading. */
function lineOf(text: string, heading: string): number | undefined {
  const found = new RegExp(`^${heading.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s*')}[^\\n]*$`, 'im').exec(text);
  return found ? found.index + found[0].length : undefined;
}
