import type { QualifiedName } from '../../operations/operation.ts';
import { key, type Catalog, type CatalogObject, type Fact, type Facts, type Moment, type Sequence, type View } from '../catalog.ts';
import { identityOf, partOf } from '../facts.ts';
import type { Layered } from '../layered.ts';
import { temporarySchema } from '../session.ts';
import type { Difference, Differences } from './difference.ts';
import { definition, routineDefinition, viewDefinition } from './spelling.ts';
import { compareIndexes, compareTables } from './tables.ts';
import { compareTypes } from './types.ts';

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
  *changed<V>(layer: (catalog: Catalog) => Layered<V>): Generator<{ readonly at: string; readonly before?: V; readonly after?: V }> {
    const earlier = layer(this.before);
    const later = layer(this.after);
    for (const at of later.written(earlier)) {
      const [before, after] = [earlier.get(at), later.get(at)];
      if (before !== after) yield { at, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
    }
  }

  /** Pairs what is gone under one name with what has come under another and is the same object. */
  renamed<V extends { readonly declared: Moment }>(changes: Iterable<{ readonly before?: V; readonly after?: V }>): { readonly before?: V; readonly after?: V }[] {
    const all = [...changes];
    const come = new Map(all.flatMap(({ before, after }) => (after && before?.declared !== after.declared ? [[after.declared, after] as const] : [])));
    const moved = new Set<Moment>();
    const gone = new Set(all.flatMap(({ before, after }) => (before && before.declared !== after?.declared ? [before.declared] : [])));
    const paired = all.flatMap((change) => {
      const { before, after } = change;
      if (!before || after?.declared === before.declared) return [change];
      const other = come.get(before.declared);
      if (!other) return [change];
      moved.add(other.declared);
      // What has its old name by now is new, unless it was itself called otherwise.
      return [{ before, after: other }, ...(after && !gone.has(after.declared) ? [{ after }] : [])];
    });
    return paired.flatMap((change) => {
      const { before, after } = change;
      if (!after || !moved.has(after.declared) || before?.declared === after.declared) return [change];
      // Its other half: what was there under that name before is gone.
      return before ? [{ before }] : [];
    });
  }

  add(difference: Difference): void {
    this.list.push(difference);
  }
}

/**
 * What is other in a catalog than in the one that it was forked from. Costs what was touched in between.
 */
export function compare(before: Catalog, after: Catalog): Differences {
  const comparison = new Comparison(before, after);
  for (const { at, before: was, after: is } of comparison.changed(({ schemas }) => schemas)) {
    if (at !== temporarySchema && (!was || !is)) comparison.add({ kind: 'schema', name: at, ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) });
  }
  compareTypes(comparison);
  for (const change of comparison.renamed(comparison.changed(({ sequences }) => sequences))) compareSequence(comparison, change);
  compareTables(comparison);
  for (const change of comparison.renamed(comparison.changed(({ views }) => views))) compareView(comparison, change);
  for (const change of comparison.changed(({ objects }) => objects)) compareObject(comparison, change);
  compareFacts(comparison);
  return { list: comparison.list, unknown: [...comparison.unknown] };
}

/** Sequences of a column come and go with it. */
function compareSequence({ before, after, list }: Comparison, change: { readonly before?: Sequence; readonly after?: Sequence }): void {
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

function compareView(comparison: Comparison, change: { readonly before?: View; readonly after?: View }): void {
  const { before, after } = change;
  if (!before || !after) {
    if ((before ?? after)?.name.schema !== temporarySchema) comparison.add({ kind: 'view', ...change });
    return;
  }
  if (before.declared === after.declared) {
    if (key(before.name) !== key(after.name)) comparison.add({ kind: 'view', ...change });
  } else if (before.materialized !== after.materialized) comparison.add({ kind: 'view', ...change });
  else {
    const [was, is] = [definition(before.declared), definition(after.declared)];
    if (!was || !is) comparison.unknown.add('whether a view is what it was');
    else if (viewDefinition(was) !== viewDefinition(is) || showsOthers(before, after)) comparison.add({ kind: 'view', ...change });
  }
  compareIndexes(comparison, before, after);
}

/** A `*` shows the columns that there were when the view was made. */
function showsOthers({ output: was, star }: View, { output: is }: View): boolean {
  return star && was.map(({ name }) => name).join('\n') !== is.map(({ name }) => name).join('\n');
}

/** What belongs to the server, not to the database. */
const ofServer = /^(?:role|tablespace|database|subscription) /;

function compareObject(comparison: Comparison, { at, before, after }: { readonly at: string; readonly before?: CatalogObject; readonly after?: CatalogObject }): void {
  if (ofServer.test(at)) return;
  const [object = ''] = /^[a-z ]+(?= )/.exec(at.slice(0, at.indexOf('\n'))) ?? [];
  if (object === 'routine' && (before?.overloads ?? after?.overloads)) {
    compareRoutines(comparison, before, after);
    return;
  }
  const name = before ?? after;
  if (before && after) {
    const [was, is] = [definition(before.declared), definition(after.declared)];
    if (object !== 'extension' && was && is && was.join(' ') !== is.join(' ')) comparison.unknown.add(`whether a ${object} is what it was`);
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
    const [was, is] = [before?.overloads?.get(types), after?.overloads?.get(types)];
    const change = { kind: 'routine', name, arguments: types, ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) } as const;
    if (was === is) continue;
    if (!was || !is) {
      comparison.add(change);
      continue;
    }
    const [text, other] = [definition(was), definition(is)];
    if (!text || !other) comparison.unknown.add('whether a function is what it was');
    else if (routineDefinition(text) !== routineDefinition(other)) comparison.add(change);
  }
}

