import { expect, test } from 'vitest';
import { lowered } from './lowered.ts';

test('a column knows where it, its name, its type and what belongs to it begin', () => {
  const sql = 'CREATE TABLE "ü" (a int DEFAULT 1 CHECK (a > 0))';
  const at = (text: string, from = 0): number => sql.indexOf(text, from);
  const [operation] = lowered(sql);
  expect(operation).toEqual({
    kind: 'create-table',
    mark: { part: 'statement' },
    table: { schema: 'public', name: 'ü' },
    ifNotExists: false,
    temporary: false,
    unlogged: false,
    inherits: [],
    like: [],
    foreign: false,
    constraints: [],
    columns: [
      {
        name: 'a',
        type: { schema: 'pg_catalog', name: 'int4', modifiers: [], dimensions: 0 },
        notNull: false,
        mark: { part: 'column', at: at('a int') },
        nameMark: { part: 'name', at: at('a int') },
        typeMark: { part: 'type', at: at('int') },
        default: {
          kind: 'constant',
          columns: [],
          functions: [],
          provesNotNull: [],
          literal: '1',
          mark: { part: 'expression', at: at('1 CHECK') },
        },
        constraints: [
          {
            type: 'check',
            column: 'a',
            notValid: false,
            deferrable: false,
            initiallyDeferred: false,
            noInherit: false,
            enforced: true,
            mark: { part: 'constraint', at: at('CHECK') },
            expression: {
              kind: 'expression',
              columns: [{ column: 'a' }],
              functions: [],
              provesNotNull: [],
              mark: { part: 'expression', at: at('a > 0') },
            },
          },
        ],
      },
    ],
  });
});

test('the commands of an ALTER TABLE keep the number of their place, in whatever order they are worked off', () => {
  const operations = lowered('ALTER TABLE t ADD a int, DROP b, ALTER c TYPE text, DROP d');
  expect(operations.map(({ kind, mark }) => [kind, mark])).toEqual([
    ['drop-column', { part: 'command', index: 1 }],
    ['drop-column', { part: 'command', index: 3 }],
    ['alter-column-type', { part: 'command', index: 2 }],
    ['add-column', { part: 'command', index: 0 }],
  ]);
});

test('of several objects each has a mark of its own, a single one that of the statement', () => {
  expect(lowered('DROP TABLE a, b').map(({ mark }) => mark)).toEqual([{ part: 'command', index: 0 }, { part: 'command', index: 1 }]);
  expect(lowered('DROP TABLE a').map(({ mark }) => mark)).toEqual([{ part: 'statement' }]);
});
