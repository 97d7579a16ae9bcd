import type { Mark } from '../parser/mark.ts';

/** A relation, type, function or other object with the schema that `search_path` gave it. Folded as PostgreSQL folds. */
export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}

/**
 * A type as written. Built-in types carry the name of `pg_type` (`int4`, `varchar`, `bpchar`, `timestamptz`), the
 * schema `pg_catalog`, and their modifiers (`varchar(20)` → `[20]`, `numeric(10,2)` → `[10, 2]`). A column that takes its
 * type from a parent or a composite type has an empty name; `t.c%TYPE` keeps its words, in no schema.
 */
export interface TypeName extends QualifiedName {
  readonly modifiers: readonly (number | string)[];
  /** 0 for no array; `int[][]` → 2. PostgreSQL itself keeps no count. */
  readonly dimensions: number;
}

/**
 * A column as an expression or query names it. `relation` where a qualifier tells, or where no other relation can be
 * meant; of a subquery's column it is the one that the subquery passes on. The column `*` is a whole row.
 */
export interface ColumnReference {
  readonly relation?: QualifiedName;
  readonly column: string;
}

/** What rules need to know of an expression, and where it stands. */
export interface Expression {
  /** `null`: the constant NULL, cast or not; `constant`: literals and casts of them; else `expression`. */
  readonly kind: 'null' | 'constant' | 'expression';
  readonly columns: readonly ColumnReference[];
  /** Functions called, `now` for CURRENT_TIMESTAMP and its like; unqualified names have the schema ''. */
  readonly functions: readonly QualifiedName[];
  /** Columns that cannot be null where the expression holds: the AND-ed `c IS NOT NULL` and its equals. */
  readonly provesNotNull: readonly string[];
  /** The value of a plain string or number literal, casts taken off. */
  readonly literal?: string | undefined;
  /** The one column that the expression is nothing but, casts taken off. */
  readonly column?: string | undefined;
  /** The word DEFAULT, as a value of UPDATE: the column's own default. */
  readonly isDefault?: true | undefined;
  /** The type of an outermost cast. */
  readonly castTo?: TypeName | undefined;
  /** Of a key of an index: what PostgreSQL would call an index on this expression: the column, the function's name, `expr`. */
  readonly label?: string | undefined;
  readonly mark: Mark;
}

/** What a query reads. */
export interface Query {
  readonly relations: readonly QualifiedName[];
  readonly columns: readonly ColumnReference[];
  /** `*` or `t.*` is read. */
  readonly star: boolean;
  /** The output columns, in order, with a type where an expression tells it by itself. */
  readonly output: readonly OutputColumn[];
}

/** A column that a query returns. */
export interface OutputColumn {
  readonly name: string;
  /** The plain column that it passes on. */
  readonly from?: ColumnReference | undefined;
  /** All columns of the relation in `from`; without one only a server could tell which (a function's, a JOIN … USING's). */
  readonly star?: true;
  readonly type?: TypeName | undefined;
}

/** A column as CREATE TABLE or ADD COLUMN defines it. Its inline constraints stand in `constraints`. */
export interface ColumnDefinition {
  readonly name: string;
  readonly type: TypeName;
  /** The pseudo-type as written; `type` holds the integer type behind it. */
  readonly serial?: 'smallserial' | 'serial' | 'bigserial' | undefined;
  readonly notNull: boolean;
  readonly default?: Expression | undefined;
  readonly identity?: 'always' | 'by default' | undefined;
  readonly generated?: { readonly expression: Expression; readonly stored: boolean } | undefined;
  readonly collation?: string | undefined;
  readonly constraints: readonly ConstraintDefinition[];
  readonly mark: Mark;
  readonly nameMark: Mark;
  readonly typeMark: Mark;
}

export type ForeignKeyAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

