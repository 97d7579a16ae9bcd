import type { Draft } from '../operations/draft.ts';
import type { OperationOf } from '../operations/operation.ts';
import { alterable, alterableColumn, childrenOf } from './alterable.ts';
import { key, type Column, type Table } from './catalog.ts';
import { defineConstraint } from './constraints.ts';
import { removeColumn, removeConstraint, removeOwnedSequences } from './drops.ts';
import { copyColumn, copyTable, putColumn, putConstraints, putTable, replaceWord, sameName } from './edits.ts';
import { renameColumnFacts } from './facts.ts';
import { fillOf } from './fills.ts';
import { addSequence, newColumn } from './new-column.ts';
import type { Step } from './step.ts';

const none: readonly never[] = [];

/** In the order in which PostgreSQL names them: CHECK, then what has an index, then foreign keys. */
const constraintTypes = ['not null', 'check', 'primary key', 'unique', 'exclusion', 'foreign key'] as const;

export function addColumn(step: Step, operation: OperationOf<'add-column'>): void {
  const table = alterable(step, operation);
  if (!table) return;
  const { column: definition } = operation;
  if (table.columns.has(definition.name) && (operation.ifNotExists || step.guarded)) return;
  const column = newColumn(step, table, definition);
  let current = putColumn(step.catalog, table, column);
  addToChildren(step, current, column);
  if (definition.constraints.length === 0) return;
  for (const type of constraintTypes) {
    for (const constraint of definition.constraints) {
      if (constraint.type === type) current = defineConstraint(step, current, constraint, step.moment(constraint.mark));
    }
  }
}

function addToChildren(step: Step, table: Table, column: Column): void {
  const children = childrenOf(step, table);
  if (!children) return;
  for (const child of children) {
    if (child.columns.has(column.name)) continue;
    const inherited = copyColumn(column);
    inherited.inherited = true;
    const changed = putColumn(step.catalog, child, inherited);
    addToChildren(step, changed, column);
  }
}

export function dropColumn(step: Step, { table: name, column, cascade }: OperationOf<'drop-column'>): void {
  const table = step.catalog.table(name);
  if (table?.columns.has(column)) removeColumn(step.catalog, table, column, cascade);
}

export function renameColumn(step: Step, operation: OperationOf<'rename-column'>): void {
  const { column: from, newName: to } = operation;
  const view = step.catalog.view(operation.table);
  if (view) {
    step.catalog.views.set(key(view.name), { ...view, output: view.output.map((column) => (column.name === from ? { ...column, name: to } : column)) });
    moveColumnReaders(step, view.name, from, to);
    return;
  }
  const table = alterable(step, operation);
  if (!table || (step.guarded && table.columns.has(to))) return;
  const column = alterableColumn(step, table, from);
  if (!column) return;
  renameIn(step, table.columns.has(from) ? table : putColumn(step.catalog, table, column), from, to);
}

