import type { OperationOf, QualifiedName } from '../operations/operation.ts';
import { alterTableLocks } from '../postgres/alter-table-locks.ts';
import { key } from '../schema/catalog.ts';
import type { Collected } from './collected.ts';

export const otherEffects = {
  other,
  'dynamic-sql': (_: OperationOf<'dynamic-sql'>, collected: Collected): void => {
    collected.unknown();
  },
  do: ({ read }: OperationOf<'do'>, collected: Collected): void => {
    if (!read) collected.unknown();
  },
};

type Command = (operation: OperationOf<'other'>, collected: Collected) => void;

/** For a command that names a relation. */
function onRelation(command: (relation: QualifiedName, collected: Collected, options: readonly string[]) => void): Command {
  return ({ table, options }, collected) => {
    if (table) command(table, collected, options);
  };
}

/** By the tag of a command; one that is not here and not harmless is not described. */
const commands: Readonly<Record<string, Command>> = {
  vacuum,
  analyze: ({ table }, collected) => {
    for (const each of table ? [table] : allTables(collected)) {
      collected.lock(each, 'SHARE UPDATE EXCLUSIVE', 'target');
      collected.lockBelow(each, 'SHARE UPDATE EXCLUSIVE', 'partitions');
      // Source: measured; since 18 the children's own statistics are made too.
      collected.lockBelow(each, collected.isSince(18) ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS SHARE');
    }
  },
  cluster,
  reindex,
  comment: onRelation((relation, collected, [object = '']) => {
    collected.lock(relation, wholeRelations.has(object) ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS SHARE', 'target');
  }),
  'security label': onRelation((relation, collected) => {
    collected.lock(relation, 'SHARE UPDATE EXCLUSIVE', 'target');
  }),
  grant: granted,
  revoke: granted,
  'alter policy': onRelation((relation, collected) => {
    collected.lock(relation, 'ACCESS EXCLUSIVE', 'target');
  }),
  'alter publication': onRelation((relation, collected) => {
    collected.lock(relation, 'SHARE UPDATE EXCLUSIVE', 'target');
  }),
  'alter index': alterRelation,
  'alter materialized view': alterRelation,
  'alter view': onRelation((relation, collected) => {
    collected.lock(relation, 'ACCESS EXCLUSIVE', 'target');
  }),
  'alter sequence': onRelation((relation, collected) => {
    collected.lock(relation, 'ACCESS EXCLUSIVE', 'target');
  }),
  'alter type': ({ options: [action = ''] }, collected) => {
    // Tables of the type are altered too; which ones the catalog does not say.
    if (action.endsWith('attribute')) collected.unknown();
  },
  'alter table': unknown,
  call: unknown,
  execute: unknown,
  'drop owned': unknown,
  'reassign owned': unknown,
  'alter extension': unknown,
  'import foreign schema': unknown,
  merge: onRelation((relation, collected) => {
    collected.lock(relation, 'ROW EXCLUSIVE', 'target');
    collected.took('rows');
  }),
};

/** What COMMENT is about where that is a relation or a column. */
const wholeRelations: ReadonlySet<string> = new Set(['table', 'column', 'index', 'view', 'materialized view', 'sequence', 'foreign table']);

function other(operation: OperationOf<'other'>, collected: Collected): void {
  commands[operation.command]?.(operation, collected);
}

function unknown(_: OperationOf<'other'>, collected: Collected): void {
  collected.unknown();
}

function* allTables({ before }: Collected): Generator<QualifiedName> {
  for (const { name, foreign } of before.tables.values()) if (!foreign) yield name;
}

/** Since 18 a GRANT keeps the relation from being dropped meanwhile. Source: measured. */
function granted({ table, options }: OperationOf<'other'>, collected: Collected): void {
  if (table && options.length > 0 && collected.isSince(18)) collected.lock(table, 'ACCESS SHARE', collected.before.sequences.has(key(table)) ? 'sequence' : 'target');
}

/** ALTER INDEX and ALTER MATERIALIZED VIEW, with the forms that ALTER TABLE has too. */
function alterRelation({ table, options: [action = ''] }: OperationOf<'other'>, collected: Collected): void {
  if (!table) return;
  const row = alterTableLocks[action];
  if (!row) collected.unknown();
  collected.lock(table, row ? collected.mode(row) : 'ACCESS EXCLUSIVE', 'target');
}

function vacuum({ table, options }: OperationOf<'other'>, collected: Collected): void {
  const full = options.includes('full');
  for (const each of table ? collected.familyOr(table) : allTables(collected)) {
    collected.lock(each, full ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE', 'target');
    if (full) collected.rewrite(each);
  }
  collected.took('rows');
}

function cluster({ table }: OperationOf<'other'>, collected: Collected): void {
  if (!table) {
    // Every table that has been clustered before.
    collected.unknown();
    return;
  }
  for (const each of collected.familyOr(table)) {
    collected.lock(each, 'ACCESS EXCLUSIVE', 'target');
    collected.rewrite(each);
  }
}

/** The table in SHARE mode and each index in ACCESS EXCLUSIVE mode; CONCURRENTLY both in SHARE UPDATE EXCLUSIVE mode. */
function reindex({ table: relation, options }: OperationOf<'other'>, collected: Collected): void {
  if (!relation) {
    collected.unknown();
    return;
  }
  const concurrently = options.includes('concurrently');
  const owner = collected.before.indexes.get(key(relation));
  if (!owner && options.includes('index')) {
    collected.lock(relation, concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE', 'index');
    collected.depends('The history does not show whose index it is: its table is locked too, and read.');
    return;
  }
  const isOne = options.includes('index');
  // Until 13 a partitioned table was passed over.
  if (collected.isBefore(14) && collected.before.table(relation)?.partitionBy) {
    collected.lock(relation, 'SHARE', 'target');
    return;
  }
  for (const table of isOne && owner ? [owner] : collected.familyOr(relation, 'partitions')) {
    collected.lock(table, concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE', 'target');
    for (const index of collected.indexesOf(table)) {
      if (isOne && index.name !== relation.name) continue;
      collected.rebuild(table, index, concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE');
    }
  }
}