/** A table constraint, or a column's with its column filled in. NOT NULL is here only in its named PostgreSQL 18 form. */
export type ConstraintDefinition = {
  /** As written; absent where PostgreSQL chooses the name. */
  readonly name?: string | undefined;
  readonly notValid: boolean;
  readonly deferrable: boolean;
  readonly initiallyDeferred: boolean;
  readonly mark: Mark;
} & (
  | { readonly type: 'primary key' | 'unique'; readonly columns: readonly string[]; readonly usingIndex?: string; readonly include: readonly string[]; readonly nullsNotDistinct: boolean }
  | { readonly type: 'check'; readonly expression: Expression; readonly noInherit: boolean; readonly enforced: boolean; /** The column it was written at. */ readonly column?: string | undefined }
  | {
      readonly type: 'foreign key';
      readonly columns: readonly string[];
      readonly references: QualifiedName;
      /** Empty where the referenced primary key is meant. */
      readonly referencedColumns: readonly string[];
      readonly onDelete: ForeignKeyAction;
      /** The columns that ON DELETE SET NULL (…) names; absent: all of them. */
      readonly onDeleteColumns?: readonly string[] | undefined;
      readonly onUpdate: ForeignKeyAction;
      readonly enforced: boolean;
    }
  | { readonly type: 'exclusion'; readonly columns: readonly string[]; readonly where?: Expression | undefined }
  | { readonly type: 'not null'; readonly columns: readonly string[] }
);

/** One key of an index. */
export interface IndexKey {
  readonly column?: string;
  readonly expression?: Expression;
}

/** What an object of no operation's own is: the word that stands behind CREATE and DROP. */
export type ObjectKind =
  | 'access method' | 'aggregate' | 'cast' | 'collation' | 'conversion' | 'event trigger' | 'extension'
  | 'foreign data wrapper' | 'foreign table' | 'function' | 'language' | 'operator' | 'operator class' | 'operator family' | 'policy'
  | 'procedure' | 'publication' | 'role' | 'routine' | 'rule' | 'sequence' | 'server' | 'statistics' | 'subscription' | 'tablespace'
  | 'text search configuration' | 'text search dictionary' | 'text search parser' | 'text search template' | 'transform'
  | 'trigger' | 'type' | 'user mapping' | 'database';

/** What a function or procedure is, beside its name and the types of its arguments. */
export interface Routine {
  /** Lower case; `sql` where a body of statements stands without one. */
  readonly language: string;
  /** `volatile` where nothing is written. */
  readonly volatility: 'immutable' | 'stable' | 'volatile';
  /** The type behind RETURNS as `formatType` spells it, `setof` before it where it is a set; absent for a procedure, and where only OUT parameters tell. */
  readonly returns?: string | undefined;
  /** OUT and INOUT parameters and the columns of RETURNS TABLE: name and type. */
  readonly outputs: readonly string[];
  /** Of the input arguments, in order; '' for one without a name. */
  readonly argumentNames: readonly string[];
  /** How many arguments, the last ones, have a default. */
  readonly defaults: number;
  /** The text of a short body in SQL. */
  readonly body?: string | undefined;
}

/** Where an operation inside a DO block stands. */
export interface Within {
  /** A branch that a condition guards. */
  readonly branch: boolean;
  /** That condition asks a system catalog (`pg_type`, `information_schema.columns`, `to_regclass` …) first. */
  readonly asksCatalog: boolean;
  /** Columns of tables that such conditions read; absent: none. */
  readonly reads?: readonly ColumnReference[] | undefined;
  readonly loop: boolean;
  /** What the enclosing EXCEPTION clauses catch: condition names, SQLSTATEs or `others`, lower case. */
  readonly catches: readonly string[];
  /** From EXECUTE of a constant string. */
  readonly dynamic: boolean;
}

/** What COMMENT, GRANT and REVOKE say, and of what. */
export interface Attached {
  /** PostgreSQL's word for the kind of object: `table`, `column`, `function`, `schema`. */
  readonly object: string;
  /** The relation, for what is part of one. */
  readonly name: QualifiedName;
  /** The column, constraint, trigger, policy or rule of that relation. */
  readonly part?: string | undefined;
  /** Of COMMENT; absent for NULL. */
  readonly comment?: string | undefined;
  /** Of GRANT and REVOKE. */
  readonly roles?: readonly string[] | undefined;
  /** In lower case, columns behind them; empty: ALL. */
  readonly privileges?: readonly string[] | undefined;
}

interface Base {
  readonly mark: Mark;
  readonly within?: Within;
}

