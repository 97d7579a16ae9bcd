import type { QualifiedName } from '../../operations/operation.ts';
import type { CatalogObject, Column, Constraint, Fact, Index, Moment, Sequence, Table, Trigger, Type, View } from '../catalog.ts';

/** Something that is other after than before: `before` without `after` is missing, `after` without `before` is left behind. */
export interface Change<V> {
  readonly before?: V | undefined;
  readonly after?: V | undefined;
}

/** What of a column is other. */
export type ColumnAspect = 'name' | 'type' | 'collation' | 'not null' | 'default' | 'identity' | 'generated';

/** What of a table is other, beside its parts. */
export type TableAspect = 'name' | 'partition' | 'parents';

export interface RoutineChange extends Change<Moment> {
  readonly kind: 'routine';
  readonly name: QualifiedName;
  readonly arguments: string;
}

/** One difference between two catalogs. Where both values are there, the object is altered, or goes by another name. */
export type Difference =
  | (Change<Table> & { readonly kind: 'table'; readonly aspects: readonly TableAspect[] })
  | (Change<Column> & { readonly kind: 'column'; readonly on: QualifiedName; readonly aspects: readonly ColumnAspect[] })
  | (Change<Constraint> & { readonly kind: 'constraint'; readonly on: QualifiedName })
  | (Change<Index> & { readonly kind: 'index'; readonly on: QualifiedName })
  | (Change<Trigger> & { readonly kind: 'trigger' | 'policy'; readonly on: QualifiedName })
  | (Change<View> & { readonly kind: 'view' })
  | (Change<Type> & { readonly kind: 'type' })
  /** Values that an enum has gained and that nothing can take away again. */
  | (Change<Type> & { readonly kind: 'enum values'; readonly name: QualifiedName; readonly added: readonly string[] })
  | (Change<Sequence> & { readonly kind: 'sequence' })
  | (Change<Moment> & { readonly kind: 'schema'; readonly name: string })
  | RoutineChange
  | (Change<CatalogObject> & { readonly kind: 'object'; readonly object: string; readonly on?: QualifiedName })
  /** `host` is the key of its facts: `relation public…`, `schema …`. */
  | (Change<Fact> & { readonly kind: 'fact'; readonly host: string; readonly slot: string });

/** Everything that is other, and what could not be compared. */
export interface Differences {
  readonly list: readonly Difference[];
  readonly unknown: readonly string[];
}
