import type { Attached, OperationOf, QualifiedName } from '../operations/operation.ts';
import { key, objectKey, type Catalog, type Fact, type Facts, type Moment } from './catalog.ts';
import { copyTable, putTable } from './edits.ts';
import { noEntries } from './entries.ts';
import type { Step } from './step.ts';

/** Words of routines, which share one set of names. */
const routines: ReadonlySet<string> = new Set(['function', 'procedure', 'aggregate', 'routine']);
const relations: ReadonlySet<string> = new Set(['table', 'view', 'materialized view', 'index', 'sequence', 'foreign table', 'column', 'constraint', 'trigger', 'policy', 'rule']);

/** Under what a catalog keeps the facts of an object. */
export function factsKey(object: string, name: QualifiedName): string {
  if (relations.has(object)) return `relation ${key(name)}`;
  if (object === 'domain' || object === 'type') return `type ${name.name}`;
  return objectKey(routines.has(object) ? 'routine' : object, name);
}

/** What the object under such a key is now: another one of the same name was made at another moment. */
export function identityOf(catalog: Catalog, at: string): Moment | undefined {
  return at.startsWith('relation ') ? identityOfRelation(catalog, at.slice('relation '.length)) : catalog.objects.get(at)?.declared;
}

function identityOfRelation(catalog: Catalog, name: string): Moment | undefined {
  const relation = catalog.tables.get(name) ?? catalog.views.get(name) ?? catalog.sequences.get(name);
  if (relation) return relation.declared;
  const owner = catalog.indexes.get(name);
  return owner && (catalog.table(owner) ?? catalog.view(owner))?.indexes.get(name.slice(name.indexOf('\n') + 1))?.declared;
}

/** The column, trigger … of a relation as it is now. */
export function partOf(catalog: Catalog, relation: string, object: string, part: string): Moment | undefined {
  const table = catalog.tables.get(relation);
  switch (object) {
    case 'column': return table?.columns.get(part)?.declared;
    case 'constraint': return table?.constraints.get(part)?.declared;
    case 'trigger': return table?.triggers.get(part)?.declared;
    case 'policy': return table?.policies.get(part)?.declared;
    default: return undefined;
  }
}

function say(catalog: Catalog, object: string, name: QualifiedName, slot: string, change: (known: Fact | undefined) => Fact): void {
  const at = factsKey(object, name);
  const of = relations.has(object) ? identityOfRelation(catalog, key(name)) : identityOf(catalog, at);
  const known = catalog.facts.get(at);
  const entries = known?.of === of ? known?.entries : undefined;
  const facts: Facts = { of, entries: (entries ?? noEntries<Fact>()).with(slot, change(entries?.get(slot))) };
  catalog.facts.set(at, facts);
}

/** COMMENT, GRANT, REVOKE and ALTER POLICY; whatever else is no matter of the catalog's. */
export function applyOther(step: Step, { command, attached, table, options: [policy] }: OperationOf<'other'>): void {
  if (command === 'alter policy' && table && policy !== undefined) alterPolicy(step, table, policy);
  if (!attached) return;
  if (command === 'comment') comment(step, attached);
  else if (command === 'grant' || command === 'revoke') grant(step, attached, command === 'grant');
}

function alterPolicy({ catalog, now }: Step, on: QualifiedName, name: string): void {
  const table = catalog.table(on);
  const policy = table?.policies.get(name);
  if (table && policy) putTable(catalog, Object.assign(copyTable(table), { policies: table.policies.with(name, { ...policy, declared: now }) }));
}

function comment({ catalog, now }: Step, { object, name, part, comment: text = '' }: Attached): void {
  const made = part === undefined ? undefined : partOf(catalog, key(name), object, part);
  const slot = part === undefined ? 'comment' : `comment on ${object} ${part}`;
  say(catalog, object, name, slot, () => ({ value: text, part: made, said: now }));
}

