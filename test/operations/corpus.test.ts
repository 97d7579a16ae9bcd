import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lower } from '../../src/operations/lower.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { readScript } from '../../src/parser/read-script.ts';
import type { Statement } from '../../src/parser/statement.ts';
import { SourceFile } from '../../src/source/source-file.ts';
import { lowered, publicNames } from './lowered.ts';

const corpus = join(import.meta.dirname, '../../../shared/corpus');
const isThere = existsSync(corpus);

/** How many operations of the corpus may be `other`, by command: these numbers may only fall. */
const others: Readonly<Record<string, number>> = {
  comment: 2336,
  grant: 901,
  revoke: 234,
  'alter default privileges': 53,
  'alter function': 43,
  call: 43,
  'alter policy': 28,
  'grant role': 25,
  'alter role': 21,
  'alter type': 12,
  'alter publication': 8,
  analyze: 6,
  'drop owned': 3,
  'alter index': 2,
  'create database': 2,
  discard: 2,
  'revoke role': 2,
  reindex: 1,
};

interface Found {
  readonly statements: number;
  readonly commands: ReadonlyMap<string, number>;
  readonly dynamic: number;
  readonly unreadBlocks: readonly string[];
  readonly strayMarks: readonly string[];
  readonly without: readonly string[];
}

/** Lowers every file of the corpus as if it were one script. */
function lowerCorpus(): Found {
  const commands = new Map<string, number>();
  const unreadBlocks: string[] = [];
  const strayMarks: string[] = [];
  const without: string[] = [];
  let count = 0;
  let dynamic = 0;
  for (const path of readdirSync(corpus, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.sql')) continue;
    const text = readFileSync(join(corpus, path), 'utf8');
    const file = new SourceFile(path, text);
    const span = { start: 0, end: text.length };
    const execution = { wrap: 'none', send: 'statements', session: 'kept' } as const;
    const { statements } = readScript({ file, span, direction: 'up', execution, heading: { file, span } });
    for (const statement of statements) {
      const operations = lower(statement, publicNames);
      count++;
      if (operations.length === 0) without.push(path);
      for (const operation of operations) {
        if (operation.kind === 'other') commands.set(operation.command, (commands.get(operation.command) ?? 0) + 1);
        if (operation.kind === 'dynamic-sql') dynamic++;
        if (operation.kind === 'do' && !operation.read) unreadBlocks.push(path);
        if (!marksLieIn(operation, statement)) strayMarks.push(`${path}: ${operation.kind}`);
      }
    }
  }
  return { statements: count, commands, dynamic, unreadBlocks, strayMarks, without };
}

/** Whether every mark in an operation lies in its statement. */
function marksLieIn(value: unknown, statement: Statement): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const { start, end } = statement.span;
  if ('at' in value && typeof value.at === 'number' && (value.at < start || value.at >= end)) return false;
  if ('end' in value && typeof value.end === 'number' && value.end > end) return false;
  return Object.values(value).every((each) => marksLieIn(each, statement));
}

describe.skipIf(!isThere)('the corpus (skipped where ../shared/corpus is absent)', () => {
  const found = isThere ? lowerCorpus() : undefined;

  test('every statement has an operation, and no more of them are `other` than there were', () => {
    expect(found?.statements).toBeGreaterThan(40_000);
    expect(found?.without).toEqual([]);
    const more = [...(found?.commands ?? [])].filter(([command, count]) => count > (others[command] ?? 0));
    expect(more).toEqual([]);
  });

  test('what a block executes is constant for the most part', () => {
    expect(found?.dynamic).toBeLessThanOrEqual(68);
    expect(found?.unreadBlocks).toEqual([]);
  });

  test('every mark lies in its statement', () => {
    expect(found?.strayMarks).toEqual([]);
  });
});

test.each([
  ['expressions', (depth: number): string => `SELECT 1${' + f(1)'.repeat(depth)}`],
  ['conditions', (depth: number): string => `ALTER TABLE t ADD CHECK (${'NOT '.repeat(depth)} a IS NULL)`],
  ['subqueries', (depth: number): string => `SELECT * FROM ${'(SELECT * FROM '.repeat(depth / 10)} t ${') x'.repeat(depth / 10)}`],
])('deep %s cost no more than their statement', (_, sql) => {
  for (const depth of [100, 5000]) {
    const kinds = lowered(sql(depth)).map(({ kind }: Operation) => kind);
    expect(kinds).toHaveLength(1);
  }
});
