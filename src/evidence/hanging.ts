import { partKey, key, type Catalog, type Constraint, type View } from '../schema/catalog.ts';
import { isCertain } from '../judge/existence.ts';
import type { Context, Moment, QualifiedName } from '../judge/rule.ts';
import { columnsOfOwnTypes } from './own-types.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

/** Something that hangs on an object, so that DROP without CASCADE is refused. */
export interface Hanging {
  /** As a sentence names it. */
  readonly what: string;
  /** The relation that has to go in the same statement for the DROP to succeed. */
  readonly owner?: QualifiedName;
  readonly declared: Moment;
}

type Where = Pick<Context, 'before'>;

function isSureView(view: View, context: Where): boolean {
  return isCertain(key(view.name), view.declared, context);
}

function hangingView({ name, materialized, declared }: View): Hanging {
  return { what: `${materialized ? 'materialized view' : 'view'} ${quoteName(name)}`, owner: name, declared };
}

/** The views that certainly read a relation. */
export function viewsOn(relation: QualifiedName, context: Where): readonly Hanging[] {
  const views = context.before.viewsOf(relation);
  return views.length === 0 ? none : views.filter((view) => isSureView(view, context)).map(hangingView);
}

/** Of most things nothing hangs. */
const none: readonly never[] = [];

/** Two lists as one; one of them is nearly always empty. */
export function joined(one: readonly Hanging[], other: readonly Hanging[]): readonly Hanging[] {
  if (one.length === 0) return other;
  return other.length === 0 ? one : [...one, ...other];
}

/** The views that certainly read a column of a relation. */
export function viewsOnColumn(relation: QualifiedName, column: string, context: Where): readonly Hanging[] {
  const views = context.before.viewsOf(relation);
  if (views.length === 0) return none;
  const reads = ({ columns }: View): boolean => columns.some((read) => read.column === column && read.relation?.name === relation.name && read.relation.schema === relation.schema);
  return views.filter((view) => isSureView(view, context) && reads(view)).map(hangingView);
}

/** The foreign keys of other tables to this one that a test picks out. */
export function keysOn(table: QualifiedName, context: Where, isMeant: (constraint: Constraint) => boolean = () => true): readonly Hanging[] {
  const referring = context.before.referring(table);
  if (referring.length === 0) return none;
  const found: Hanging[] = [];
  for (const { name: owner, constraints } of referring) {
    if (owner.name === table.name && owner.schema === table.schema) continue;
    for (const constraint of constraints.values()) {
      if (!refersTo(constraint, table) || !isMeant(constraint) || !isSureKey(owner, constraint, context)) continue;
      found.push({ what: `foreign key ${quoteIdentifier(constraint.name)} of ${quoteName(owner)}`, owner, declared: constraint.declared });
    }
  }
  return found;
}

function refersTo({ references }: Constraint, table: QualifiedName): boolean {
  return references?.table.name === table.name && references.table.schema === table.schema;
}

function isSureKey(owner: QualifiedName, { name, declared, parent }: Constraint, context: Where): boolean {
  // Where the key was certainly added, its table was certainly there.
  return parent === undefined && isCertain(partKey(owner, `constraint ${name}`), declared, context) && !context.before.doubts.has(key(owner));
}

/** Downs whose up has made no function, or no trigger: none comes to be while they run, and each of their DROPs asks. */
const withoutRoutines = new WeakSet<Where>();
const withoutTriggers = new WeakSet<Where>();

/** The functions that one script, the up of the down at hand, made and that return rows of a table, or take them. */
export function routinesOn(table: QualifiedName, script: number | undefined, context: Where): readonly Hanging[] {
  if (withoutRoutines.has(context)) return none;
  const found: Hanging[] = [];
  const made: Moment[] = [];
  context.before.objects.forEach(({ name, overloads }, at) => {
    overloads?.forEach((declared) => {
      if (declared.script !== script) return;
      made.push(declared);
      if (!at.startsWith('routine ') || !isCertain(at, declared, context) || !returnsRowsOf(table, declared)) return;
      found.push({ what: `function ${quoteName(name)}`, declared });
    });
  });
  if (made.length === 0) withoutRoutines.add(context);
  return found;
}