interface OnTable extends Base {
  readonly table: QualifiedName;
  /** ALTER TABLE IF EXISTS. */
  readonly tableIfExists?: boolean;
  /** ALTER TABLE ONLY: nothing is done to partitions and inheritance children. */
  readonly only?: boolean;
}

interface OnColumn extends OnTable {
  readonly column: string;
}

export type Operation =
  // tables
  | (OnTable & {
      readonly kind: 'create-table';
      readonly ifNotExists: boolean;
      readonly temporary: boolean;
      readonly unlogged: boolean;
      readonly columns: readonly ColumnDefinition[];
      readonly constraints: readonly ConstraintDefinition[];
      readonly inherits: readonly QualifiedName[];
      readonly like: readonly { readonly table: QualifiedName; readonly including: readonly LikeOption[]; /** Number of columns written before it. */ readonly after: number }[];
      readonly partitionOf?: { readonly parent: QualifiedName; readonly default: boolean };
      readonly partitionBy?: { readonly strategy: string; readonly columns: readonly string[] };
      readonly ofType?: QualifiedName;
      readonly as?: Query;
      readonly foreign: boolean;
    })
  | (OnTable & { readonly kind: 'drop-table'; readonly ifExists: boolean; readonly cascade: boolean })
  | (OnTable & { readonly kind: 'rename-table'; readonly newName: string; readonly object: 'table' | 'view' | 'materialized view' | 'index' | 'sequence' })
  | (OnTable & { readonly kind: 'set-schema'; readonly newSchema: string; readonly object: 'table' | 'view' | 'materialized view' | 'sequence' | 'type' })
  | (OnTable & { readonly kind: 'attach-partition'; readonly partition: QualifiedName; readonly default: boolean })
  | (OnTable & { readonly kind: 'detach-partition'; readonly partition: QualifiedName; readonly concurrently: boolean; readonly finalize: boolean })
  | (OnTable & { readonly kind: 'inherit'; readonly parent: QualifiedName; readonly remove: boolean })
  // columns
  | (OnTable & { readonly kind: 'add-column'; readonly column: ColumnDefinition; readonly ifNotExists: boolean })
  | (OnColumn & { readonly kind: 'drop-column'; readonly ifExists: boolean; readonly cascade: boolean })
  | (OnColumn & { readonly kind: 'rename-column'; readonly newName: string })
  | (OnColumn & { readonly kind: 'alter-column-type'; readonly type: TypeName; readonly using?: Expression | undefined; readonly collation?: string | undefined; readonly typeMark: Mark })
  | (OnColumn & { readonly kind: 'set-default'; readonly default: Expression })
  | (OnColumn & { readonly kind: 'drop-default' })
  | (OnColumn & { readonly kind: 'set-not-null' })
  | (OnColumn & { readonly kind: 'drop-not-null' })
  | (OnColumn & { readonly kind: 'add-identity'; readonly identity: 'always' | 'by default' })
  | (OnColumn & { readonly kind: 'drop-identity'; readonly ifExists: boolean })
  | (OnColumn & { readonly kind: 'set-expression'; readonly expression: Expression })
  | (OnColumn & { readonly kind: 'drop-expression'; readonly ifExists: boolean })
  // constraints
  | (OnTable & { readonly kind: 'add-constraint'; readonly constraint: ConstraintDefinition })
  | (OnTable & { readonly kind: 'validate-constraint'; readonly constraint: string })
  | (OnTable & { readonly kind: 'drop-constraint'; readonly constraint: string; readonly ifExists: boolean; readonly cascade: boolean })
  | (OnTable & { readonly kind: 'rename-constraint'; readonly constraint: string; readonly newName: string })
  /** Everything else that ALTER TABLE can do; `action` is PostgreSQL's word for it, as in `enable row level security`. */
  | (OnTable & { readonly kind: 'alter-table'; readonly action: string; readonly argument?: string; /** What ALTER CONSTRAINT says of it, if anything. */ readonly enforced?: boolean })
  // indexes
  | (OnTable & {
      readonly kind: 'create-index';
      /** As written; absent where PostgreSQL chooses the name. Always in the table's schema. */
      readonly index?: string | undefined;
      readonly unique: boolean;
      readonly concurrently: boolean;
      readonly ifNotExists: boolean;
      readonly only: boolean;
      readonly method: string;
      readonly keys: readonly IndexKey[];
      readonly include: readonly string[];
      readonly where?: Expression | undefined;
      readonly nullsNotDistinct: boolean;
    })
  | (Base & { readonly kind: 'drop-index'; readonly index: QualifiedName; readonly concurrently: boolean; readonly ifExists: boolean; readonly cascade: boolean })
  | (Base & { readonly kind: 'attach-index'; readonly index: QualifiedName; readonly partition: QualifiedName })
  // types
  | (Base & { readonly kind: 'create-enum'; readonly type: QualifiedName; readonly values: readonly string[] })
  | (Base & { readonly kind: 'add-enum-value'; readonly type: QualifiedName; readonly value: string; readonly ifNotExists: boolean; readonly before?: string; readonly after?: string })
  | (Base & { readonly kind: 'rename-enum-value'; readonly type: QualifiedName; readonly value: string; readonly newValue: string })
  | (Base & { readonly kind: 'create-domain'; readonly type: QualifiedName; readonly base: TypeName; readonly notNull: boolean; readonly default?: Expression; readonly checks: readonly Expression[] })
  | (Base & { readonly kind: 'alter-domain'; readonly type: QualifiedName; readonly action: 'set-not-null' | 'drop-not-null' | 'add-check' | 'drop-constraint' | 'validate' | 'set-default' | 'drop-default'; readonly notValid: boolean })
  | (Base & { readonly kind: 'create-composite-type'; readonly type: QualifiedName; readonly attributes: readonly { readonly name: string; readonly type: TypeName }[] })
  | (Base & { readonly kind: 'drop-type'; readonly type: QualifiedName; readonly domain: boolean; readonly ifExists: boolean; readonly cascade: boolean })
  | (Base & { readonly kind: 'rename-type'; readonly type: QualifiedName; readonly newName: string })
  // views, sequences, schemas, and everything else that has a name
  | (Base & { readonly kind: 'create-view'; readonly view: QualifiedName; readonly materialized: boolean; readonly orReplace: boolean; readonly ifNotExists: boolean; readonly temporary: boolean; readonly columnNames: readonly string[]; readonly query: Query })
  | (Base & { readonly kind: 'drop-view'; readonly view: QualifiedName; readonly materialized: boolean; readonly ifExists: boolean; readonly cascade: boolean })
  | (Base & { readonly kind: 'refresh-materialized-view'; readonly view: QualifiedName; readonly concurrently: boolean; /** WITH NO DATA: it is emptied, and cannot be read until the next REFRESH. */ readonly noData?: true })
  | (Base & { readonly kind: 'create-sequence'; readonly sequence: QualifiedName; readonly ifNotExists: boolean; readonly temporary: boolean; /** What stands behind AS. */ readonly type?: TypeName; readonly ownedBy?: { readonly table: QualifiedName; readonly column: string } })
  | (Base & { readonly kind: 'alter-sequence'; readonly sequence: QualifiedName; readonly type?: TypeName; readonly ownedBy?: { readonly table: QualifiedName; readonly column: string } })
  | (Base & { readonly kind: 'drop-sequence'; readonly sequence: QualifiedName; readonly ifExists: boolean; readonly cascade: boolean })
  | (Base & { readonly kind: 'create-schema'; readonly schema: string; readonly ifNotExists: boolean })
  | (Base & { readonly kind: 'drop-schema'; readonly schema: string; readonly ifExists: boolean; readonly cascade: boolean })
  | (Base & { readonly kind: 'rename-schema'; readonly schema: string; readonly newName: string })
  | (Base & {
      readonly kind: 'create-object';
      readonly object: ObjectKind;
      /** In the schema '' where none holds its kind: triggers, policies, extensions, roles …; a cast is `integer as text`. */
      readonly name: QualifiedName;
      /** The table of a trigger, policy or rule. */
      readonly on?: QualifiedName | undefined;
      /** Other relations that it names: the tables of a publication or of statistics, FROM of a constraint trigger. */
      readonly relations?: readonly QualifiedName[] | undefined;
      readonly orReplace: boolean;
      readonly ifNotExists: boolean;
      /** Argument types of a function, procedure or aggregate, spelled as `formatType` spells them. */
      readonly arguments?: readonly string[] | undefined;
      /** Columns that it depends on: UPDATE OF and WHEN of a trigger, USING and WITH CHECK of a policy. */
      readonly columns?: readonly string[] | undefined;
      /** What else was written that makes a difference: `security definer`, `set search_path`, `for all tables`, `for each row`. */
      readonly options?: readonly string[] | undefined;
      /** Where an extension puts what it makes, if it says so. */
      readonly schema?: string | undefined;
      /** Of a function or procedure; who it runs as and its settings stand in `options`. */
      readonly routine?: Routine | undefined;
    })
  | (Base & { readonly kind: 'drop-object'; readonly object: ObjectKind; readonly name: QualifiedName; readonly on?: QualifiedName | undefined; readonly ifExists: boolean; readonly cascade: boolean; readonly arguments?: readonly string[] | undefined })
  | (Base & { readonly kind: 'rename-object'; readonly object: ObjectKind; readonly name: QualifiedName; readonly on?: QualifiedName; readonly newName: string; readonly arguments?: readonly string[] })
  // data
  | (OnTable & { readonly kind: 'insert'; readonly columns: readonly string[]; readonly from?: Query | undefined; readonly onConflict: boolean; /** Columns that ON CONFLICT DO UPDATE sets. */ readonly conflictSets?: readonly string[] | undefined })
  | (OnTable & {
      readonly kind: 'update';
      readonly set: readonly { readonly column: string; readonly value: Expression }[];
      readonly where?: Expression | undefined;
      /** What is read beside the table: FROM, USING, WITH and the relations of subqueries. */
      readonly from?: Query | undefined;
    })
  | (OnTable & { readonly kind: 'delete'; readonly where?: Expression | undefined; readonly from?: Query | undefined })
  | (OnTable & { readonly kind: 'truncate'; readonly cascade: boolean; /** Sequences that its columns own begin anew. */ readonly restartIdentity?: true })
  | (OnTable & { readonly kind: 'copy'; readonly direction: 'from' | 'to'; /** A program on the server's machine is run. */ readonly program?: true })
  | (Base & { readonly kind: 'select'; readonly query: Query; readonly functions: readonly QualifiedName[] })
  // the session and its transaction
  | (Base & { readonly kind: 'transaction'; readonly action: 'begin' | 'commit' | 'rollback' | 'savepoint' | 'release' | 'rollback to' | 'prepare' | 'commit prepared' | 'rollback prepared'; readonly chain: boolean })
  /** SET and RESET; RESET has no values. `set_config('search_path', …)` is one too. */
  | (Base & { readonly kind: 'set'; readonly setting: string; readonly values: readonly string[]; readonly local: boolean })
  | (OnTable & { readonly kind: 'lock-table'; readonly mode: string })
  /** A DO block. What it holds follows as operations of the same statement, each with `within`. */
  | (Base & { readonly kind: 'do'; readonly language: string; /** False where the body could not be read. */ readonly read: boolean })
  /** A RAISE EXCEPTION (or ASSERT) in a DO block, under a condition that reads these. */
  | (Base & { readonly kind: 'assertion'; readonly relations: readonly QualifiedName[]; readonly columns: readonly ColumnReference[] })
  /** EXECUTE of a string that only the server can know. */
  | (Base & { readonly kind: 'dynamic-sql' })
  /**
   * A command without an effect on the catalog that this project describes. `command` is its tag in lower case
   * (`vacuum`, `reindex`, `cluster`, `create database`, `grant`, `comment` …), `options` what matters for transactions.
   */
  | (Base & { readonly kind: 'other'; readonly command: string; readonly options: readonly string[]; readonly table?: QualifiedName; /** The routine that an ALTER is about. */ readonly routine?: QualifiedName; readonly attached?: Attached });

export type LikeOption = 'comments' | 'compression' | 'constraints' | 'defaults' | 'generated' | 'identity' | 'indexes' | 'statistics' | 'storage';

export type OperationKind = Operation['kind'];

/** The operation of one kind. */
export type OperationOf<K extends OperationKind> = Extract<Operation, { readonly kind: K }>;
