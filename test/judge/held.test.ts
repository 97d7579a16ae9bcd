import { describe, expect, it } from 'vitest';
import { effectsOf } from '../../src/effects/effects.ts';
import { HeldLocks } from '../../src/judge/held.ts';
import { TransactionState } from '../../src/judge/transactions.ts';
import { lower } from '../../src/operations/lower.ts';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { readScript } from '../../src/parser/read-script.ts';
import type { Script } from '../../src/project/migration.ts';
import { Replay } from '../../src/schema/replay.ts';
import { SourceFile } from '../../src/source/source-file.ts';

await loadGrammar();

const perStatement: Script['execution'] = { wrap: 'none', send: 'statements', session: 'kept' };
const wrapped: Script['execution'] = { ...perStatement, wrap: 'script' };

const history = 'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY, a_id int CONSTRAINT b_a REFERENCES a); CREATE INDEX b_a_id ON b (a_id);';

/** What is held when each statement of a script begins, `relation mode`. */
function heldAt(sql: string, execution: Script['execution']): readonly (readonly string[])[] {
  const replay = new Replay();
  run(replay, history, perStatement, 1, new HeldLocks());
  return run(replay, sql, execution, 2, new HeldLocks());
}

function run(replay: Replay, sql: string, execution: Script['execution'], ordinal: number, held: HeldLocks): readonly (readonly string[])[] {
  const file = new SourceFile('x.sql', sql);
  const span = { start: 0, end: sql.length };
  const script: Script = { file, span, direction: 'up', execution, heading: { file, span } };
  const { statements } = readScript(script);
  const transactions = new TransactionState(script, statements);
  replay.startScript(ordinal);
  return statements.map((statement) => {
    held.enter(transactions.unitOf(statement));
    const seen = held.held(statement).map(({ relation, mode }) => `${relation.name} ${mode}`);
    const operations = lower(statement, replay.names());
    for (const operation of operations) {
      if (operation.kind === 'transaction') held.release(operation);
      if (held.mayHold(operation)) held.take(effectsOf(operation, replay.catalog), statement, (relation) => replay.catalog.table(relation)?.declared.script !== ordinal);
      replay.apply(operation, statement);
    }
    transactions.after(statement, operations);
    return seen;
  });
}

describe('locks that the transaction holds', () => {
  it('are those of earlier statements, the strongest on each relation', () => {
    expect(heldAt('CREATE INDEX ON a (id); ALTER TABLE a ADD x int; ALTER TABLE b DROP CONSTRAINT b_a; SELECT 1;', wrapped)).toEqual([
      [],
      ['a SHARE'],
      ['a ACCESS EXCLUSIVE'],
      ['a ACCESS EXCLUSIVE', 'b ACCESS EXCLUSIVE'],
    ]);
  });

  it('are worked out from the schema that the statement met', () => {
    expect(heldAt('DROP TABLE b; SELECT 1;', wrapped)[1]).toEqual(['b ACCESS EXCLUSIVE', 'a ACCESS EXCLUSIVE']);
  });

  it('end with the transaction', () => {
    expect(heldAt('BEGIN; LOCK TABLE a; COMMIT; SELECT 1; BEGIN; SELECT 2;', perStatement)).toEqual([[], [], ['a ACCESS EXCLUSIVE'], [], [], []]);
    expect(heldAt('BEGIN; LOCK TABLE a; ROLLBACK; SELECT 1;', perStatement)[3]).toEqual([]);
  });

  it('are none where each statement commits by itself', () => {
    expect(heldAt('LOCK TABLE a; SELECT 1;', perStatement)).toEqual([[], []]);
  });

  it('are not what keeps nobody waiting, what is new, or an index', () => {
    expect(heldAt('UPDATE a SET id = 1; COMMENT ON TABLE a IS $$x$$; CREATE TABLE c (id int); ALTER TABLE c ADD x int; DROP INDEX b_a_id; SELECT 1;', wrapped).at(-1)).toEqual(['b ACCESS EXCLUSIVE']);
  });

  it('are forgotten at a ROLLBACK TO, which gives some of them back', () => {
    expect(heldAt('SAVEPOINT s; LOCK TABLE a; ROLLBACK TO s; SELECT 1;', wrapped).at(-1)).toEqual([]);
  });

  it('go on in a copy of their own', () => {
    const replay = new Replay();
    run(replay, history, perStatement, 1, new HeldLocks());
    const held = new HeldLocks();
    run(replay, 'LOCK TABLE a;', wrapped, 2, held);
    const copy = held.copy();
    held.enter({ kind: 'none' });
    expect(held.held(undefined)).toEqual([]);
    expect(copy.held(undefined)).toHaveLength(1);
  });
});
