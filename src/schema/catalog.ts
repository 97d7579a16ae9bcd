import type { Expression, ForeignKeyAction, QualifiedName, TypeName, ColumnReference } from '../operations/operation.ts';
import type { Place } from '../source/source-file.ts';
import { Layered } from './layered.ts';

/** When in the history something was set: the script's ordinal in the replay, and where. */
export interface Moment {
  readonly script: number;
  readonly place: Place;
}

/** A column as the replay knows it. Values, never changed in place. */
export interface Column {
  readonly name: string;
  /** Absent where only a server could tell (a column of CREATE TABLE AS with an expression). */
  readonly type?: TypeName;
  readonly notNull: boolean;
  readonly default?: Expression;
  /** The default's text as written. */
  readonly defaultText?: string;
  readonly identity?: 'always' | 'by default';
  readonly generated?: 'stored' | 'virtual';
  /** Columns that a generated column is computed from. */
  readonly generatedFrom?: readonly string[];
  readonly collation?: string;
  readonly declared: Moment;
  /** Where its present type was given. */
  readonly typed: Moment;
  /**
   * Why rows that were there before hold a value: a default that was there when the column was added (or with the
   * table), or an UPDATE of the column since. Absent: they may hold nulls, as far as the history tells.
   */
  readonly filled?: { readonly by: 'default' | 'update'; readonly moment: Moment };
}

export type ConstraintType = 'primary key' | 'unique' | 'check' | 'foreign key' | 'exclusion' | 'not null';

export interface Constraint {
  readonly name: string;
  readonly type: ConstraintType;
  readonly columns: readonly string[];
  readonly validated: boolean;
  /** Columns that a CHECK proves to be not null. */
  readonly provesNotNull: readonly string[];
  readonly references?: { readonly table: QualifiedName; readonly columns: readonly string[]; readonly onDelete: ForeignKeyAction };
  readonly deferrable: boolean;
  readonly declared: Moment;
}

export interface Index {
  readonly name: string;
  /** In key order; undefined for an expression. */
  readonly columns: readonly (string | undefined)[];
  /** Every column it reads: keys, INCLUDE, expressions and predicate. */
  readonly reads: readonly string[];
  readonly unique: boolean;
  readonly partial: boolean;
  readonly method: string;
  readonly valid: boolean;
  /** The constraint that owns it. */
  readonly constraint?: string;
  readonly declared: Moment;
}

export interface Trigger {
  readonly name: string;
  readonly columns: readonly string[];
  readonly declared: Moment;
}

/** A table, with everything that belongs to it. `partial`: the history never showed its CREATE. */
export interface Table {
  readonly name: QualifiedName;
  readonly columns: ReadonlyMap<string, Column>;
  readonly constraints: ReadonlyMap<string, Constraint>;
  readonly indexes: ReadonlyMap<string, Index>;
  readonly triggers: ReadonlyMap<string, Trigger>;
  readonly policies: ReadonlyMap<string, Trigger>;
  readonly partial: boolean;
  readonly temporary: boolean;
  readonly foreign: boolean;
  readonly partitionBy?: { readonly strategy: string; readonly columns: readonly string[] };
  readonly partitionOf?: QualifiedName;
  readonly inherits: readonly QualifiedName[];
  readonly declared: Moment;
}

export interface View {
  readonly name: QualifiedName;
  readonly materialized: boolean;
  readonly reads: readonly QualifiedName[];
  readonly columns: readonly ColumnReference[];
  /** Output columns where known. */
  readonly output: readonly { readonly name: string; readonly type?: TypeName }[];
  readonly star: boolean;
  readonly indexes: ReadonlyMap<string, Index>;
  readonly declared: Moment;
}

export type Type = { readonly name: QualifiedName; readonly declared: Moment } & (
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'domain'; readonly base: TypeName; readonly notNull: boolean; readonly constrained: boolean; readonly hasDefault: boolean }
  | { readonly kind: 'composite'; readonly attributes: readonly { readonly name: string; readonly type: TypeName }[] }
  | { readonly kind: 'other' }
);

export interface Sequence {
  readonly name: QualifiedName;
  readonly ownedBy?: { readonly table: QualifiedName; readonly column: string };
  readonly declared: Moment;
}

/** Any other object, found by kind and name. */
export interface CatalogObject {
  readonly name: QualifiedName;
  readonly declared: Moment;
}

/** Something that hangs on a column: what makes a DROP COLUMN fail, or what silently goes with it. */
export interface Dependent {
  readonly kind: 'view' | 'materialized view' | 'foreign key' | 'constraint' | 'index' | 'trigger' | 'policy' | 'generated column' | 'partition key';
  readonly name: string;
  readonly on: QualifiedName;
  /** DROP COLUMN without CASCADE fails with 2BP01 (a partition key: 42P16, even with CASCADE). */
  readonly blocks: boolean;
  readonly declared: Moment;
}

/** The key under which a catalog keeps a name. */
export function key(name: QualifiedName): string {
  return `${name.schema}\n${name.name}`;
}

/** The schema as replayed so far. A fork sees all of it and changes nothing of it. */
export class Catalog {
  readonly tables: Layered<Table>;
  readonly views: Layered<View>;
  readonly types: Layered<Type>;
  readonly sequences: Layered<Sequence>;
  readonly schemas: Layered<Moment>;
  /** Under `kind name` and, for functions, their arguments. */
  readonly objects: Layered<CatalogObject>;
  /** Index name → its table. */
  readonly indexes: Layered<QualifiedName>;
  /** Relation → keys of the views that read it. */
  readonly readers: Layered<ReadonlySet<string>>;
  /** Referenced table → keys of the tables with a foreign key to it. */
  readonly referrers: Layered<ReadonlySet<string>>;
  /** Parent → keys of its partitions and inheritance children. */
  readonly children: Layered<ReadonlySet<string>>;
  /** The last script that this project cannot read (a Go migration, say): what came before may have changed since. */
  gap: number | undefined;

  constructor(parent?: Catalog) {
    this.tables = new Layered(parent?.tables);
    this.views = new Layered(parent?.views);
    this.types = new Layered(parent?.types);
    this.sequences = new Layered(parent?.sequences);
    this.schemas = new Layered(parent?.schemas);
    this.objects = new Layered(parent?.objects);
    this.indexes = new Layered(parent?.indexes);
    this.readers = new Layered(parent?.readers);
    this.referrers = new Layered(parent?.referrers);
    this.children = new Layered(parent?.children);
    this.gap = parent?.gap;
  }

  /** A catalog that starts as this one and leaves it as it is, whatever happens to the fork. */
  fork(): Catalog {
    return new Catalog(this);
  }

  table(name: QualifiedName): Table | undefined {
    return this.tables.get(key(name));
  }

  column(table: QualifiedName, column: string): Column | undefined {
    return this.tables.get(key(table))?.columns.get(column);
  }

  view(name: QualifiedName): View | undefined {
    return this.views.get(key(name));
  }

  type(name: QualifiedName): Type | undefined {
    return this.types.get(key(name));
  }

  /** Whether what was set then still holds: false once a migration that nobody can read came after it. */
  holds(moment: Moment): boolean {
    return this.gap === undefined || moment.script > this.gap;
  }
}
