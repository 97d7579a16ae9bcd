import { formatType } from '../../postgres/types.ts';
import type { QualifiedName } from '../../operations/operation.ts';
import { key, type Column, type Constraint, type Entries, type Index, type Moment, type Table, type Trigger } from '../catalog.ts';
import type { Comparison } from './compare.ts';
import type { Change, ColumnAspect, TableAspect } from './difference.ts';
import * as spelling from './spelling.ts';
import { temporarySchema } from '../session.ts';

export function compareTables(comparison: Comparison): void {
  const { before: earlier, after: later } = comparison;
  for (const { before, after } of comparison.renamed(comparison.changed(earlier.tables, later.tables))) {
    if (before && after) compareTable(comparison, before, after);
    else if (before && !before.partial && before.name.schema !== temporarySchema) comparison.add({ kind: 'table', before, aspects: [] });
    else if (after?.partial) comparison.unknown.add('what a table was that the history never made');
    else if (after && after.name.schema !== temporarySchema) comparison.add({ kind: 'table', after, aspects: [] });
  }
}

function compareTable(comparison: Comparison, before: Table, after: Table): void {
  const aspects = aspectsOf(before, after);
  if (aspects.length > 0) comparison.add({ kind: 'table', before, after, aspects });
  if (before.columns !== after.columns) compareColumns(comparison, before, after);
  if (before.constraints !== after.constraints) for (const change of withoutNumbered(paired(comparison, before.constraints, after.constraints))) compareConstraint(comparison, { before, after }, change);
  if (before.indexes !== after.indexes) compareIndexes(comparison, before, after);
  if (before.triggers !== after.triggers) for (const change of paired(comparison, before.triggers, after.triggers)) compareTrigger(comparison, 'trigger', after.name, change);
  if (before.policies !== after.policies) for (const change of paired(comparison, before.policies, after.policies)) compareTrigger(comparison, 'policy', after.name, change);
}

/** A table that is there before and after. */
interface Tables {
  readonly before: Table;
  readonly after: Table;
}

function aspectsOf(before: Table, after: Table): readonly TableAspect[] {
  const aspects: TableAspect[] = [];
  if (!isSame(before.name, after.name)) aspects.push('name');
  if (partitionOf(before) !== partitionOf(after)) aspects.push('partition');
  if (before.inherits !== after.inherits && before.inherits.map(key).join() !== after.inherits.map(key).join()) aspects.push('parents');
  return aspects;
}

function isSame(a: QualifiedName, b: QualifiedName): boolean {
  return a === b || (a.name === b.name && a.schema === b.schema);
}

function partitionOf({ partitionOf: parent, partitionBy }: Table): string | undefined {
  return parent || partitionBy ? `${parent ? key(parent) : ''} ${partitionBy?.strategy ?? ''} ${partitionBy?.columns.join() ?? ''}` : undefined;
}

/** Entries before and after that are not the same value, paired by name, or by the moment that made them. */
function paired<V extends { readonly declared: Moment }>(comparison: Comparison, before: Entries<V>, after: Entries<V>): readonly Change<V>[] {
  if (isAlike(before.values(), after.values())) return none;
  const changes: Change<V>[] = [];
  before.forEach((was, name) => {
    const is = after.get(name);
    if (was !== is) changes.push({ before: was, after: is });
  });
  after.forEach((is, name) => {
    if (!before.has(name)) changes.push({ after: is });
  });
  return comparison.renamed(changes);
}

/** What came and went left everything else as it was, in its place. */
function isAlike<V>(before: readonly V[], after: readonly V[]): boolean {
  return before.length === after.length && before.every((value, at) => value === after[at]);
}

const none: readonly never[] = [];

function compareColumns(comparison: Comparison, before: Table, after: Table): void {
  for (const change of paired(comparison, before.columns, after.columns)) {
    const { before: was, after: is } = change;
    if (was && is) {
      const aspects = columnAspects(comparison, was, is);
      if (aspects.length > 0) comparison.add({ kind: 'column', on: after.name, before: was, after: is, aspects });
    } else if (was?.inherited || is?.inherited) continue;
    else comparison.add({ kind: 'column', on: after.name, ...change, aspects: [] });
  }
}

function columnAspects({ unknown }: Comparison, before: Column, after: Column): readonly ColumnAspect[] {
  const aspects: ColumnAspect[] = [];
  if (before.name !== after.name) aspects.push('name');
  if (!before.type || !after.type) {
    if (before.typed !== after.typed) unknown.add('what type a column had');
  } else if (before.type !== after.type && formatType(before.type, []) !== formatType(after.type, [])) aspects.push('type');
  if (before.collation !== after.collation) aspects.push('collation');
  if (before.notNull !== after.notNull) aspects.push('not null');
  if (before.identity !== after.identity) aspects.push('identity');
  if (before.expression !== after.expression && (before.generated !== after.generated || !spelling.sameExpression(before.expression?.text, after.expression?.text))) aspects.push('generated');
  if (before.written !== after.written && !spelling.sameExpression(before.written?.text, after.written?.text)) aspects.push('default');
  return aspects;
}

