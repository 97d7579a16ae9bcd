import type { QualifiedName } from '../../operations/operation.ts';
import { quoteIdentifier, quoteName } from '../../postgres/identifiers.ts';
import { key, type Catalog, type Table } from '../catalog.ts';
import type { Difference } from './difference.ts';
import { factRepair } from './repair-facts.ts';
import { restoredConstraint, restoredIndex, restoredTable } from './restore-table.ts';
import { columnRepairs, typeRepairs } from './repair-columns.ts';
import { routineIsSql, restoredObject, restoredRoutine, restoredTrigger, restoredView } from './restore-text.ts';

/** A statement that undoes a difference, or a sentence that says why none can. */
export type Repair = { readonly sql: string; readonly cannot?: undefined } | { readonly cannot: string; readonly sql?: undefined };

/** The catalog that is wanted, and the one that is there. */
export interface Catalogs {
  readonly wanted: Catalog;
  readonly found: Catalog;
}

/** All that a repair may have to look at. */
export interface Surroundings extends Catalogs {
  /** What a table is called once it has its old name again, by the key of the name that it has. */
  readonly names: ReadonlyMap<string, QualifiedName>;
  readonly differences: readonly Difference[];
}

function renamedTables(differences: readonly Difference[]): ReadonlyMap<string, QualifiedName> {
  return new Map(differences.flatMap((each) => (each.kind === 'table' && each.before && each.after ? [[key(each.after.name), each.before.name] as const] : [])));
}

/** The name of a table behind all renames. */
export function settledName(on: QualifiedName, { names }: Surroundings): QualifiedName {
  return names.get(key(on)) ?? on;
}

/** When a repair can run: what depends on others is dropped before them, and made after them. */
const stages = [
  'release', 'drop views', 'drop triggers', 'drop foreign keys', 'drop constraints', 'drop indexes', 'drop what has the name', 'rename', 'drop columns', 'drop routines of tables', 'drop tables',
  'make schemas', 'make objects', 'make types', 'make sequences', 'make routines', 'make tables', 'make columns', 'alter columns',
  'drop routines', 'drop sequences', 'drop types', 'drop objects', 'drop schemas', 'make sql routines', 'make constraints', 'make indexes', 'make foreign keys',
  'make views', 'make triggers', 'facts',
] as const;

type Stage = (typeof stages)[number];

/** Far enough apart for the ranks between them. */
const positions: ReadonlyMap<Stage, number> = new Map(stages.map((stage, at) => [stage, at * 1e6]));

export interface Staged {
  readonly stage: Stage;
  readonly repair: Repair;
  /** Among those of its stage: what was made later is dropped first, and made later again. */
  readonly rank?: number;
}

/** The statements that turn what was found into what is wanted, in an order that runs. */
export function repair(differences: readonly Difference[], catalogs: Catalogs): readonly Repair[] {
  const gone = new Set(differences.flatMap((each) => (each.kind === 'table' && each.after && !each.before ? [key(each.after.name)] : [])));
  const surroundings = { ...catalogs, names: renamedTables(differences), differences };
  const staged = differences.flatMap((difference) => (isOn(difference, gone) ? [] : repairsOf(difference, surroundings)));
  const order = ({ stage, rank = 0 }: Staged): number => (positions.get(stage) ?? 0) + rank;
  const seen = new Set<string>();
  return staged.toSorted((a, b) => order(a) - order(b)).flatMap(({ repair: each }) => {
    const text = each.sql ?? each.cannot;
    if (seen.has(text)) return [];
    seen.add(text);
    return [each];
  });
}

/** Parts of a table that is to go need no word of their own. */
function isOn(difference: Difference, gone: ReadonlySet<string>): boolean {
  const on = 'on' in difference ? difference.on : undefined;
  return on !== undefined && gone.has(key(on));
}

export function run(stage: Stage, sql: string, rank = 0): Staged {
  return { stage, repair: { sql }, rank };
}

export function cannot(stage: Stage, why: string, rank = 0): Staged {
  return { stage, repair: { cannot: why }, rank };
}

function repairsOf(difference: Difference, catalogs: Surroundings): readonly Staged[] {
  switch (difference.kind) {
    case 'table': return tableRepairs(difference, catalogs);
    case 'column': return columnRepairs(difference, catalogs);
    case 'constraint': return constraintRepairs(difference, catalogs);
    case 'index': return indexRepairs(difference, catalogs);
    case 'trigger':
    case 'policy': return triggerRepairs(difference, catalogs);
    case 'view': return viewRepairs(difference, catalogs);
    case 'type': return typeRepairs(difference, catalogs);
    case 'enum values': return [cannot('make types', `PostgreSQL cannot take a value from an enum: ${quoteName(difference.name)} keeps ${difference.added.map((value) => `'${value}'`).join(', ')}`)];
    case 'sequence': return sequenceRepairs(difference);
    case 'schema':
      return [difference.before ? run('make schemas', `CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(difference.name)};`) : run('drop schemas', `DROP SCHEMA IF EXISTS ${quoteIdentifier(difference.name)};`)];
    case 'routine': return routineRepairs(difference, catalogs);
    case 'object': return objectRepairs(difference);
    case 'fact': return factRepair(difference, catalogs);
  }
}

