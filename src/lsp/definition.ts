import type { Location } from 'vscode-languageserver';
import type { Moment } from '../schema/catalog.ts';
import { meaningsOf, nameAt, type Meaning } from './meaning.ts';
import { locationOf } from './places.ts';
import type { Buffer, Root } from './root.ts';
import { atStatement } from './statement-at.ts';

/** Where in the history the name at an offset was declared. */
export function definitionsAt(root: Root, buffer: Buffer, offset: number): readonly Location[] {
  return atStatement(root, buffer, offset, (met) => {
    const name = nameAt(buffer.text, met.statement.span, offset);
    return name ? meaningsOf(name, met).map((meaning) => locationOf(declarationOf(meaning).place, root.folder)) : [];
  }) ?? [];
}

/** When what a name means was declared. */
export function declarationOf(meaning: Meaning): Moment {
  switch (meaning.kind) {
    case 'table':
      return meaning.table.declared;
    case 'view':
      return meaning.view.declared;
    case 'column':
      return meaning.column.declared;
    case 'index':
      return meaning.index.declared;
    case 'type':
      return meaning.type.declared;
    case 'sequence':
    case 'schema':
      return meaning.declared;
  }
}
