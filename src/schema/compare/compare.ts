import type { QualifiedName } from '../../operations/operation.ts';
import { key, type Catalog, type CatalogObject, type Fact, type Facts, type Moment, type Sequence, type View } from '../catalog.ts';
import { identityOf, partOf } from '../facts.ts';
import type { Layered } from '../layered.ts';
import { temporarySchema } from '../session.ts';
import type { Change, Difference, Differences } from './difference.ts';
import { routineDefinition, sameDefinition, viewDefinition } from './spelling.ts';
import { compareIndexes, compareTables } from './tables.ts';
import { compareTypes } from './types.ts';

/** An entry of a map, with its key. */
interface Entry<V> extends Change<V> {
  readonly at: string;
}

const none: readonly never[] = [];

/** Two catalogs, of which the later one is a fork of the earlier, while they are compared. */
export class Comparison {
  readonly before: Catalog;
  readonly after: Catalog;
  readonly list: Difference[] = [];
  readonly unknown = new Set<string>();

  constructor(before: Catalog, after: Catalog) {
    this.before = before;
    this.after = after;
  }

  /** The entries that were written since, with what they were and are; those left out that are the same value. */
  changed<V>(earlier: Layered<V>, later: Layered<V>): readonly Entry<V>[] {
    let changes: Entry<V>[] | undefined;
    for (const at of later.written(earlier)) {
      const before = earlier.get(at);
      const after = later.get(at);
      if (before !== after) (changes ??= []).push({ at, before, after });
    }
    return changes ?? none;
  }

  /** Pairs what is gone under one name with what has come under another and is the same object. */
  renamed<V extends { readonly declared: Moment }>(changes: readonly Change<V>[]): readonly Change<V>[] {
    return changes.length > 1 ? paired(changes) : changes;
  }

  add(difference: Difference): void {
    this.list.push(difference);
  }
}

/** What has another name stands twice among the changes: it is gone, and it has come. */
function paired<V extends { readonly declared: Moment }>(changes: readonly Change<V>[]): readonly Change<V>[] {
  const come = new Map<Moment, V>();
  const gone = new Set<Moment>();
  for (const { before, after } of changes) {
    if (before?.declared === after?.declared) continue;
    if (after) come.set(after.declared, after);
    if (before) gone.add(before.declared);
  }
  for (const moment of gone) if (come.has(moment)) return inPairs(changes, come, gone);
  return changes;
}

function inPairs<V extends { readonly declared: Moment }>(changes: readonly Change<V>[], come: ReadonlyMap<Moment, V>, gone: ReadonlySet<Moment>): readonly Change<V>[] {
  const moved = new Set<Moment>();
  const pairs = changes.flatMap((change): readonly Change<V>[] => {
    const { before, after } = change;
    if (!before || after?.declared === before.declared) return [change];
    const other = come.get(before.declared);
    if (!other) return [change];
    moved.add(other.declared);
    // What has its old name by now is new, unless it was itself called otherwise.
    return [{ before, after: other }, ...(after && !gone.has(after.declared) ? [{ after }] : [])];
  });
  return pairs.flatMap((change): readonly Change<V>[] => {
    const { before, after } = change;
    if (!after || !moved.has(after.declared) || before?.declared === after.declared) return [change];
    // Its other half: what was there under that name before is gone.
    return before ? [{ before }] : [];
  });
}

/**
 * What is other in a catalog than in the one that it was forked from. Costs what was touched in between.
 */
export function compare(before: Catalog, after: Catalog): Differences {
  const comparison = new Comparison(before, after);
  for (const { at, before: was, after: is } of comparison.changed(before.schemas, after.schemas)) {
    if (at !== temporarySchema && (!was || !is)) comparison.add({ kind: 'schema', name: at, before: was, after: is });
  }
  compareTypes(comparison);
  for (const change of comparison.renamed(comparison.changed(before.sequences, after.sequences))) compareSequence(comparison, change);
  compareTables(comparison);
  for (const change of comparison.renamed(comparison.changed(before.views, after.views))) compareView(comparison, change);
  for (const change of comparison.changed(before.objects, after.objects)) compareObject(comparison, change);
  compareFacts(comparison);
  return { list: comparison.list, unknown: [...comparison.unknown] };
}

