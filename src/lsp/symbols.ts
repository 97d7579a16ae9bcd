import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import type { Operation } from '../operations/operation.ts';
import type { Statement } from '../parser/statement.ts';
import { locate } from './parts.ts';
import { rangeOf } from './places.ts';
import type { Buffer, Root } from './root.ts';

/** What a statement makes or changes, by its name. */
interface Named {
  readonly name: string;
  readonly kind: SymbolKind;
}

/** The statements of a buffer by what they make or change. */
export function symbolsOf(root: Root, buffer: Buffer): readonly DocumentSymbol[] {
  const found: DocumentSymbol[] = [];
  root.walk(buffer, (statement, operations) => {
    if (statement.file.text !== buffer.text) return;
    const [first] = operations;
    const named = first && nameOf(first);
    if (!first || !named) return;
    const range = rangeOf(statement.file, statement.span);
    found.push({ ...named, detail: detailOf(statement, first), range, selectionRange: { start: range.start, end: range.start }, children: operations.flatMap((operation) => childrenOf(statement, operation)) });
  });
  return found;
}

/** The words that a statement begins with: `CREATE TABLE`, `ALTER TABLE`. */
function detailOf({ file, span }: Statement, { kind }: Operation): string {
  return /^(?:[A-Za-z]+\s+){1,2}/.exec(file.text.slice(span.start, Math.min(span.end, span.start + 60)))?.[0].trim().replace(/\s+/g, ' ').toLowerCase() ?? kind.replaceAll('-', ' ');
}

function nameOf(operation: Operation): Named | undefined {
  switch (operation.kind) {
    case 'create-index':
      return { name: operation.index ?? `on ${operation.table.name}`, kind: SymbolKind.Key };
    case 'drop-index':
      return { name: operation.index.name, kind: SymbolKind.Key };
    case 'create-enum':
    case 'add-enum-value':
    case 'rename-enum-value':
      return { name: operation.type.name, kind: SymbolKind.Enum };
    case 'create-domain':
    case 'alter-domain':
    case 'create-composite-type':
    case 'drop-type':
    case 'rename-type':
      return { name: operation.type.name, kind: SymbolKind.Struct };
    case 'create-view':
    case 'drop-view':
    case 'refresh-materialized-view':
      return { name: operation.view.name, kind: SymbolKind.Interface };
    case 'create-sequence':
    case 'alter-sequence':
    case 'drop-sequence':
      return { name: operation.sequence.name, kind: SymbolKind.Number };
    case 'create-schema':
    case 'drop-schema':
    case 'rename-schema':
      return { name: operation.schema, kind: SymbolKind.Namespace };
    case 'create-object':
    case 'drop-object':
    case 'rename-object':
      return { name: operation.name.name, kind: /function|procedure|routine|aggregate/.test(operation.object) ? SymbolKind.Function : operation.object === 'trigger' ? SymbolKind.Event : SymbolKind.Object };
    default:
      return 'table' in operation ? { name: operation.table.name, kind: SymbolKind.Class } : undefined;
  }
}

function childrenOf(statement: Statement, operation: Operation): readonly DocumentSymbol[] {
  const child = (name: string, kind: SymbolKind, detail: string, mark: Operation['mark']): DocumentSymbol => {
    const range = rangeOf(statement.file, locate(statement, mark));
    return { name, kind, detail, range, selectionRange: range };
  };
  switch (operation.kind) {
    case 'create-table':
      return operation.columns.map((column) => child(column.name, SymbolKind.Field, '', column.mark));
    case 'add-column':
      return [child(operation.column.name, SymbolKind.Field, 'add column', operation.column.mark)];
    case 'drop-column':
    case 'rename-column':
    case 'alter-column-type':
    case 'set-default':
    case 'drop-default':
    case 'set-not-null':
    case 'drop-not-null':
      return [child(operation.column, SymbolKind.Field, operation.kind.replaceAll('-', ' '), operation.mark)];
    case 'add-constraint':
      return [child(operation.constraint.name ?? operation.constraint.type, SymbolKind.Constant, operation.constraint.type, operation.constraint.mark)];
    default:
      return [];
  }
}
