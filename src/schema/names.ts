import { chooseName, indexColumnNames, joinColumnNames, type NameLabel } from '../postgres/naming.ts';
import { keyFor, type Catalog, type Table } from './catalog.ts';

/** A free name for a relation: an index (of a constraint or not) or a sequence. */
export function relationName(catalog: Catalog, table: Pick<Table, 'name'>, words: string | undefined, label: NameLabel): string {
  const { schema, name } = table.name;
  const isConstraint = label !== 'idx' && label !== 'seq';
  return chooseName(name, words, label, (chosen) => {
    return catalog.isRelation(schema, chosen) || (isConstraint && catalog.constraintNames.has(keyFor(schema, chosen)));
  });
}

/** A free name for a constraint without an index. */
export function constraintName(catalog: Catalog, table: Table, words: string | undefined, label: NameLabel): string {
  const { schema, name } = table.name;
  return chooseName(name, words, label, (chosen) => catalog.constraintNames.has(keyFor(schema, chosen)));
}

/** The words of an index's name: its columns, in which none comes twice. */
export function indexWords(labels: readonly string[]): string {
  return joinColumnNames(indexColumnNames(labels));
}