/** Sequences of a column come and go with it. */
function compareSequence({ before, after, list }: Comparison, change: Change<Sequence>): void {
  const { before: was, after: is } = change;
  const isColumns = (catalog: Catalog, other: Catalog, { ownedBy }: Sequence): boolean => {
    if (!ownedBy) return false;
    const own = catalog.column(ownedBy.table, ownedBy.column);
    return own !== undefined && own.declared !== other.column(ownedBy.table, ownedBy.column)?.declared;
  };
  if (was && is) {
    if (key(was.name) !== key(is.name)) list.push({ kind: 'sequence', ...change });
  } else if ((was && !isColumns(before, after, was)) || (is && !isColumns(after, before, is))) {
    const owner = (was ?? is)?.ownedBy;
    // A sequence behind a serial or an identity is the column's affair.
    if (!owner || !(before.column(owner.table, owner.column)?.identity ?? after.column(owner.table, owner.column)?.identity)) list.push({ kind: 'sequence', ...change });
  }
}

function compareView(comparison: Comparison, change: Change<View>): void {
  const { before, after } = change;
  if (!before || !after) {
    if ((before ?? after)?.name.schema !== temporarySchema) comparison.add({ kind: 'view', ...change });
    return;
  }
  if (before.declared === after.declared) {
    if (key(before.name) !== key(after.name)) comparison.add({ kind: 'view', ...change });
  } else if (before.materialized !== after.materialized) comparison.add({ kind: 'view', ...change });
  else {
    const isSame = sameDefinition(before.declared, after.declared, viewDefinition);
    if (isSame === undefined) comparison.unknown.add('whether a view is what it was');
    else if (!isSame || showsOthers(before, after)) comparison.add({ kind: 'view', ...change });
  }
  compareIndexes(comparison, before, after);
}

/** A `*` shows the columns that there were when the view was made. */
function showsOthers({ output: was, star }: View, { output: is }: View): boolean {
  return star && was.map(({ name }) => name).join('\n') !== is.map(({ name }) => name).join('\n');
}

/** What belongs to the server, not to the database. */
const ofServer = /^(?:role|tablespace|database|subscription) /;

function compareObject(comparison: Comparison, { at, before, after }: Entry<CatalogObject>): void {
  if (ofServer.test(at)) return;
  const [object = ''] = /^[a-z ]+(?= )/.exec(at.slice(0, at.indexOf('\n'))) ?? [];
  if (object === 'routine' && (before?.overloads ?? after?.overloads)) {
    compareRoutines(comparison, before, after);
    return;
  }
  const name = before ?? after;
  if (before && after) {
    if (object !== 'extension' && sameDefinition(before.declared, after.declared) === false) comparison.unknown.add(`whether a ${object} is what it was`);
  } else if (name) {
    const on = /^[a-z ]+ (.*)\n(.*)\n/.exec(at);
    comparison.add({ kind: 'object', object, ...(before ? { before } : {}), ...(after ? { after } : {}), ...(on ? { on: { schema: on[1] ?? '', name: on[2] ?? '' } } : {}) });
  }
}

/** Each signature is a routine of its own. */
function compareRoutines(comparison: Comparison, before: CatalogObject | undefined, after: CatalogObject | undefined): void {
  const name: QualifiedName | undefined = (before ?? after)?.name;
  if (!name) return;
  for (const types of new Set([...(before?.overloads?.keys() ?? []), ...(after?.overloads?.keys() ?? [])])) {
    const was = before?.overloads?.get(types);
    const is = after?.overloads?.get(types);
    if (was === is) continue;
    const change = { kind: 'routine', name, arguments: types, before: was, after: is } as const;
    if (!was || !is) {
      comparison.add(change);
      continue;
    }
    const isSame = sameDefinition(was, is, routineDefinition);
    if (isSame === undefined) comparison.unknown.add('whether a function is what it was');
    else if (!isSame) comparison.add(change);
  }
}

const relations = ['tables', 'views', 'sequences'] as const;