type Of<K extends Difference['kind']> = Extract<Difference, { readonly kind: K }>;

/** The moment's place in the history: objects that refer to others were made after them. */
function rankOf(declared: { readonly script: number; readonly place: { readonly span: { readonly start: number } } }): number {
  return Math.min(declared.script, 4000) * 200 + Math.min(declared.place.span.start / 1000, 199);
}

function tableRepairs({ before, after, aspects }: Of<'table'>, surroundings: Surroundings): readonly Staged[] {
  const { wanted, found, names, differences } = surroundings;
  if (!before && after) {
    const cyclic = keysInCycles(after, found, leftBehind(differences)).map((name) => run('drop foreign keys', `ALTER TABLE IF EXISTS ${quoteName(after.name)} DROP CONSTRAINT IF EXISTS ${quoteIdentifier(name)};`));
    const isInTheWay = Array.from(names.values()).some((name) => key(name) === key(after.name));
    return [...cyclic, run(isInTheWay ? 'drop what has the name' : 'drop tables', `DROP ${after.foreign ? 'FOREIGN ' : ''}TABLE IF EXISTS ${quoteName(after.name)};`, dropRank(after, differences, found))];
  }
  if (before && !after) {
    const [facts, indexes, triggers] = [
      [...(wanted.facts.get(`relation ${key(before.name)}`)?.entries ?? [])].filter(([, fact]) => fact.value !== '').flatMap(([slot, fact]) => factRepair({ kind: 'fact', host: `relation ${key(before.name)}`, slot, before: fact }, surroundings)),
      [...before.indexes.values()].flatMap((index) => (index.constraint === undefined && !index.partitionOf ? indexRepairs({ kind: 'index', on: before.name, before: index }, surroundings) : [])),
      [...before.triggers.values()].flatMap((trigger) => triggerRepairs({ kind: 'trigger', on: before.name, before: trigger }, surroundings)),
    ];
    const policies = [...before.policies.values()].flatMap((policy) => triggerRepairs({ kind: 'policy', on: before.name, before: policy }, surroundings));
    const keys = [...before.constraints.values()].flatMap((constraint) => (constraint.type === 'foreign key' && constraint.parent === undefined ? [made(constraint, before.name)] : []));
    const rank = rankOf(before.declared);
    const lost = before.temporary || before.foreign ? [] : [cannot('make tables', `the rows of ${quoteName(before.name)} are gone`, rank - 0.5)];
    return [...lost, restoredTable(before, wanted, rank), ...keys, ...indexes, ...triggers, ...policies, ...facts];
  }
  if (!before || !after) return [];
  return aspects.flatMap((aspect) => {
    if (aspect !== 'name') return [cannot('alter columns', aspect === 'partition' ? `${quoteName(after.name)} is another partition than it was` : `${quoteName(after.name)} has other parents than it had`)];
    return renamed('TABLE', before.name, after.name);
  });
}

/** The tables that are to go. */
function leftBehind(differences: readonly Difference[]): ReadonlySet<string> {
  return new Set(differences.flatMap((each) => (each.kind === 'table' && each.after && !each.before ? [key(each.after.name)] : [])));
}

/** Foreign keys by which tables that are to go refer to each other: no order of DROP TABLE is right for them. */
function keysInCycles(table: Table, found: Catalog, left: ReadonlySet<string>): readonly string[] {
  const own = key(table.name);
  const leadsBack = (from: string, seen = new Set<string>()): boolean => {
    if (from === own) return true;
    if (!left.has(from) || seen.has(from)) return false;
    seen.add(from);
    return [...(found.tables.get(from)?.constraints.values() ?? [])].some(({ references }) => references && leadsBack(key(references.table), seen));
  };
  return [...table.constraints.values()].flatMap(({ name, references }) => (references && key(references.table) !== own && leadsBack(key(references.table)) ? [name] : []));
}

/** Tables that others refer to go after them. */
function dropRank(table: Table, differences: readonly Difference[], found: Catalog): number {
  const left = leftBehind(differences);
  const depths = new Map<string, number>();
  const depth = (at: string): number => {
    const known = depths.get(at);
    if (known !== undefined) return known;
    depths.set(at, 0);
    const referrers = [...(found.referrers.get(at) ?? [])].filter((each) => each !== at && left.has(each));
    const deep = referrers.length === 0 ? 0 : 1 + Math.max(...referrers.map(depth));
    depths.set(at, deep);
    return deep;
  };
  return depth(key(table.name)) * 1000 - rankOf(table.declared) / 1000;
}

