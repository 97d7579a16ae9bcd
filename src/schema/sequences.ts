import type { OperationOf, QualifiedName } from '../operations/operation.ts';
import { key, type Sequence } from './catalog.ts';
import { copyColumn, link, putColumn, unlink } from './edits.ts';
import type { Step } from './step.ts';

export function createSequence(step: Step, operation: OperationOf<'create-sequence'>): void {
  const { sequence: name, ownedBy } = operation;
  if ((operation.ifNotExists || step.guarded) && step.catalog.isTaken(key(name))) return;
  step.catalog.sequences.set(key(name), { name, type: operation.type?.name ?? 'int8', declared: step.now });
  if (ownedBy) own(step, name, ownedBy);
}

export function alterSequence(step: Step, { sequence: name, type, ownedBy }: OperationOf<'alter-sequence'>): void {
  const known = type && step.catalog.sequences.get(key(name));
  if (known) step.catalog.sequences.set(key(name), { ...known, type: type.name });
  if (ownedBy) own(step, name, ownedBy);
}

function own({ catalog, now }: Step, name: QualifiedName, ownedBy: NonNullable<Sequence['ownedBy']>): void {
  const sequence = catalog.sequences.get(key(name)) ?? { name, declared: now };
  if (sequence.ownedBy) unlink(catalog.owned, key(sequence.ownedBy.table), key(name));
  catalog.sequences.set(key(name), { ...sequence, ownedBy });
  link(catalog.owned, key(ownedBy.table), key(name));
}

/** With CASCADE the owner's column loses the default that asks the sequence. */
export function dropSequence({ catalog }: Step, { sequence: name, cascade }: OperationOf<'drop-sequence'>): void {
  const sequence = catalog.sequences.get(key(name));
  if (!sequence) return;
  catalog.sequences.delete(key(name));
  const { ownedBy } = sequence;
  if (!ownedBy) return;
  unlink(catalog.owned, key(ownedBy.table), key(name));
  const table = catalog.table(ownedBy.table);
  const column = table?.columns.get(ownedBy.column);
  if (!cascade || !table || !column) return;
  const plain = copyColumn(column);
  plain.default = undefined;
  plain.written = undefined;
  putColumn(catalog, table, plain);
}
