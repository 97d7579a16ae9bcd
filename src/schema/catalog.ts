import type { Expression, ForeignKeyAction, QualifiedName, Routine, TypeName, ColumnReference } from '../operations/operation.ts';
import type { Place } from '../source/source-file.ts';
import { dependentsOf } from './dependents.ts';
import type { Entries } from './entries.ts';
import { key, keyFor, objectKey } from './keys.ts';
import { Layered } from './layered.ts';
import { resolveType, type ResolvedTypeName } from './resolve.ts';

export type { Entries } from './entries.ts';
export { key, keyFor, objectKey, partKey } from './keys.ts';

/** When in the history something was set: the script's ordinal in the replay, and where. */
export interface Moment {
  readonly script: number;
  readonly place: Place;
}

/** A text that is looked up when someone asks for it. */
export interface Written {
  readonly text: string;
}

/** A column as the replay knows it. Values, never changed in place; each has every property, so that V8 copies all of them by one shape. */
export interface Column {
  readonly name: string;
  /** Absent where only a server could tell (a column of CREATE TABLE AS with an expression). */
  readonly type: TypeName | undefined;
  readonly notNull: boolean;
  readonly default: Expression | undefined;
  /** The default as written, or as PostgreSQL would write it. */
  readonly written: Written | undefined;
  readonly identity: 'always' | 'by default' | undefined;
  readonly generated: 'stored' | 'virtual' | undefined;
  /** What a generated column is computed by, as written. */
  readonly expression: Written | undefined;
  /** Columns that a generated column is computed from. */
  readonly generatedFrom: readonly string[] | undefined;
  readonly collation: string | undefined;
  readonly declared: Moment;
  /** Where its present type was given. */
  readonly typed: Moment;
  /** Where it became NOT NULL. */
  readonly notNullSince: Moment | undefined;
  /** Where it stopped being NOT NULL. */
  readonly nullableSince: Moment | undefined;
  /** It came from the parent table alone, and goes when the parent's goes. */
  readonly inherited: true | undefined;
  /**
   * Why rows that were there before hold a value: a default that was there when the column was added (or with the
   * table), or an UPDATE of the column since. Absent: they may hold nulls, as far as the history tells.
   */
  readonly filled: { readonly by: 'default' | 'update'; readonly moment: Moment } | undefined;
  /** Where an UPDATE or INSERT … SELECT last took its values elsewhere. */
  readonly copied: Moment | undefined;
}

type ConstraintType = 'primary key' | 'unique' | 'check' | 'foreign key' | 'exclusion' | 'not null';

export interface Constraint {
  readonly name: string;
  readonly type: ConstraintType;
  readonly columns: readonly string[];
  readonly validated: boolean;
  /** Columns that a CHECK proves to be not null. */
  readonly provesNotNull: readonly string[];
  readonly references: {
    readonly table: QualifiedName;
    readonly columns: readonly string[];
    readonly onDelete: ForeignKeyAction;
    readonly onUpdate: ForeignKeyAction;
    /** The unique index of that table that it rests on, by the name that it had then; absent where none was known. */
    readonly index: string | undefined;
  } | undefined;
  readonly deferrable: boolean;
  readonly initiallyDeferred: boolean;
  /** The constraint of the parent table that it came from. */
  readonly parent: string | undefined;
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
  readonly constraint: string | undefined;
  /** The names of its own columns, as PostgreSQL chose them: what the index of a partition is named after. */
  readonly labels: readonly string[];
  /** The keys that are expressions, as written. */
  readonly expressions: readonly string[];
  /** The index of the partitioned table that it is a part of. */
  readonly partitionOf: QualifiedName | undefined;
  readonly declared: Moment;
}

export interface Trigger {
  readonly name: string;
  readonly columns: readonly string[];
  readonly declared: Moment;
}