function grant({ catalog, now }: Step, { object, name, roles = [], privileges = [] }: Attached, isGrant: boolean): void {
  for (const role of roles) {
    say(catalog, object, name, `grant to ${role}`, (known) => {
      const had = known?.value ? known.value.split('; ') : [];
      if (privileges.length === 0) return { value: isGrant ? 'all' : '', part: undefined, said: now };
      const rest = isGrant ? new Set([...had, ...privileges]) : new Set(had.filter((each) => !privileges.includes(each)));
      return { value: had.includes('all') && isGrant ? 'all' : [...rest].sort().join('; '), part: undefined, said: now };
    });
  }
}

/** What each action says, and under which name; actions that undo each other share one. An empty value is what a new table has. */
const flags: Readonly<Record<string, readonly [slot: string, value: string]>> = {
  'enable row level security': ['row level security', 'enabled'],
  'disable row level security': ['row level security', ''],
  'force row level security': ['forced row level security', 'forced'],
  'no force row level security': ['forced row level security', ''],
  'set logged': ['persistence', ''],
  'set unlogged': ['persistence', 'unlogged'],
  'set without cluster': ['cluster on', ''],
};

/** Actions whose argument is what they say. */
const valued: ReadonlySet<string> = new Set(['replica identity', 'cluster on']);

/** Flags of ALTER TABLE that no value of the catalog holds. */
export function alterTable({ catalog, now }: Step, { table, action, argument = '' }: OperationOf<'alter-table'>): void {
  if (catalog.views.has(key(table))) return;
  const flag = flags[action];
  if (flag) say(catalog, 'table', table, flag[0], () => ({ value: flag[1], part: undefined, said: now }));
  if (valued.has(action)) say(catalog, 'table', table, action, () => ({ value: argument === 'default' ? '' : argument, part: undefined, said: now }));
  const trigger = /^(enable|enable always|enable replica|disable) trigger$/.exec(action)?.[1];
  if (trigger !== undefined) {
    const part = partOf(catalog, key(table), 'trigger', argument);
    say(catalog, 'table', table, `trigger ${argument}`, () => ({ value: trigger === 'enable' ? '' : trigger, part, said: now }));
  }
}

/** A table made UNLOGGED. */
export function sayUnlogged({ catalog, now }: Step, table: QualifiedName): void {
  say(catalog, 'table', table, 'persistence', () => ({ value: 'unlogged', part: undefined, said: now }));
}

/** Whether the history has made a table UNLOGGED, and not LOGGED again. */
export function isUnlogged(catalog: Catalog, table: QualifiedName): boolean {
  const at = `relation ${key(table)}`;
  const facts = catalog.facts.get(at);
  return facts?.of === identityOf(catalog, at) && facts?.entries.get('persistence')?.value === 'unlogged';
}

/** What was said of a relation goes with it to its new name, and of a replaced view to its new text. */
export function moveFacts(catalog: Catalog, from: QualifiedName, to: QualifiedName): void {
  const facts = catalog.facts.get(`relation ${key(from)}`);
  if (!facts) return;
  catalog.facts.delete(`relation ${key(from)}`);
  catalog.facts.set(`relation ${key(to)}`, facts);
}

/** What was said of a column goes with it to its new name. */
export function renameColumnFacts(catalog: Catalog, table: QualifiedName, from: string, to: string): void {
  const facts = catalog.facts.get(`relation ${key(table)}`);
  const fact = facts?.entries.get(`comment on column ${from}`);
  if (!facts || !fact) return;
  const entries = facts.entries.without(`comment on column ${from}`).with(`comment on column ${to}`, fact);
  catalog.facts.set(`relation ${key(table)}`, { ...facts, entries });
}

export function keepFacts(catalog: Catalog, name: QualifiedName, old: Moment, now: Moment): void {
  const facts = catalog.facts.get(`relation ${key(name)}`);
  if (facts?.of === old) catalog.facts.set(`relation ${key(name)}`, { ...facts, of: now });
}
