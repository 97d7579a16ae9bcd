import { describe, expect, it } from 'vitest';
import { TransactionState } from '../../src/judge/transactions.ts';
import type { Operation } from '../../src/operations/operation.ts';
import type { Statement } from '../../src/parser/statement.ts';
import type { Execution, Script } from '../../src/project/migration.ts';
import { SourceFile } from '../../src/source/source-file.ts';

type Word = 'begin' | 'commit' | 'rollback' | 'index' | 'select';

const mark = { part: 'statement' } as const;
const operations: Readonly<Record<Word, Operation>> = {
  begin: { kind: 'transaction', action: 'begin', chain: false, mark },
  commit: { kind: 'transaction', action: 'commit', chain: false, mark },
  rollback: { kind: 'transaction', action: 'rollback', chain: false, mark },
  index: { kind: 'drop-index', index: { schema: 'public', name: 'i' }, concurrently: true, ifExists: false, cascade: false, mark },
  select: { kind: 'other', command: 'select', options: [], mark },
};

/** The kind of transaction that each word of a script finds itself in; words are ten characters apart. */
function follow(words: readonly Word[], execution: Omit<Execution, 'session'>, chunks?: readonly (readonly [number, number])[]): string[] {
  const file = new SourceFile('x.sql', words.map((word) => word.padEnd(9)).join(' '));
  const span = { start: 0, end: file.text.length };
  const statements = words.map((_, n): Statement => ({ file, span: { start: n * 10, end: n * 10 + 5 }, node: {} as Statement['node'], offset: (at) => at }));
  const script: Script = {
    file, span, direction: 'up', execution: { ...execution, session: 'kept' }, heading: { file, span },
    ...(chunks ? { chunks: chunks.map(([from, to]) => ({ start: from * 10, end: to * 10 })) } : {}),
  };
  const state = new TransactionState(script, statements);
  return statements.map((statement, n) => {
    const transaction = state.at(statement);
    const word = words[n];
    if (word) state.after(statement, [operations[word]]);
    return transaction.kind === 'message' ? `message of ${transaction.statements}` : transaction.kind;
  });
}

describe('the transaction that a statement finds itself in', () => {
  it.each<[string, readonly Word[], Omit<Execution, 'session'>, readonly string[]]>([
    ['a single statement in one message is in none', ['index'], { wrap: 'none', send: 'one message' }, ['none']],
    ['several statements in one message are in one', ['select', 'index'], { wrap: 'none', send: 'one message' }, ['message of 2', 'message of 2']],
    ['also after a COMMIT in the same message', ['begin', 'select', 'commit', 'index'], { wrap: 'none', send: 'one message' }, ['message of 4', 'begin', 'begin', 'message of 4']],
    ['statements sent singly are in none', ['select', 'index'], { wrap: 'none', send: 'statements' }, ['none', 'none']],
    ['until the script begins one', ['begin', 'index', 'commit', 'index'], { wrap: 'none', send: 'statements' }, ['none', 'begin', 'begin', 'none']],
    ['a ROLLBACK ends it too', ['begin', 'rollback', 'index'], { wrap: 'none', send: 'statements' }, ['none', 'begin', 'none']],
    ['the runner wraps the script', ['select', 'index'], { wrap: 'script', send: 'statements' }, ['runner', 'runner']],
    ['a BEGIN inside the runner\'s transaction changes nothing', ['begin', 'index'], { wrap: 'script', send: 'statements' }, ['runner', 'runner']],
    ['a COMMIT inside it ends it', ['commit', 'index'], { wrap: 'script', send: 'statements' }, ['runner', 'none']],
    ['but not the message', ['commit', 'index'], { wrap: 'script', send: 'one message' }, ['runner', 'message of 2']],
    ['a pipeline lets concurrent builds go first', ['index', 'index', 'select', 'index'], { wrap: 'none', send: 'pipeline' }, ['none', 'none', 'none', 'pipeline']],
  ])('%s', (_, words, execution, expected) => {
    expect(follow(words, execution)).toEqual(expected);
  });

  it.each<[readonly string[], readonly string[]]>([
    [['CREATE INDEX CONCURRENTLY i ON t (a)', 'drop  index concurrently j'], ['none', 'none']],
    [['SET lock_timeout = 0', 'CREATE INDEX CONCURRENTLY i ON t (a)'], ['runner', 'runner']],
    [['REINDEX INDEX CONCURRENTLY i'], ['runner']],
  ])('Flyway leaves its transaction only for what it sees to need none: %j', (lines, expected) => {
    const text = lines.join(';\n');
    const file = new SourceFile('V1__x.sql', text);
    const span = { start: 0, end: text.length };
    let at = 0;
    const statements = lines.map((line): Statement => {
      const start = at;
      at += line.length + 2;
      return { file, span: { start, end: start + line.length }, node: {} as Statement['node'], offset: (offset) => offset };
    });
    const script: Script = { file, span, direction: 'up', execution: { wrap: 'script', send: 'statements', session: 'kept', leavesTransactionFor: 'flyway' }, heading: { file, span } };
    const state = new TransactionState(script, statements);
    expect(statements.map((statement) => state.at(statement).kind)).toEqual(expected);
  });

  it('counts the statements of a chunk, and only of that chunk', () => {
    const chunks = [[0, 2], [2, 3]] as const;
    expect(follow(['select', 'index', 'index'], { wrap: 'none', send: 'chunks' }, chunks)).toEqual(['message of 2', 'message of 2', 'none']);
  });
});