/** What was said of objects that are there before and after. */
function compareFacts(comparison: Comparison): void {
  const { before, after } = comparison;
  if (after.facts.isUnwritten) return;
  const hosts = new Set(after.facts.written(before.facts));
  for (const layer of relations) for (const at of after[layer].written(before[layer] as never)) hosts.add(`relation ${at}`);
  for (const at of after.objects.written(before.objects)) hosts.add(at);
  const renames = comparison.list.length === 0 ? noRenames : renamesOf(comparison);
  for (const host of hosts) {
    const old = renames.hosts.get(host) ?? host;
    const was = before.facts.get(old);
    const is = after.facts.get(host);
    if (was !== is || was) compareHost(comparison, { host, old, slots: renames.slots.get(host) }, was, is);
  }
}

/** What is called otherwise now, by its name of now: relations, and the columns of each. */
interface Renames {
  readonly hosts: ReadonlyMap<string, string>;
  readonly slots: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const noRenames: Renames = { hosts: new Map(), slots: new Map() };

function renamesOf({ list }: Comparison): Renames {
  const hosts = new Map<string, string>();
  const slots = new Map<string, Map<string, string>>();
  for (const each of list) {
    if ((each.kind === 'table' || each.kind === 'view' || each.kind === 'sequence') && each.before && each.after) hosts.set(`relation ${key(each.after.name)}`, `relation ${key(each.before.name)}`);
    if (each.kind !== 'column' || !each.before || !each.after || each.before.name === each.after.name) continue;
    const host = `relation ${key(each.on)}`;
    slots.set(host, (slots.get(host) ?? new Map<string, string>()).set(`comment on column ${each.after.name}`, `comment on column ${each.before.name}`));
  }
  return { hosts, slots };
}

interface Renamed {
  readonly host: string;
  /** What the host was called before. */
  readonly old: string;
  /** What slots were called before; absent: as now. */
  readonly slots: ReadonlyMap<string, string> | undefined;
}

function compareHost(comparison: Comparison, { host, old, slots: renames }: Renamed, was: Facts | undefined, is: Facts | undefined): void {
  const { before, after } = comparison;
  const [then, now] = [identityOf(before, old), identityOf(after, host)];
  if ((!then && isGone(before, old)) || (!now && isGone(after, host))) return;
  const slots = new Set(was?.entries.keys());
  is?.entries.forEach((_, slot) => slots.add(renames?.get(slot) ?? slot));
  const presentNames = renames && new Map(Array.from(renames, ([later, earlier]) => [earlier, later] as const));
  for (const slot of slots) {
    const current = presentNames?.get(slot) ?? slot;
    // What was said of another object of that name, before this one was made, says nothing.
    const earlier = was?.of === then ? valid(before, old, was, slot) : undefined;
    const later = is?.of === now ? valid(after, host, is, current) : undefined;
    if ((earlier?.value ?? '') === (later?.value ?? '')) continue;
    if (isPartGone(before, old, slot) || isPartGone(after, host, current)) continue;
    comparison.add({ kind: 'fact', host, slot, before: earlier, after: later });
  }
}

/** Whether an object of the history that is not to be found is not there; what the history never showed may be. */
function isGone(catalog: Catalog, host: string): boolean {
  if (host.startsWith('type ')) return !catalog.types.values().some(({ name }) => `type ${name.name}` === host);
  return host.startsWith('relation ') || host.startsWith('routine ');
}

const parts = /^(?:comment on )?(column|constraint|trigger|policy) ([^]+)$/;

function isPartGone(catalog: Catalog, host: string, slot: string): boolean {
  const [, object = '', part = ''] = parts.exec(slot) ?? [];
  return object !== '' && partOf(catalog, host.slice(host.indexOf(' ') + 1), object, part) === undefined;
}

/** What is said of a part, as long as it is the same part. */
function valid(catalog: Catalog, host: string, facts: Facts | undefined, slot: string): Fact | undefined {
  const fact = facts?.entries.get(slot);
  if (!fact?.part) return fact;
  const [, object = '', part = ''] = parts.exec(slot) ?? [];
  return object === '' || partOf(catalog, host.slice(host.indexOf(' ') + 1), object, part) === fact.part ? fact : undefined;
}
