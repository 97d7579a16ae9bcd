import type { Draft } from '../operations/draft.ts';
import type { OperationOf } from '../operations/operation.ts';
import type { Column, Index, Table } from './catalog.ts';
import { bareColumn, copyColumn, putConstraint, putIndex } from './edits.ts';
import type { NewEntries } from './entries.ts';
import { indexWords, relationName } from './names.ts';
import { addSequence } from './new-column.ts';
import { columnsOf } from './outputs.ts';
import type { Step } from './step.ts';

type Like = OperationOf<'create-table'>['like'][number];

/** The columns that LIKE copies: types and NOT NULL always, the rest as INCLUDING says. */
export function likeColumns(step: Step, table: Table, { table: source, including }: Like, columns: NewEntries<Column>): void {
  const from = step.catalog.table(source);
  if (!from) {
    for (const output of columnsOf(step.catalog, source) ?? []) columns.put(output.name, bareColumn(output.name, output.type, step.now, step.now));
    return;
  }
  for (const column of from.columns.values()) {
    const copy = copyColumn(column);
    copy.declared = step.now;
    copy.inherited = undefined;
    copy.filled = undefined;
    if (!including.includes('defaults')) {
      copy.default = undefined;
      copy.written = undefined;
    }
    if (!including.includes('generated')) {
      copy.generated = undefined;
      copy.generatedFrom = undefined;
    }
    if (copy.identity && !including.includes('identity')) copy.identity = undefined;
    if (copy.identity) addSequence(step.catalog, table, copy.name, step.now);
    if (copy.default || copy.identity) copy.filled = { by: 'default', moment: step.now };
    columns.put(copy.name, copy);
  }
}

/** INCLUDING INDEXES: indexes and keys like the source's, under names that PostgreSQL chooses for the new table. */
export function copyIndexes(step: Step, table: Table, { table: source, including }: Like): Table {
  let current = table;
  if (!including.includes('indexes')) return current;
  const from = step.catalog.table(source);
  for (const index of from?.indexes.values() ?? []) {
    const constraint = index.constraint === undefined ? undefined : from?.constraints.get(index.constraint);
    const label = constraint ? labels[constraint.type] : 'idx';
    const name = relationName(step.catalog, current, label === 'pkey' ? undefined : indexWords(index.labels), label);
    const copy: Draft<Index> = { ...index, name, partitionOf: undefined, declared: step.now };
    if (constraint) {
      copy.constraint = name;
      current = putConstraint(step.catalog, current, { ...constraint, name, parent: undefined, declared: step.now });
    }
    current = putIndex(step.catalog, current, copy);
  }
  return current;
}

const labels = {
  'primary key': 'pkey',
  unique: 'key',
  exclusion: 'excl',
  check: 'check',
  'foreign key': 'fkey',
  'not null': 'not_null',
} as const;