function compareConstraint({ list, unknown }: Comparison, tables: Tables, change: Change<Constraint>): void {
  const on = tables.after.name;
  const { before, after } = change;
  const one = before ?? after;
  // NOT NULL is its column's, and what came from a parent is the parent's.
  if (!one || one.type === 'not null' || one.parent !== undefined) return;
  if (!before || !after) {
    list.push({ kind: 'constraint', on, ...change });
    return;
  }
  if (before.declared === after.declared && before.name === after.name && before.validated === after.validated) return;
  if (plain(before) !== plain(after) || (before.declared !== after.declared && before.columns.some((column) => isAnother(column, tables)))) {
    list.push({ kind: 'constraint', on, before, after });
    return;
  }
  if (before.declared === after.declared || (before.type !== 'check' && before.type !== 'exclusion')) return;
  const [was, is] = [spelling.constraintDefinition(before.declared, before.columns), spelling.constraintDefinition(after.declared, after.columns)];
  if (was === undefined || is === undefined) unknown.add('whether a CHECK is what it was');
  else if (was !== is) list.push({ kind: 'constraint', on, before, after });
}

/** Leaves out those that come back under a name with another number behind it: nobody has chosen it. */
function withoutNumbered(changes: readonly Change<Constraint>[]): readonly Change<Constraint>[] {
  if (changes.length === 0) return changes;
  const missing = changes.flatMap(({ before, after }) => (before && !after ? [before] : []));
  if (missing.length === 0) return changes;
  const same = new Set<Constraint>();
  for (const { before, after } of changes) {
    const twin = !before && after ? missing.find((each) => !same.has(each) && isNumbered(each, after)) : undefined;
    if (twin && after) same.add(twin).add(after);
  }
  return changes.filter(({ before, after }) => !(before && same.has(before)) && !(after && same.has(after)));
}

function isNumbered(before: Constraint, after: Constraint): boolean {
  const name = after.name.replace(/\d+$/, '');
  if (before.name.replace(/\d+$/, '') !== name || plain({ ...before, name }) !== plain({ ...after, name })) return false;
  if (before.type !== 'check' && before.type !== 'exclusion') return true;
  const [was, is] = [spelling.constraintDefinition(before.declared, before.columns), spelling.constraintDefinition(after.declared, after.columns)];
  return was !== undefined && was === is;
}

/** A column has taken the name of an older one, which is still there under another. */
function isAnother(name: string, { before, after }: Tables): boolean {
  const was = before.columns.get(name)?.declared;
  return was !== undefined && after.columns.get(name)?.declared !== was && [...after.columns.values()].some(({ declared }) => declared === was);
}

/** Everything of a constraint that its text is not needed for. */
function plain({ name, type, columns, references, deferrable, initiallyDeferred, validated }: Constraint): string {
  const to = references ? [key(references.table), references.columns.join(), references.onDelete, references.onUpdate] : [];
  const deferred = [deferrable || initiallyDeferred, initiallyDeferred];
  return [name, type, type === 'check' ? '' : columns.join(), ...to, ...deferred, validated].join(' ');
}

/** The indexes of a table or materialized view; those of constraints are the constraints'. */
export function compareIndexes(comparison: Comparison, before: Pick<Table, 'name' | 'indexes'>, after: Pick<Table, 'name' | 'indexes'>): void {
  for (const change of paired(comparison, before.indexes, after.indexes)) {
    const { before: was, after: is } = change;
    const one = was ?? is;
    if (!one || one.partitionOf || (was?.constraint !== undefined && (!is || is.constraint !== undefined)) || (!was && is?.constraint !== undefined)) continue;
    if (was && is && isSameIndex(comparison, was, is)) continue;
    comparison.add({ kind: 'index', on: after.name, ...change });
  }
}

function isSameIndex({ unknown }: Comparison, before: Index, after: Index): boolean {
  if (before.name !== after.name || before.unique !== after.unique || before.method !== after.method || before.valid !== after.valid || before.constraint !== after.constraint) return false;
  if (before.declared === after.declared) return true;
  if (before.columns.join('\n') !== after.columns.join('\n')) return false;
  const isMadeAgain = spelling.sameDefinition(before.declared, after.declared, spelling.indexDefinition(renamedIn(before)), spelling.indexDefinition(renamedIn(after)));
  if (isMadeAgain === undefined) unknown.add('whether an index is what it was');
  return isMadeAgain ?? true;
}

/** Keys by the names that they had when the index was made; undefined where none has another one now. */
function renamedIn({ columns, labels }: Index): ReadonlyMap<string, string> | undefined {
  if (columns.every((column, index) => column === undefined || labels[index] === undefined || labels[index] === column)) return undefined;
  return new Map(columns.flatMap((column, index) => (column === undefined || labels[index] === undefined || labels[index] === column ? [] : [[labels[index], column] as const])));
}

function compareTrigger({ list, unknown }: Comparison, kind: 'trigger' | 'policy', on: QualifiedName, change: Change<Trigger>): void {
  const { before, after } = change;
  if (!before || before.name !== after?.name) {
    list.push({ kind, on, ...change });
    return;
  }
  if (before.declared === after.declared) return;
  const text = kind === 'trigger' ? spelling.triggerDefinition : spelling.policyDefinition;
  const isMadeAgain = spelling.sameDefinition(before.declared, after.declared, text);
  if (isMadeAgain === undefined) unknown.add(`whether a ${kind} is what it was`);
  else if (!isMadeAgain) list.push({ kind, on, before, after });
}
