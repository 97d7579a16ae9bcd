import type { Operation, QualifiedName } from '../operations/operation.ts';
import type { Catalog, Column, Index, Moment, Table, Type, View } from '../schema/catalog.ts';
import type { Span } from '../source/source-file.ts';
import { key, tokens } from './parts.ts';
import type { Met } from './statement-at.ts';

/** A name as it stands at the cursor: `app.users.email` with the cursor in one of its parts. */
export interface WrittenAt {
  /** Folded as PostgreSQL folds. */
  readonly parts: readonly string[];
  readonly index: number;
  readonly span: Span;
}

/** What a name means to the schema before the statement. */
export type Meaning =
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'column'; readonly table: Table; readonly column: Column }
  | { readonly kind: 'index'; readonly table: QualifiedName; readonly index: Index }
  | { readonly kind: 'type'; readonly type: Type }
  | { readonly kind: 'sequence' | 'schema'; readonly name: string; readonly declared: Moment };

/** The name in a statement that an offset stands in or at the end of. */
export function nameAt(text: string, { start, end }: Span, offset: number): WrittenAt | undefined {
  const all = tokens(text, start, end);
  const isName = (at: number): boolean => all[at]?.kind === 'word' || all[at]?.kind === 'quoted name';
  const isDot = (at: number): boolean => all[at] !== undefined && text.slice(all[at].start, all[at].end) === '.';
  const at = all.findIndex((token, index) => isName(index) && token.start <= offset && offset <= token.end);
  const token = all[at];
  if (!token) return undefined;
  let first = at;
  while (isDot(first - 1) && isName(first - 2)) first -= 2;
  let last = at;
  while (isDot(last + 1) && isName(last + 2)) last += 2;
  const parts = all.slice(first, last + 1).filter((_, index) => index % 2 === 0).map((part) => folded(text.slice(part.start, part.end)));
  return { parts, index: (at - first) / 2, span: { start: token.start, end: token.end } };
}

function folded(written: string): string {
  return written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written.toLowerCase();
}

/** What a name of a statement means; several columns where only a server could tell which of two tables is meant. */
export function meaningsOf({ parts, index }: WrittenAt, { operations, before, names }: Met): readonly Meaning[] {
  const word = parts[index] ?? '';
  const qualifier = parts[index - 1];
  const mentioned = mentionedTables(operations, before);
  const relation = relationNamed(before, names.relation(qualifier, word));
  if (index < parts.length - 1) return relation ? [relation] : schemaNamed(before, word);
  const owners = qualifier === undefined ? mentioned : mentioned.filter(({ name }) => name.name === qualifier);
  const columns = (owners.length > 0 ? owners : mentioned).flatMap((table): readonly Meaning[] => {
    const column = table.columns.get(word);
    return column ? [{ kind: 'column', table, column }] : [];
  });
  const isMentioned = relation?.kind === 'table' && mentioned.some(({ name }) => key(name) === key(relation.table.name));
  if (columns.length > 0 && !isMentioned) return columns;
  if (relation) return [relation];
  const type = before.type(names.type(qualifier, word));
  if (type) return [{ kind: 'type', type }];
  return objectNamed(before, names.relation(qualifier, word));
}

function relationNamed(catalog: Catalog, name: QualifiedName): Meaning | undefined {
  const table = catalog.table(name);
  if (table) return { kind: 'table', table };
  const view = catalog.view(name);
  return view && { kind: 'view', view };
}

function objectNamed(catalog: Catalog, name: QualifiedName): readonly Meaning[] {
  const owner = catalog.indexes.get(key(name));
  const index = owner && (catalog.table(owner) ?? catalog.view(owner))?.indexes.get(name.name);
  if (owner && index) return [{ kind: 'index', table: owner, index }];
  const sequence = catalog.sequences.get(key(name));
  if (sequence) return [{ kind: 'sequence', name: name.name, declared: sequence.declared }];
  return schemaNamed(catalog, name.name);
}

function schemaNamed(catalog: Catalog, name: string): readonly Meaning[] {
  const declared = catalog.schemas.get(name);
  return declared ? [{ kind: 'schema', name, declared }] : [];
}

/** The tables that a statement names, in whatever place. */
function mentionedTables(operations: readonly Operation[], catalog: Catalog): readonly Table[] {
  const found = new Map<string, Table>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('schema' in value && 'name' in value && typeof value.schema === 'string' && typeof value.name === 'string') {
      const table = catalog.table({ schema: value.schema, name: value.name });
      if (table) found.set(key(table.name), table);
    }
    for (const part of Object.values(value)) look(part);
  };
  for (const operation of operations) look(operation);
  return [...found.values()];
}
