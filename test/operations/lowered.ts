import { lower } from '../../src/operations/lower.ts';
import type { Names } from '../../src/operations/names.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { readScript } from '../../src/parser/read-script.ts';
import type { Statement } from '../../src/parser/statement.ts';
import { isBuiltInType } from '../../src/postgres/types.ts';
import type { Script } from '../../src/project/migration.ts';
import { SourceFile } from '../../src/source/source-file.ts';

await loadGrammar();

/** A search path of public alone, and no catalog. */
export const publicNames: Names = {
  relation: (schema = 'public', name) => ({ schema, name }),
  type: (schema, name) => ({ schema: schema ?? (isBuiltInType(name) ? 'pg_catalog' : 'public'), name }),
  created: (schema, name, temporary) => ({ schema: schema ?? (temporary ? 'pg_temp' : 'public'), name }),
};

/** The statements of a text that runs statement by statement. */
export function statements(sql: string): readonly Statement[] {
  const file = new SourceFile('test.sql', sql);
  const script: Script = {
    file,
    span: { start: 0, end: sql.length },
    direction: 'up',
    execution: { wrap: 'none', send: 'statements', session: 'kept' },
    heading: { file, span: { start: 0, end: 0 } },
  };
  const { statements: read, errors } = readScript(script);
  for (const { message } of errors) throw new Error(`${message}: ${sql}`);
  return read;
}

/** The operations of a text. */
export function lowered(sql: string): readonly Operation[] {
  return statements(sql).flatMap((statement) => lower(statement, publicNames));
}

/** Operations without marks, empty lists, `false` and the like: what a statement says beyond the plainest of its kind. */
export function brief(sql: string): readonly unknown[] {
  return lowered(sql).map(essence);
}

function essence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(essence);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value);
  if (fields.length === 2 && 'schema' in value && 'name' in value) return nameOf(value as { schema: string; name: string });
  if ('modifiers' in value && 'dimensions' in value) return typeOf(value as { schema: string; name: string; modifiers: readonly unknown[]; dimensions: number });
  return Object.fromEntries(fields.filter(([key, field]) => !/mark$/i.test(key) && !isEmpty(field)).map(([key, field]) => [key, essence(field)]));
}

function isEmpty(value: unknown): boolean {
  return value === false || value === undefined || (Array.isArray(value) && value.length === 0);
}

function nameOf({ schema, name }: { schema: string; name: string }): string {
  return schema === 'public' || schema === '' ? name : `${schema}.${name}`;
}

function typeOf(type: { schema: string; name: string; modifiers: readonly unknown[]; dimensions: number }): string {
  const modifiers = type.modifiers.length > 0 ? `(${type.modifiers.join(',')})` : '';
  return `${nameOf(type)}${modifiers}${'[]'.repeat(type.dimensions)}`;
}
