import { formatType } from '../postgres/types.ts';
import type { Place } from '../source/source-file.ts';
import type { Catalog, Column, Constraint, Index, Table } from './catalog.ts';
import { temporarySchema } from './session.ts';

/** One difference between what a history builds and what a file says. */
export interface SchemaDifference {
  /** Such as `table public.users: the file lacks column nickname (text)`. */
  readonly message: string;
  /** In the file, where it says otherwise; absent: it says nothing. */
  readonly place?: Place;
}

/** What runners keep for themselves, and a dump of a database holds too. */
const ownTables = /^(?:schema_migrations?|schema_version|schemaversion|schema_lock|goose_db_version|flyway_schema_history|_sqlx_migrations|__diesel_schema_migrations|atlas_schema_revisions|_prisma_migrations|refinery_schema_history|gorp_migrations|pgmigrations|databasechangelog(?:lock)?|__drizzle_migrations|_?yoyo_\w+|migrations)$/;
const ownSchemas: ReadonlySet<string> = new Set(['graphile_migrate', 'hdb_catalog', 'sqitch', 'supabase_migrations', 'drizzle', 'atlas_schema_revisions', temporarySchema]);

/**
 * Compares tables, columns, types, nullability, constraints, indexes and enums. What the history knows only in part is left out, and so are defaults and
 * expressions: a dump spells them anew.
 */
export function compareSchemas(built: Catalog, file: Catalog): readonly SchemaDifference[] {
  const names = new Set([...built.tables.values(), ...file.tables.values()].map(({ name }) => `${name.schema}\n${name.name}`));
  const found: SchemaDifference[] = [];
  for (const key of [...names].sort()) {
    const mine = built.tables.get(key);
    const theirs = file.tables.get(key);
    if (mine?.partial === true || mine?.temporary === true || ownSchemas.has(key.split('\n')[0] ?? '')) continue;
    found.push(...compareTables(mine, theirs));
  }
  return [...found, ...compareEnums(built, file)];
}

function compareTables(mine: Table | undefined, theirs: Table | undefined): readonly SchemaDifference[] {
  if (!mine) return theirs && !ownTables.test(theirs.name.name) ? [{ message: `table ${shown(theirs)}: no migration builds it`, place: theirs.declared.place }] : [];
  if (!theirs) return [{ message: `table ${shown(mine)}: the file lacks it` }];
  const at = theirs.declared.place;
  const say = (message: string, place = at): SchemaDifference => ({ message: `table ${shown(mine)}: ${message}`, place });
  const columns = new Set([...mine.columns.keys(), ...theirs.columns.keys()]);
  return [
    ...[...columns].flatMap((name) => compareColumns(mine.columns.get(name), theirs.columns.get(name)).map(({ message, place }) => say(message, place))),
    ...comparePieces(constraintsOf(mine), constraintsOf(theirs)).map(({ message, place }) => say(message, place)),
    ...comparePieces(indexesOf(mine), indexesOf(theirs)).map(({ message, place }) => say(message, place)),
  ];
}

function shown({ name: { schema, name } }: Table): string {
  return `${schema}.${name}`;
}

function compareColumns(mine: Column | undefined, theirs: Column | undefined): readonly SchemaDifference[] {
  if (!theirs) return mine ? [{ message: `the file lacks column ${mine.name} (${typeOf(mine)})` }] : [];
  const place = theirs.declared.place;
  if (!mine) return [{ message: `no migration adds column ${theirs.name}`, place }];
  const [built, said] = [typeOf(mine), typeOf(theirs)];
  return [
    ...(built !== said && built !== 'unknown' && said !== 'unknown' ? [{ message: `column ${mine.name} is ${built}, and ${said} in the file`, place }] : []),
    ...(mine.notNull !== theirs.notNull ? [{ message: `column ${mine.name} ${mine.notNull ? 'is NOT NULL, and the file lets it be null' : 'can be null, and is NOT NULL in the file'}`, place }] : []),
  ];
}

function typeOf({ type }: Column): string {
  return type ? formatType(type) : 'unknown';
}

/** A constraint or an index: its name, and what it is. */
interface Piece {
  readonly name: string;
  readonly kind: string;
  /** Two of the same kind and columns are one thing under two names; absent: only the name tells. */
  readonly nameless?: true;
  readonly place: Place;
}

const nameless = { nameless: true } as const;

function constraintsOf({ constraints }: Table): readonly Piece[] {
  return [...constraints.values()].filter(({ type }) => type !== 'not null').map((constraint) => ({ name: constraint.name, kind: kindOf(constraint), ...nameless, place: constraint.declared.place }));
}

function kindOf({ type, columns, references }: Constraint): string {
  const to = references ? ` to ${references.table.name}` : '';
  return `${type}${columns.length > 0 ? ` (${[...columns].sort().join(', ')})` : ''}${to}`;
}

function indexesOf({ indexes }: Table): readonly Piece[] {
  return [...indexes.values()].filter(({ constraint }) => constraint === undefined).map((index) => ({ name: index.name, kind: spelled(index), ...(index.columns.includes(undefined) || index.partial ? {} : nameless), place: index.declared.place }));
}

function spelled({ unique, columns, partial }: Index): string {
  return `${unique ? 'unique index' : 'index'} (${columns.map((column) => column ?? 'an expression').join(', ')})${partial ? ' on some rows' : ''}`;
}

/** By name first; what is left, by what it is: a hand-written file lets PostgreSQL choose some names. */
function comparePieces(mine: readonly Piece[], theirs: readonly Piece[]): readonly SchemaDifference[] {
  const found: SchemaDifference[] = [];
  const others = new Map(theirs.map((piece) => [piece.name, piece]));
  const left: Piece[] = [];
  for (const piece of mine) {
    const other = others.get(piece.name);
    if (!other) {
      left.push(piece);
      continue;
    }
    others.delete(piece.name);
    if (other.kind !== piece.kind) found.push({ message: `${piece.name} is ${piece.kind}, and ${other.kind} in the file`, place: other.place });
  }
  const rest = [...others.values()];
  for (const piece of left) {
    const at = piece.nameless ? rest.findIndex(({ kind }) => kind === piece.kind) : -1;
    if (at === -1) found.push({ message: `the file lacks ${piece.kind}, ${piece.name}` });
    else rest.splice(at, 1);
  }
  return [...found, ...rest.map(({ name, kind, place }) => ({ message: `no migration makes ${kind}, ${name}`, place }))];
}

function compareEnums(built: Catalog, file: Catalog): readonly SchemaDifference[] {
  const keys = new Set([...built.types.entries(), ...file.types.entries()].flatMap(([key, { kind }]) => (kind === 'enum' ? [key] : [])));
  return [...keys].sort().flatMap((key): readonly SchemaDifference[] => {
    const mine = built.types.get(key);
    const theirs = file.types.get(key);
    const name = key.replace('\n', '.');
    if (mine?.kind !== 'enum') return theirs ? [{ message: `enum ${name}: no migration makes it`, place: theirs.declared.place }] : [];
    if (theirs?.kind !== 'enum') return [{ message: `enum ${name}: the file lacks it` }];
    const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');
    return list(mine.values) === list(theirs.values) ? [] : [{ message: `enum ${name}: its values are ${list(mine.values)}, and ${list(theirs.values)} in the file`, place: theirs.declared.place }];
  });
}