/** Everything that knows the column by its name follows. */
function renameIn(step: Step, table: Table, from: string, to: string): void {
  const { catalog } = step;
  const words = (list: readonly string[]): readonly string[] => replaceWord(list, from, to);
  putTable(catalog, Object.assign(copyTable(table), {
    columns: table.columns
      .renamed(from, to, (column) => Object.assign(copyColumn(column), { name: to }))
      .map((column) => (column.generatedFrom?.includes(from) ? Object.assign(copyColumn(column), { generatedFrom: words(column.generatedFrom) }) : column)),
    constraints: table.constraints.map((constraint) =>
      constraint.columns.includes(from) ? { ...constraint, columns: words(constraint.columns), provesNotNull: words(constraint.provesNotNull) } : constraint,
    ),
    indexes: table.indexes.map((index) =>
      index.reads.includes(from) ? { ...index, reads: words(index.reads), columns: replaceWord<string | undefined>(index.columns, from, to) } : index,
    ),
    triggers: table.triggers.map((trigger) => (trigger.columns.includes(from) ? { ...trigger, columns: words(trigger.columns) } : trigger)),
    policies: table.policies.map((policy) => (policy.columns.includes(from) ? { ...policy, columns: words(policy.columns) } : policy)),
    ...(table.partitionBy ? { partitionBy: { ...table.partitionBy, columns: words(table.partitionBy.columns) } } : {}),
  }));
  for (const referrer of catalog.referrers.get(key(table.name)) ?? []) {
    const other = catalog.tables.get(referrer);
    if (!other) continue;
    const constraints = other.constraints.map((constraint) => {
      const { references } = constraint;
      if (!references || !sameName(references.table, table.name) || !references.columns.includes(from)) return constraint;
      return { ...constraint, references: { ...references, columns: words(references.columns) } };
    });
    putConstraints(catalog, other, constraints);
  }
  for (const at of catalog.owned.get(key(table.name)) ?? []) {
    const sequence = catalog.sequences.get(at);
    if (sequence?.ownedBy?.column === from) catalog.sequences.set(at, { ...sequence, ownedBy: { table: table.name, column: to } });
  }
  renameColumnFacts(catalog, table.name, from, to);
  moveColumnReaders(step, table.name, from, to);
  for (const child of childrenOf(step, table) ?? none) if (child.columns.has(from)) renameIn(step, child, from, to);
}

function moveColumnReaders({ catalog }: Step, relation: Table['name'], from: string, to: string): void {
  for (const at of catalog.readers.get(key(relation)) ?? []) {
    const view = catalog.views.get(at);
    if (!view) continue;
    const columns = view.columns.map((read) => (read.column === from && sameName(read.relation, relation) ? { relation, column: to } : read));
    catalog.views.set(at, { ...view, columns });
  }
}

interface OnColumn {
  readonly table: Table['name'];
  readonly tableIfExists?: boolean;
  readonly column: string;
}

/** Changes a column of a table and of its children. */
function changeColumn(step: Step, operation: OnColumn, change: (column: Draft<Column>) => void): void {
  const table = alterable(step, operation);
  if (table) changeIn(step, table, operation.column, change);
}

function changeIn(step: Step, table: Table, name: string, change: (column: Draft<Column>) => void): void {
  const column = alterableColumn(step, table, name);
  if (!column) return;
  const changed = copyColumn(column);
  change(changed);
  putColumn(step.catalog, table, changed);
  const children = childrenOf(step, table);
  if (children) for (const child of children) if (child.columns.has(name)) changeIn(step, child, name, change);
}

