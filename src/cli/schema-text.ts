import { count } from '../reporters/summary.ts';
import type { SchemaDescription } from '../schema/describe.ts';

/** The schema for people: a table a paragraph, with its columns, constraints and indexes. */
export function schemaText({ tables, enums }: SchemaDescription): string {
  const paragraphs = [
    ...tables.map(({ schema, name, columns, constraints, indexes }) => {
      const widest = Math.max(0, ...columns.map((column) => column.name.length));
      return [
        `${schema}.${name}`,
        ...columns.map((column) => `  ${column.name.padEnd(widest)}  ${column.type}${column.notNull ? ' not null' : ''}${column.default === undefined ? '' : ` default ${column.default}`}`),
        ...constraints.map((own) => `  ${own.type} ${own.name}${own.columns.length > 0 ? ` (${own.columns.join(', ')})` : ''}${own.validated ? '' : ', not validated'}`),
        ...indexes.map((index) => `  ${index.unique ? 'unique index' : 'index'} ${index.name} (${index.columns.join(', ')})${index.valid ? '' : ', not valid'}`),
      ].join('\n');
    }),
    ...enums.map(({ schema, name, values }) => `${schema}.${name}: enum of ${values.map((value) => JSON.stringify(value)).join(', ')}`),
    `${count(tables.length, 'table')}, ${count(enums.length, 'enum')}`,
  ];
  return `${paragraphs.join('\n\n')}\n`;
}