/** A table, with everything that belongs to it, and every property as a column has. `partial`: the history never showed its CREATE. */
export interface Table {
  readonly name: QualifiedName;
  readonly columns: Entries<Column>;
  readonly constraints: Entries<Constraint>;
  readonly indexes: Entries<Index>;
  readonly triggers: Entries<Trigger>;
  readonly policies: Entries<Trigger>;
  readonly partial: boolean;
  readonly temporary: boolean;
  readonly foreign: boolean;
  readonly partitionBy: { readonly strategy: string; readonly columns: readonly string[] } | undefined;
  readonly partitionOf: QualifiedName | undefined;
  /** The partition for the rows that belong to no other. */
  readonly isDefault: boolean;
  readonly inherits: readonly QualifiedName[];
  readonly declared: Moment;
  /** Where it got its present name or schema, if it had another one before. */
  readonly renamed: Moment | undefined;
}

export interface View {
  readonly name: QualifiedName;
  readonly materialized: boolean;
  readonly reads: readonly QualifiedName[];
  readonly columns: readonly ColumnReference[];
  /** Output columns where known. */
  readonly output: readonly { readonly name: string; readonly type?: TypeName }[];
  readonly star: boolean;
  readonly indexes: Entries<Index>;
  readonly declared: Moment;
}

export type Type = { readonly name: QualifiedName; readonly declared: Moment } & (
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'domain'; readonly base: TypeName; readonly notNull: boolean; readonly constrained: boolean; readonly hasDefault: boolean; /** As CREATE DOMAIN wrote it. */ readonly default?: Expression }
  | { readonly kind: 'composite'; readonly attributes: readonly { readonly name: string; readonly type: TypeName }[] }
  | { readonly kind: 'other' }
);

export interface Sequence {
  readonly name: QualifiedName;
  /** The integer type that it ends with, where a serial column or AS has told; `int8` where nothing has. Absent: that of an identity column, which follows its column. */
  readonly type?: string;
  readonly ownedBy?: { readonly table: QualifiedName; readonly column: string };
  readonly declared: Moment;
}

/** One thing that was said of an object after it was made: a comment, what a role may do, a flag of ALTER TABLE. */
export interface Fact {
  /** As it is compared; empty for none. */
  readonly value: string;
  /** The column, trigger … of the object that it is about: one made anew has lost it. */
  readonly part: Moment | undefined;
  readonly said: Moment;
}

/** What was said of one object, by what it is about; another object of that name has none of it. */
export interface Facts {
  readonly of: Moment | undefined;
  readonly entries: Entries<Fact>;
}

/** Any other object, found by kind and name. */
export interface CatalogObject {
  readonly name: QualifiedName;
  readonly declared: Moment;
  /** Functions of one name: their argument types, joined by commas, and when each was made. */
  readonly overloads?: Entries<Moment>;
  /** What each of them is, under the same argument types. */
  readonly routines?: Entries<Routine>;
}

/** What became of a name that is no longer there. */
export interface Gone {
  readonly moment: Moment;
  readonly how: 'dropped' | 'renamed' | 'moved';
  /** What it is called now, or the schema that it is in. */
  readonly to: string | undefined;
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

const none: readonly never[] = [];

/** What stands under some keys. */
function all<V>(keys: ReadonlySet<string> | undefined, map: Layered<V>): readonly V[] {
  if (!keys) return none;
  const found: V[] = [];
  for (const at of keys) {
    const value = map.get(at);
    if (value !== undefined) found.push(value);
  }
  return found;
}

/** The schema as replayed so far. A fork sees all of it and changes nothing of it. */
export class Catalog {
  readonly tables: Layered<Table>;
  readonly views: Layered<View>;
  readonly types: Layered<Type>;
  readonly sequences: Layered<Sequence>;
  readonly schemas: Layered<Moment>;
  /** Under {@link objectKey}. */
  readonly objects: Layered<CatalogObject>;
  /** Index name → its table. */
  readonly indexes: Layered<QualifiedName>;
  /** Relation → keys of the views that read it. */
  readonly readers: Layered<ReadonlySet<string>>;
  /** Referenced table → keys of the tables with a foreign key to it. */
  readonly referrers: Layered<ReadonlySet<string>>;
  /** Parent → keys of its partitions and inheritance children. */
  readonly children: Layered<ReadonlySet<string>>;
  /** Table → keys of the sequences that its columns own. */
  readonly owned: Layered<ReadonlySet<string>>;
  /** Name of a constraint in a schema → how many there are: PostgreSQL chooses no name twice. */
  readonly constraintNames: Layered<number>;
  /** Name → what became of it when it was last dropped, renamed or moved away. Something else may have the name since. */
  readonly gone: Layered<Gone>;
  /** Names that a statement under a condition made or took away: nobody knows whether it did. */
  readonly doubts: Layered<true>;
  /** The last script of which not everything is known that it did: SQL put together at run time, the call of a function, a syntax error. */
  unseen: number | undefined;
  /** The history has changed or dropped what it never made, so that it does not begin with an empty database; or an extension brought what nobody knows. */
  beginsLate: boolean;
  /** Under the kind and key of what they are about. */
  readonly facts: Layered<Facts>;
  /** The last script that this project cannot read (a Go migration, say): what came before may have changed since. */
  gap: number | undefined;
  /** What this is a fork of. */
  readonly parent: Catalog | undefined;

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
    this.owned = new Layered(parent?.owned);
    this.constraintNames = new Layered(parent?.constraintNames);
    this.gone = new Layered(parent?.gone);
    this.doubts = new Layered(parent?.doubts);
    this.unseen = parent?.unseen;
    this.beginsLate = parent?.beginsLate ?? false;
    this.facts = new Layered(parent?.facts);
    this.parent = parent;
    this.gap = parent?.gap;
  }