/** Back to the old name and schema. */
function renamed(word: string, before: QualifiedName, after: QualifiedName): readonly Staged[] {
  const moved = before.schema === after.schema ? [] : [run('rename', `ALTER ${word} IF EXISTS ${quoteName(after)} SET SCHEMA ${quoteIdentifier(before.schema)};`)];
  const to = { schema: before.schema, name: after.name };
  return before.name === after.name ? moved : [...moved, run('rename', `ALTER ${word} IF EXISTS ${quoteName(to)} RENAME TO ${quoteIdentifier(before.name)};`, 1)];
}

function made(constraint: NonNullable<Of<'constraint'>['before']>, on: QualifiedName): Staged {
  const stage: Stage = constraint.type === 'foreign key' ? 'make foreign keys' : 'make constraints';
  const definition = restoredConstraint(constraint);
  const name = quoteIdentifier(constraint.name);
  if (definition === undefined) return cannot(stage, `what constraint ${name} of ${quoteName(on)} says stands in no statement of its own`);
  const invalid = !constraint.validated && (constraint.type === 'foreign key' || constraint.type === 'check') ? ' NOT VALID' : '';
  return run(stage, `ALTER TABLE ${quoteName(on)} ADD CONSTRAINT ${name} ${definition}${invalid};`, constraint.type === 'primary key' ? -1 : 0);
}

function constraintRepairs({ before, after, on }: Of<'constraint'>, surroundings: Surroundings): readonly Staged[] {
  const t = quoteName(on);
  const settled = settledName(on, surroundings);
  if (before && before.declared === after?.declared && before.name !== after.name) return [run('rename', `ALTER TABLE ${quoteName(settled)} RENAME CONSTRAINT ${quoteIdentifier(after.name)} TO ${quoteIdentifier(before.name)};`, 3)];
  const dropped = after ? [run(after.type === 'foreign key' ? 'drop foreign keys' : 'drop constraints', `ALTER TABLE ${t} DROP CONSTRAINT IF EXISTS ${quoteIdentifier(after.name)};`)] : [];
  return before ? [...dropped, made(before, settled)] : dropped;
}

function indexRepairs({ before, after, on }: Of<'index'>, surroundings: Surroundings): readonly Staged[] {
  const settled = settledName(on, surroundings);
  if (before && before.declared === after?.declared && before.name !== after.name) {
    return [run('rename', `ALTER INDEX IF EXISTS ${quoteName({ schema: settled.schema, name: after.name })} RENAME TO ${quoteIdentifier(before.name)};`, 2)];
  }
  const dropped = after ? [run('drop indexes', `DROP INDEX IF EXISTS ${quoteName({ schema: on.schema, name: after.name })};`)] : [];
  if (!before) return dropped;
  const sql = restoredIndex(before, settled);
  return [...dropped, sql === undefined ? cannot('make indexes', `what index ${quoteIdentifier(before.name)} holds stands in no statement of its own`) : run('make indexes', sql)];
}

function triggerRepairs({ kind, before, after, on }: Of<'trigger' | 'policy'>, surroundings: Surroundings): readonly Staged[] {
  const settled = settledName(on, surroundings);
  const word = kind.toUpperCase();
  if (before && before.declared === after?.declared) return [run('rename', `ALTER ${word} ${quoteIdentifier(after.name)} ON ${quoteName(settled)} RENAME TO ${quoteIdentifier(before.name)};`, 4)];
  const dropped = after ? [run('drop triggers', `DROP ${word} IF EXISTS ${quoteIdentifier(after.name)} ON ${quoteName(on)};`)] : [];
  if (!before) return dropped;
  const sql = restoredTrigger(kind, before, settled);
  return [...dropped, sql === undefined ? cannot('make triggers', `what ${kind} ${quoteIdentifier(before.name)} on ${quoteName(on)} does stands in no statement of its own`) : run('make triggers', sql)];
}

