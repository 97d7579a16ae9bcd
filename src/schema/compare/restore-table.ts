import type { QualifiedName } from '../../operations/operation.ts';
import { quoteIdentifier, quoteLiteral, quoteName } from '../../postgres/identifiers.ts';
import { formatType } from '../../postgres/types.ts';
import type { Catalog, Column, Constraint, Index, Table } from '../catalog.ts';
import type { Staged } from './repair.ts';
import { statementOf } from './restore-text.ts';

const serials: Readonly<Record<string, string>> = { int2: 'smallserial', int4: 'serial', int8: 'bigserial' };

/** The default of a column, as written; undefined where it has none. */
export function defaultOf({ written }: Column): string | undefined {
  return written?.text;
}

/** A column's definition: its name, type and everything that stands with it. */
export function restoredColumn(column: Column, table: QualifiedName): string | undefined {
  const { name, type, notNull, collation, identity, generated, expression } = column;
  if (!type) return undefined;
  const value = defaultOf(column);
  const serial = value === undefined ? undefined : serialType(column, table, value);
  const words = [quoteIdentifier(name), serial ?? formatType(type)];
  if (collation !== undefined) words.push(`COLLATE ${collation.split('.').map(quoteIdentifier).join('.')}`);
  if (generated) {
    if (!expression) return undefined;
    words.push(`GENERATED ALWAYS AS (${withoutBrackets(expression.text)}) ${generated.toUpperCase()}`);
  }
  if (identity) words.push(`GENERATED ${identity.toUpperCase()} AS IDENTITY`);
  if (value !== undefined && serial === undefined) words.push(`DEFAULT ${value}`);
  if (notNull && !identity) words.push('NOT NULL');
  return words.join(' ');
}

function withoutBrackets(text: string): string {
  return /^\(([^()]*)\)$/.exec(text)?.[1] ?? text;
}

/** The sequence that a serial column makes. */
export function sequenceOf(column: string, table: QualifiedName): QualifiedName {
  return { schema: table.schema, name: `${table.name}_${column}_seq` };
}

export function serialType({ name, type }: Column, table: QualifiedName, value: string): string | undefined {
  const sequence = quoteName(sequenceOf(name, table));
  return value === `nextval(${quoteLiteral(sequence)}::regclass)` && type?.schema === 'pg_catalog' ? serials[type.name] : undefined;
}

const list = (columns: readonly string[]): string => columns.map(quoteIdentifier).join(', ');

/** A constraint without its name; undefined where its text is needed and stands nowhere. */
export function restoredConstraint({ type, columns, references, deferrable, initiallyDeferred, declared: { place: { file, span } } }: Constraint): string | undefined {
  const text = file.text.slice(span.start, span.end);
  const deferred = `${deferrable ? ' DEFERRABLE' : ''}${initiallyDeferred ? ' INITIALLY DEFERRED' : ''}`;
  switch (type) {
    case 'primary key':
    case 'unique': {
      const include = /\binclude\s*\(([^)]*)\)/i.exec(text)?.[1];
      const nulls = type === 'unique' && /\bnulls\s+not\s+distinct\b/i.test(text) && /^(?:constraint|unique)\b/i.test(text) ? ' NULLS NOT DISTINCT' : '';
      return `${type.toUpperCase()}${nulls} (${list(columns)})${include === undefined ? '' : ` INCLUDE (${include})`}${deferred}`;
    }
    case 'foreign key': {
      if (!references) return undefined;
      const to = references.columns.length > 0 ? ` (${list(references.columns)})` : '';
      const actions = [
        ...(references.onDelete === 'no action' ? [] : [`ON DELETE ${references.onDelete.toUpperCase()}`]),
        ...(references.onUpdate === 'no action' ? [] : [`ON UPDATE ${references.onUpdate.toUpperCase()}`]),
      ];
      return [`FOREIGN KEY (${list(columns)}) REFERENCES ${quoteName(references.table)}${to}`, ...actions].join(' ') + deferred;
    }
    case 'check':
    case 'exclusion': {
      if (/^(?:create|alter|do)\b/i.test(text)) return undefined;
      const from = /\b(?:check|exclude)\b/i.exec(text)?.index;
      return from === undefined ? undefined : text.slice(from).replace(/\s+not\s+valid\s*$/i, '').replace(/\r\n?/g, '\n');
    }
    case 'not null':
      return undefined;
  }
}

/** An index by the text that made it, under the name that it has. */
export function restoredIndex({ name, declared, unique, columns, labels }: Index, on: QualifiedName): string | undefined {
  const text = statementOf(declared);
  const rest = text === undefined ? undefined : /^create\s+(?:unique\s+)?index\b[^(]*?\bon\s+(?:only\s+)?(?:[\w$]+|"(?:[^"]|"")+")(?:\s*\.\s*(?:[\w$]+|"(?:[^"]|"")+"))?\s*([^]*)$/i.exec(text)?.[1];
  if (rest === undefined) return undefined;
  let renamed = rest;
  for (const [index, column] of columns.entries()) {
    const label = labels[index];
    if (column !== undefined && label !== undefined && label !== column) renamed = renamed.replace(new RegExp(`\\b${label}\\b`, 'g'), quoteIdentifier(column));
  }
  return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX IF NOT EXISTS ${quoteIdentifier(name)} ON ${quoteName(on)} ${renamed};`;
}

/** A dropped table as it was, without its rows, indexes and foreign keys. */
export function restoredTable(table: Table, catalog: Catalog, rank: number): Staged {
  const { name, columns, constraints, partitionBy, partitionOf, inherits, foreign, declared } = table;
  const text = statementOf(declared);
  const head = `CREATE ${catalog.facts.get(`relation ${name.schema}\n${name.name}`)?.entries.get('persistence')?.value === 'unlogged' ? 'UNLOGGED ' : ''}TABLE IF NOT EXISTS ${quoteName(name)}`;
  if ((foreign || partitionOf !== undefined) && text !== undefined) return { stage: 'make tables', repair: { sql: `${text};` }, rank };
  const lines: string[] = [];
  for (const column of columns.values()) {
    if (column.inherited) continue;
    const line = restoredColumn(column, name);
    if (line === undefined) return { stage: 'make tables', repair: { cannot: `the history does not tell the type of ${quoteName(name)}.${quoteIdentifier(column.name)}, so ${quoteName(name)} cannot be written down` }, rank };
    lines.push(line);
  }
  for (const constraint of constraints.values()) {
    if (constraint.type === 'foreign key' || constraint.type === 'not null' || constraint.parent !== undefined) continue;
    const line = restoredConstraint(constraint);
    if (line === undefined) return { stage: 'make tables', repair: { cannot: `what constraint ${quoteIdentifier(constraint.name)} of ${quoteName(name)} says stands in no statement of its own` }, rank };
    lines.push(`CONSTRAINT ${quoteIdentifier(constraint.name)} ${line}`);
  }
  const parents = inherits.length > 0 ? ` INHERITS (${inherits.map(quoteName).join(', ')})` : '';
  const partition = partitionBy ? ` PARTITION BY ${partitionBy.strategy.toUpperCase()} (${list(partitionBy.columns)})` : '';
  return { stage: 'make tables', repair: { sql: `${head} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n)${parents}${partition};` }, rank };
}
