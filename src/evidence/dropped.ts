import { hasEarlier, isSame } from './repeatable.ts';
import type { Context, Operation, QualifiedName } from '../judge/rule.ts';

/** What a DROP takes away: its kind in SQL's words, and its name. Undefined for every other operation. */
export function droppedBy(operation: Operation): { readonly object: string; readonly name: QualifiedName; readonly on?: QualifiedName } | undefined {
  switch (operation.kind) {
    case 'drop-table':
      return { object: 'table', name: operation.table };
    case 'drop-column':
      return { object: 'column', name: { schema: '', name: operation.column }, on: operation.table };
    case 'drop-constraint':
      return { object: 'constraint', name: { schema: '', name: operation.constraint }, on: operation.table };
    case 'drop-index':
      return { object: 'index', name: operation.index };
    case 'drop-view':
      return { object: operation.materialized ? 'materialized view' : 'view', name: operation.view };
    case 'drop-type':
      return { object: operation.domain ? 'domain' : 'type', name: operation.type };
    case 'drop-sequence':
      return { object: 'sequence', name: operation.sequence };
    case 'drop-schema':
      return { object: 'schema', name: { schema: '', name: operation.schema } };
    case 'drop-object':
      return { object: operation.object, name: operation.name, ...(operation.on ? { on: operation.on } : {}) };
    default:
      return undefined;
  }
}

/** Whether this very script made what is dropped, so that it is there on every run. */
export function isMadeEarlier(drop: Operation, context: Context): boolean {
  switch (drop.kind) {
    case 'drop-table':
      return context.earlier(drop.table).some(({ operation: { kind } }) => kind === 'create-table') || isRenamedTo(drop.table, context);
    case 'drop-column':
      return (
        hasEarlier(context, 'add-column', (made) => made.column.name === drop.column && isSame(made.table, drop.table)) ||
        hasEarlier(context, 'rename-column', (made) => made.newName === drop.column && isSame(made.table, drop.table))
      );
    case 'drop-constraint':
      return hasEarlier(context, 'add-constraint', (made) => made.constraint.name === drop.constraint && isSame(made.table, drop.table));
    case 'drop-index':
      return hasEarlier(context, 'create-index', (made) => made.index === drop.index.name && made.table.schema === drop.index.schema) || isRenamedTo(drop.index, context);
    case 'drop-view':
      return hasEarlier(context, 'create-view', (made) => isSame(made.view, drop.view)) || isRenamedTo(drop.view, context);
    case 'drop-type':
      return (
        hasEarlier(context, 'rename-type', (made) => made.newName === drop.type.name && made.type.schema === drop.type.schema) ||
        hasEarlier(context, 'create-enum', (made) => isSame(made.type, drop.type)) ||
        hasEarlier(context, 'create-domain', (made) => isSame(made.type, drop.type)) ||
        hasEarlier(context, 'create-composite-type', (made) => isSame(made.type, drop.type))
      );
    case 'drop-sequence':
      return hasEarlier(context, 'create-sequence', (made) => isSame(made.sequence, drop.sequence));
    case 'drop-schema':
      return hasEarlier(context, 'create-schema', (made) => made.schema === drop.schema);
    case 'drop-object':
      return hasEarlier(context, 'create-object', (made) => made.object === drop.object && isSame(made.name, drop.name)) || hasEarlier(context, 'rename-object', (made) => made.object === drop.object && made.newName === drop.name.name);
    default:
      return false;
  }
}

function isRenamedTo(name: QualifiedName, context: Context): boolean {
  return hasEarlier(context, 'rename-table', (made) => made.newName === name.name && made.table.schema === name.schema);
}
