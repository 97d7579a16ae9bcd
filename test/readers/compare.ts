import type { Names } from '../../src/operations/names.ts';
import type { Operation, QualifiedName } from '../../src/operations/operation.ts';
import { lower } from '../../src/operations/lower.ts';
import { lowerAst } from '../../src/operations/lower-ast.ts';
import { readAst } from '../../src/parser/ast-reader.ts';
import { readScript } from '../../src/parser/read-script.ts';
import type { Statement } from '../../src/parser/statement.ts';
import type { Script } from '../../src/project/migration.ts';
import { SourceFile } from '../../src/source/source-file.ts';

const builtIn: ReadonlySet<string> = new Set(['text', 'uuid', 'jsonb', 'json', 'date', 'bytea', 'int4', 'int8', 'bool', 'timestamptz', 'timestamp', 'inet', 'name', 'oid']);

/** Names without a history behind them: what is unqualified stands in `public`, and common types are built in. */
export const plainNames: Names = {
  relation: (schema, name) => ({ schema: schema ?? 'public', name }),
  type: (schema, name): QualifiedName => ({ schema: schema ?? (builtIn.has(name) ? 'pg_catalog' : 'public'), name }),
  created: (schema, name, temporary) => ({ schema: temporary ? 'pg_temp' : (schema ?? 'public'), name }),
};

/** A text as a script of its own, sent statement by statement. */
export function scriptOf(text: string, path = 'test.sql'): Script {
  const file = new SourceFile(path, text);
  return {
    file,
    span: { start: 0, end: text.length },
    direction: 'up',
    execution: { wrap: 'none', send: 'statements', session: 'kept' },
    heading: { file, span: { start: 0, end: 0 } },
  };
}

/** How the two readings of a statement compare; undefined where the second reader does not read or lower it. */
export interface Comparison {
  readonly text: string;
  readonly isRead: boolean;
  readonly first: readonly Operation[];
  readonly second: readonly Operation[] | undefined;
}

/** Longer statements are data: they would cost the second reader minutes and tell nothing new. */
const longest = 20_000;

/** Reads a statement with both readers. */
export function compare(statement: Statement): Comparison {
  const { file, span } = statement;
  const text = file.text.slice(span.start, span.end);
  const first = lower(statement, plainNames);
  const ast = text.length > longest ? undefined : readAst(text);
  return { text, isRead: ast !== undefined, first, second: ast && lowerAst(ast, plainNames, { text, start: span.start }) };
}

/** The comparisons of all statements of a text, as PostgreSQL's grammar cuts them. */
export function compareAll(text: string): readonly Comparison[] {
  return readScript(scriptOf(text)).statements.map(compare);
}

/** Whether both gave the same operations, marks aside; true where there is only one side. */
export function agree({ first, second }: Comparison): boolean {
  return !second || textOf(first, false) === textOf(second, false);
}

/** The same with marks: the trees tell places in different ways, and both must come to the same. */
export function agreeOnMarks({ first, second }: Comparison): boolean {
  return !second || textOf(first, true) === textOf(second, true);
}

/** Operations as text for comparing. */
export function textOf(operations: readonly Operation[], marks: boolean): string {
  return JSON.stringify(plain(operations, marks), null, 1);
}

/** What expressions and queries read is a set, filled in the order of its tree: the order says nothing. */
const sets: ReadonlySet<string> = new Set(['columns', 'functions', 'relations']);

/** What the first reader alone tells of a function: the second one's tree has no SET clauses. */
const ofRoutines: ReadonlySet<string> = new Set(['options', 'routine']);

function plain(value: unknown, marks: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(item, marks));
  if (typeof value !== 'object' || value === null) return value;
  const isReading = ('label' in value && value.label !== undefined) || 'output' in value || ('kind' in value && value.kind === 'select');
  const entries = Object.entries(value)
    .filter(([key]) => marks || (key !== 'mark' && !key.endsWith('Mark')))
    .filter(([key]) => !ofRoutines.has(key) || !('object' in value && value.object === 'function'))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, content]) => [key, isReading && sets.has(key) ? asSet(content) : plain(content, marks)]));
}

function asSet(items: unknown): unknown {
  return Array.isArray(items) ? items.map((item) => JSON.stringify(plain(item, false))).sort() : items;
}
