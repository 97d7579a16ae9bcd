import type { OperationOf, QualifiedName } from '../operations/operation.ts';
import type { Collected } from './collected.ts';
import { key } from '../schema/catalog.ts';

export const otherEffects = {
  other,
  'dynamic-sql': unknown,
};

function unknown(_: OperationOf<'dynamic-sql'>, collected: Collected): void {
  collected.unknown();
}

type Command = (operation: OperationOf<'other'>, table: QualifiedName, collected: Collected) => void;

const commands: Readonly<Record<string, Command>> = {
  vacuum: ({ options }, table, collected) => {
    if (!options.includes('full')) {
      collected.lock(table, 'SHARE UPDATE EXCLUSIVE', 'target');
      collected.took('rows');
      return;
    }
    collected.lock(table, 'ACCESS EXCLUSIVE', 'target');
    collected.rewrite(table);
  },
  analyze: (_, table, collected) => {
    collected.lock(table, 'SHARE UPDATE EXCLUSIVE', 'target');
  },
  cluster: (_, table, collected) => {
    collected.lock(table, 'ACCESS EXCLUSIVE', 'target');
    collected.rewrite(table);
  },
  reindex: ({ options }, relation, collected) => {
    const concurrently = options.includes('concurrently');
    const owner = collected.before.indexes.get(key(relation)) ?? relation;
    const table = collected.before.table(owner);
    collected.lock(owner, concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE', 'target');
    for (const index of table?.indexes.values() ?? []) {
      if (options.includes('index') && index.name !== relation.name) continue;
      if (!concurrently) collected.rebuild(owner, index);
    }
    if (concurrently) collected.took('scan');
  },
  comment: (_, table, collected) => {
    collected.lock(table, 'SHARE UPDATE EXCLUSIVE', 'target');
  },
};

function other(operation: OperationOf<'other'>, collected: Collected): void {
  const command = commands[operation.command];
  if (operation.table && command) command(operation, operation.table, collected);
}