function textOf({ place: { file, span } }: Moment): string {
  return file.text.slice(span.start, span.end);
}

/** A name as it may be written, in front of which no other schema stands. */
function written({ schema, name }: QualifiedName): string {
  const part = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return String.raw`(?:"?${part(schema)}"?\s*\.\s*)${schema === 'public' ? '?' : ''}"?${part(name)}\b"?(?!\s*\.)`;
}

function returnsRowsOf(table: QualifiedName, declared: Moment): boolean {
  const text = textOf(declared);
  // To make the pattern costs more than to see that the name does not stand in front of the body.
  const isPlain = /^\w+$/.test(table.schema) && /^\w+$/.test(table.name);
  if (isPlain && !text.slice(0, text.search(/[$']|$/)).toLowerCase().includes(table.name.toLowerCase())) return false;
  return new RegExp(String.raw`^create\s[^$']*?\breturns\s+(?:setof\s+)?${written(table)}`, 'i').test(text);
}

/** The triggers that one script, the up of the down at hand, made and that call a function. */
export function triggersOf(routine: QualifiedName, script: number | undefined, context: Where): readonly Hanging[] {
  if (withoutTriggers.has(context)) return none;
  const found: Hanging[] = [];
  const made: Moment[] = [];
  let calls: RegExp | undefined;
  context.before.tables.forEach(({ name: table, triggers }) => {
    triggers.forEach(({ name, declared }) => {
      if (declared.script !== script) return;
      made.push(declared);
      if (!isCertain(partKey(table, `trigger ${name}`), declared, context)) return;
      calls ??= new RegExp(String.raw`\bexecute\s+(?:function|procedure)\s+${written(routine)}`, 'i');
      if (calls.test(textOf(declared))) found.push({ what: `trigger ${quoteIdentifier(name)} on ${quoteName(table)}`, owner: table, declared });
    });
  });
  if (made.length === 0) withoutTriggers.add(context);
  return found;
}

/** The columns that certainly have a type, which is none of PostgreSQL's own. */
export function columnsOfType(type: QualifiedName, context: Where): readonly Hanging[] {
  const found: Hanging[] = [];
  context.before.tables.forEach((owner) => {
    const { name: table, declared } = owner;
    for (const { name, type: own, typed, inherited } of columnsOfOwnTypes(owner)) {
      if (own?.name !== type.name || own.schema !== type.schema || inherited) continue;
      if (!isCertain(key(table), declared, context) || !isCertain(partKey(table, name), typed, context)) continue;
      found.push({ what: `column ${quoteIdentifier(name)} of ${quoteName(table)}`, owner: table, declared: typed });
    }
  });
  return found;
}

/** The column whose values a sequence makes. */
export function columnOfSequence(sequence: QualifiedName, context: Where): readonly Hanging[] {
  const owned = context.before.sequences.get(key(sequence))?.ownedBy;
  const column = owned && context.before.column(owned.table, owned.column);
  if (!column || !isCertain(partKey(owned.table, owned.column), column.declared, context) || context.before.doubts.has(key(owned.table))) return [];
  const isUsed = column.identity !== undefined || (column.default?.functions.some(({ name }) => name === 'nextval') === true && column.written?.text.includes(sequence.name) === true);
  return isUsed ? [{ what: `column ${quoteIdentifier(owned.column)} of ${quoteName(owned.table)}`, owner: owned.table, declared: column.declared }] : [];
}

/** What a schema holds: the first of each kind will do. */
export function contentOf(schema: string, context: Where): readonly Hanging[] {
  const { tables, views, sequences, types } = context.before;
  const kinds: readonly (readonly [string, Catalog['tables'] | Catalog['views'] | Catalog['sequences'] | Catalog['types']])[] = [['table', tables], ['view', views], ['sequence', sequences], ['type', types]];
  for (const [kind, map] of kinds) {
    for (const { name, declared } of map.values()) {
      if (name.schema === schema && isCertain(key(name), declared, context)) return [{ what: `${kind} ${quoteName(name)}`, declared }];
    }
  }
  return [];
}