function viewRepairs({ before, after }: Of<'view'>, surroundings: Surroundings): readonly Staged[] {
  const word = (materialized: boolean): string => (materialized ? 'MATERIALIZED VIEW' : 'VIEW');
  if (before && before.declared === after?.declared) return renamed(word(before.materialized), before.name, after.name);
  const dropped = after ? [run('drop views', `DROP ${word(after.materialized)} IF EXISTS ${quoteName(after.name)};`, -rankOf(after.declared))] : [];
  if (!before) return dropped;
  const sql = restoredView(before);
  if (sql === undefined) return [...dropped, cannot('make views', `what ${word(before.materialized).toLowerCase()} ${quoteName(before.name)} shows stands in no statement of its own`)];
  const indexes = [...before.indexes.values()].flatMap((index) => indexRepairs({ kind: 'index', on: before.name, before: index }, surroundings)).map((each): Staged => ({ ...each, stage: 'make views', rank: rankOf(before.declared) + 0.5 }));
  const star = before.star ? [cannot('make views', `${quoteName(before.name)} shows "*": the columns that there are when it is made, in their order`, rankOf(before.declared) - 0.5)] : [];
  return [...dropped, ...star, run('make views', sql, rankOf(before.declared)), ...indexes];
}

function sequenceRepairs({ before, after }: Of<'sequence'>): readonly Staged[] {
  if (before && after) return renamed('SEQUENCE', before.name, after.name);
  if (after) return [run('drop sequences', `DROP SEQUENCE IF EXISTS ${quoteName(after.name)};`)];
  if (!before) return [];
  const sql = restoredObject('sequence', before.declared);
  const owned = before.ownedBy ? [run('alter columns', `ALTER SEQUENCE ${quoteName(before.name)} OWNED BY ${quoteName(before.ownedBy.table)}.${quoteIdentifier(before.ownedBy.column)};`, 9)] : [];
  return [run('make sequences', sql ?? `CREATE SEQUENCE IF NOT EXISTS ${quoteName(before.name)};`), ...owned];
}

function routineRepairs({ before, after, name, arguments: types }: Of<'routine'>, { differences }: Surroundings): readonly Staged[] {
  const signature = `${quoteName(name)}(${types})`;
  const word = /\bprocedure\b/i.test(headOf(before ?? after)) ? 'PROCEDURE' : /\baggregate\b/i.test(headOf(before ?? after)) ? 'AGGREGATE' : 'FUNCTION';
  const isOfTable = after !== undefined && differences.some((each) => each.kind === 'table' && each.after && !each.before && names(signatureOf(after), each.after.name.name));
  const dropped = after && !before ? [run(isOfTable ? 'drop routines of tables' : 'drop routines', `DROP ${word} IF EXISTS ${signature};`, -rankOf(after))] : [];
  if (!before) return dropped;
  const sql = restoredRoutine(before, name);
  if (sql === undefined) return [...dropped, cannot('make routines', `what ${signature} did stands in no statement of its own`)];
  if (after && returned(before) !== returned(after)) return [run(routineIsSql(before) ? 'make sql routines' : 'make routines', `DROP ${word} IF EXISTS ${signature};\n${sql}`, rankOf(before))];
  return [...dropped, run(routineIsSql(before) ? 'make sql routines' : 'make routines', sql, rankOf(before))];
}

/** What stands before the body of a routine. */
function signatureOf(moment: NonNullable<Of<'routine'>['before']>): string {
  const { file, span } = moment.place;
  const text = file.text.slice(span.start, span.end);
  return text.slice(0, text.search(/\$|\bas\s+'|\bbegin\b/i)).toLowerCase();
}

function names(text: string, name: string): boolean {
  return text.split(/[^\w$]+/).includes(name);
}

/** What a routine returns, and the names of its arguments: OR REPLACE changes neither. */
function returned(moment: NonNullable<Of<'routine'>['before']>): string {
  return signatureOf(moment).replace(/^create\s+(?:or\s+replace\s+)?/, '').replace(/\bpublic\s*\.\s*/g, '').replace(/\b(?:as|language\s+\S+|immutable|stable|volatile|strict|parallel\s+\S+)\b/g, '').replace(/\s+/g, '');
}

function headOf(moment: Of<'routine'>['before']): string {
  if (!moment) return '';
  const { file, span } = moment.place;
  return file.text.slice(span.start, Math.min(span.end, span.start + 40));
}

function objectRepairs({ before, after, object, on }: Of<'object'>): readonly Staged[] {
  const name = (before ?? after)?.name;
  if (!name) return [];
  const word = object.toUpperCase();
  if (after) {
    if (object === 'extension') return [cannot('drop objects', `extension ${quoteName(name)} stays: others may use it by now`)];
    return [run('drop objects', `DROP ${word} IF EXISTS ${quoteName(name)}${on ? ` ON ${quoteName(on)}` : ''};`)];
  }
  if (object === 'extension') return [run('make objects', `CREATE EXTENSION IF NOT EXISTS ${quoteName(name)};`)];
  const sql = before && restoredObject(object, before.declared);
  return [sql === undefined ? cannot('make objects', `what ${object} ${quoteName(name)} was stands in no statement of its own`) : run(on ? 'make triggers' : 'make objects', sql)];
}