/** What was said of objects that are there before and after. */
function compareFacts(comparison: Comparison): void {
  const { before, after } = comparison;
  const hosts = new Set(after.facts.written(before.facts));
  for (const layer of ['tables', 'views', 'sequences'] as const) for (const at of after[layer].written(before[layer] as never)) hosts.add(`relation ${at}`);
  for (const at of after.objects.written(before.objects)) hosts.add(at);
  const renames = renamesOf(comparison);
  for (const host of hosts) {
    const old = renames.hosts.get(host) ?? host;
    const [was, is] = [before.facts.get(old), after.facts.get(host)];
    if (was !== is || was) compareHost(comparison, { host, old, slots: renames.slots.get(host) ?? new Map<string, string>() }, was, is);
  }
}

/** What is called otherwise now, by its name of now: relations, and the columns of each. */
function renamesOf({ list }: Comparison): { readonly hosts: ReadonlyMap<string, string>; readonly slots: ReadonlyMap<string, ReadonlyMap<string, string>> } {
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
  /** What slots were called before. */
  readonly slots: ReadonlyMap<string, string>;
}

function compareHost(comparison: Comparison, { host, old, slots: renames }: Renamed, was: Facts | undefined, is: Facts | undefined): void {
  const { before, after } = comparison;
  if (isGone(before, old) || isGone(after, host)) return;
  const now = new Map([...renames].map(([later, earlier]) => [earlier, later] as const));
  const slots = new Set([...(was?.entries.keys() ?? []), ...[...(is?.entries.keys() ?? [])].map((slot) => renames.get(slot) ?? slot)]);
  for (const slot of slots) {
    const current = now.get(slot) ?? slot;
    const [earlier, later] = [valid(before, old, was, slot), valid(after, host, is, current)];
    if ((earlier?.value ?? '') === (later?.value ?? '')) continue;
    if (isPartGone(before, old, slot) || isPartGone(after, host, current)) continue;
    comparison.add({ kind: 'fact', host, slot, ...(earlier ? { before: earlier } : {}), ...(later ? { after: later } : {}) });
  }
}

/** Whether a relation or other object of the history is not there; what the history never showed may be. */
function isGone(catalog: Catalog, host: string): boolean {
  if (identityOf(catalog, host)) return false;
  if (host.startsWith('type ')) return !Array.from(catalog.types.values()).some(({ name }) => `type ${name.name}` === host);
  return host.startsWith('relation ') || host.startsWith('routine ');
}

const parts = /^(?:comment on )?(column|constraint|trigger|policy) ([^]+)$/;

function isPartGone(catalog: Catalog, host: string, slot: string): boolean {
  const [, object = '', part = ''] = parts.exec(slot) ?? [];
  return object !== '' && partOf(catalog, host.slice(host.indexOf(' ') + 1), object, part) === undefined;
}

/** What was said of another object of that name, before this one was made, says nothing. */
function valid(catalog: Catalog, host: string, facts: Facts | undefined, slot: string): Fact | undefined {
  if (!facts || facts.of !== identityOf(catalog, host)) return undefined;
  const fact = facts.entries.get(slot);
  const [, object = '', part = ''] = parts.exec(slot) ?? [];
  if (!fact?.part || object === '') return fact;
  return partOf(catalog, host.slice(host.indexOf(' ') + 1), object, part) === fact.part ? fact : undefined;
}