export function alterColumnType(step: Step, operation: OperationOf<'alter-column-type'>): void {
  const typed = step.moment(operation.typeMark);
  const using = operation.using && step.written(operation.using.mark).text;
  changeColumn(step, operation, (column) => {
    column.type = operation.type;
    column.typed = typed;
    column.collation = operation.collation;
    if (using !== undefined && /^\(*coalesce\b/i.test(using)) column.filled = { by: 'update', moment: typed };
  });
}

export function setDefault(step: Step, operation: OperationOf<'set-default'>): void {
  const { default: value } = operation;
  const written = step.written(value.mark);
  changeColumn(step, operation, (column) => {
    withoutDefault(column);
    if (value.kind === 'null') return;
    column.default = value;
    column.written = written;
  });
}

export function dropDefault(step: Step, operation: OperationOf<'drop-default'>): void {
  changeColumn(step, operation, withoutDefault);
}

function withoutDefault(column: Draft<Column>): void {
  column.default = undefined;
  column.written = undefined;
}

export function setNotNull(step: Step, operation: OperationOf<'set-not-null'>): void {
  changeColumn(step, operation, (column) => {
    if (!column.notNull) column.notNullSince = step.now;
    column.notNull = true;
  });
}

/** A NOT NULL of this very script has proven that the rows so far hold values. */
export function dropNotNull(step: Step, operation: OperationOf<'drop-not-null'>): void {
  changeColumn(step, operation, (column) => {
    if (column.notNull && column.notNullSince?.script === step.now.script) column.filled = { by: 'update', moment: step.now };
    if (column.notNull) column.nullableSince = step.now;
    column.notNull = false;
    column.notNullSince = undefined;
  });
  const table = step.catalog.table(operation.table);
  for (const constraint of table?.constraints.values() ?? none) {
    const current = step.catalog.table(operation.table);
    if (current && constraint.type === 'not null' && constraint.columns.includes(operation.column)) removeConstraint(step.catalog, current, constraint);
  }
}

export function addIdentity(step: Step, operation: OperationOf<'add-identity'>): void {
  const table = alterable(step, operation);
  if (!table) return;
  if (table.columns.get(operation.column)?.identity === undefined) addSequence(step.catalog, table, operation.column, step.now);
  const column = alterableColumn(step, table, operation.column);
  if (column) putColumn(step.catalog, table, Object.assign(copyColumn(column), { identity: operation.identity }));
}

export function dropIdentity(step: Step, { table: name, column: written }: OperationOf<'drop-identity'>): void {
  const table = step.catalog.table(name);
  const column = table?.columns.get(written);
  if (!table || !column?.identity) return;
  const plain = copyColumn(column);
  plain.identity = undefined;
  putColumn(step.catalog, table, plain);
  removeOwnedSequences(step.catalog, name, written);
}

export function setExpression(step: Step, operation: OperationOf<'set-expression'>): void {
  changeColumn(step, operation, (column) => {
    column.generated ??= 'stored';
    column.expression = step.written(operation.expression.mark);
    column.generatedFrom = operation.expression.columns.map(({ column: from }) => from);
  });
}

export function dropExpression(step: Step, operation: OperationOf<'drop-expression'>): void {
  changeColumn(step, operation, (column) => {
    column.generated = undefined;
    column.expression = undefined;
    column.generatedFrom = undefined;
  });
}

/** ON CONFLICT DO UPDATE fills the columns that it sets. */
export function insert(step: Step, { table, conflictSets, from }: OperationOf<'insert'>): void {
  if (from) for (const { relation, column } of from.columns) if (relation) copied(step, relation, column);
  if (conflictSets) for (const column of conflictSets) {
    const current = step.catalog.table(table);
    if (current) changeIn(step, current, column, (changed) => { changed.filled = { by: 'update', moment: step.now }; });
  }
}

/** An UPDATE fills the columns that it sets; one to NULL undoes what filled them before. */
export function update(step: Step, { table: name, set }: OperationOf<'update'>): void {
  const table = step.catalog.table(name);
  if (!table) return;
  for (const { column, value } of set) {
    const current = step.catalog.table(name);
    if (current) changeIn(step, current, column, (changed) => {
      const effect = fillOf(value, column, name, current.columns.get(column), step.catalog);
      if (effect === 'nulls') changed.filled = undefined;
      if (effect === 'values') changed.filled = { by: 'update', moment: step.now };
    });
    for (const from of value.columns) if (from.column !== column || (from.relation && !sameName(from.relation, name))) copied(step, from.relation ?? name, from.column);
  }
}

/** A DELETE of the rows where a column is null leaves none. */
export function deleteRows(step: Step, { table: name, where }: OperationOf<'delete'>): void {
  const [read, ...others] = where?.columns ?? [];
  if (!where || !read || others.length > 0 || !/\bis\s+null\b/i.test(step.written(where.mark).text)) return;
  const { column } = read;
  const table = step.catalog.table(name);
  if (table?.columns.has(column)) changeIn(step, table, column, (changed) => { changed.filled = { by: 'update', moment: step.now }; });
}

/** The column's values have been taken elsewhere. */
function copied(step: Step, name: Table['name'], column: string): void {
  const table = step.catalog.table(name);
  if (table?.columns.has(column)) changeIn(step, table, column, (changed) => { changed.copied = step.now; });
}