  /** A catalog that starts as this one and leaves it as it is, whatever happens to the fork. */
  fork(): Catalog {
    return new Catalog(this);
  }

  /**
   * Makes the catalog below what this fork is; the fork is used up.
   *
   * @returns the catalog below, or this one if it is no fork
   */
  settle(): Catalog {
    if (!this.parent) return this;
    const layers = [
      this.tables, this.views, this.types, this.sequences, this.schemas, this.objects, this.indexes, this.readers, this.referrers,
      this.children, this.owned, this.constraintNames, this.gone, this.doubts, this.facts,
    ];
    for (const layer of layers) layer.settle();
    this.parent.gap = this.gap;
    this.parent.unseen = this.unseen;
    this.parent.beginsLate = this.beginsLate;
    return this.parent;
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

  /** What hangs on a column: what makes its DROP fail, and what goes with it without a word. */
  dependents(table: QualifiedName, column: string): readonly Dependent[] {
    return dependentsOf(this, table, column);
  }

  /** A function, procedure or aggregate, with all that share its name. */
  routine(name: QualifiedName): CatalogObject | undefined {
    return this.objects.get(objectKey('routine', name));
  }

  /** The views that read a relation. */
  viewsOf(relation: QualifiedName): readonly View[] {
    return all(this.readers.get(key(relation)), this.views);
  }

  /** The tables with a foreign key to this one, itself among them where it refers to itself. */
  referring(table: QualifiedName): readonly Table[] {
    return all(this.referrers.get(key(table)), this.tables);
  }

  /** What a type is underneath: domains followed, the labels of an enum at hand. */
  resolve(type: TypeName): ResolvedTypeName {
    return resolveType(this, type);
  }

  /** Whether something in that schema has the name already that a table, index or sequence would take. */
  isRelation(schema: string, name: string): boolean {
    return this.isTaken(keyFor(schema, name));
  }

  /** The same, by the key of the name. */
  isTaken(at: string): boolean {
    return this.tables.has(at) || this.indexes.has(at) || this.sequences.has(at) || this.views.has(at) || this.types.get(at)?.kind === 'composite';
  }

  /** Whether what was set then still holds: false once a migration that nobody can read came after it. */
  holds(moment: Moment): boolean {
    return this.gap === undefined || moment.script > this.gap;
  }

  /** Whether everything since then is known, word for word: stricter than {@link holds}. */
  isSure(moment: Moment): boolean {
    return this.holds(moment) && (this.unseen === undefined || moment.script > this.unseen);
  }

  /** Whether the history is known from an empty database on: what it never made is not there. */
  get isWhole(): boolean {
    return this.gap === undefined && this.unseen === undefined && !this.beginsLate;
  }
}
