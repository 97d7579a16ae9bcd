import { describe, expect, test } from 'vitest';
import { brief } from './lowered.ts';

describe('writes', () => {
  test.each([
    ['INSERT INTO t VALUES (1), (2)', [{ kind: 'insert', table: 't' }]],
    [
      'INSERT INTO t (a, b) SELECT x, o.y FROM o ON CONFLICT DO NOTHING',
      [
        {
          kind: 'insert',
          table: 't',
          columns: ['a', 'b'],
          onConflict: true,
          from: {
            relations: ['o'],
            columns: [{ relation: 'o', column: 'x' }, { relation: 'o', column: 'y' }],
            output: [{ name: 'x', from: { relation: 'o', column: 'x' } }, { name: 'y', from: { relation: 'o', column: 'y' } }]
          }
        }
      ],
    ],
    ['INSERT INTO t DEFAULT VALUES', [{ kind: 'insert', table: 't' }]],
    [
      'UPDATE t SET a = 1, b = lower(c) WHERE a IS NULL AND d IS NOT NULL',
      [
        {
          kind: 'update',
          table: 't',
          set: [
            { column: 'a', value: { kind: 'constant', literal: '1' } },
            { column: 'b', value: { kind: 'expression', columns: [{ relation: 't', column: 'c' }], functions: ['lower'] } }
         ],
          where: {
            kind: 'expression',
            columns: [{ relation: 't', column: 'a' }, { relation: 't', column: 'd' }],
            provesNotNull: ['d']
          }
        }
      ],
    ],
    [
      'UPDATE t AS u SET (a, b) = (u.c, DEFAULT) FROM o WHERE o.id = u.id',
      [
        {
          kind: 'update',
          table: 't',
          set: [
            { column: 'a', value: { kind: 'expression', columns: [{ relation: 't', column: 'c' }], column: 'c' } },
            { column: 'b', value: { kind: 'expression', isDefault: true } }
         ],
          where: { kind: 'expression', columns: [{ relation: 'o', column: 'id' }, { relation: 't', column: 'id' }] },
          from: { relations: ['o'] }
        }
      ],
    ],
    [
      'UPDATE t SET (a, b) = (SELECT x, y FROM o WHERE o.id = t.id)',
      [
        {
          kind: 'update',
          table: 't',
          set: [
            {
              column: 'a',
              value: {
                kind: 'expression',
                columns: [{ column: 'x' }, { column: 'y' }, { relation: 'o', column: 'id' }, { relation: 't', column: 'id' }]
              }
            },
            {
              column: 'b',
              value: {
                kind: 'expression',
                columns: [{ column: 'x' }, { column: 'y' }, { relation: 'o', column: 'id' }, { relation: 't', column: 'id' }]
              }
            }
         ],
          from: { relations: ['o'] }
        }
      ],
    ],
    [
      'UPDATE t SET a = NULL, b = NULL::text, c = (SELECT max(x) FROM o)',
      [
        {
          kind: 'update',
          table: 't',
          set: [
            { column: 'a', value: { kind: 'null' } },
            { column: 'b', value: { kind: 'null', castTo: 'pg_catalog.text' } },
            { column: 'c', value: { kind: 'expression', columns: [{ column: 'x' }], functions: ['max'] } }
         ],
          from: { relations: ['o'] }
        }
      ],
    ],
    [
      'WITH s AS (SELECT id, name FROM o) UPDATE t SET a = s.name FROM s WHERE s.id = t.id',
      [
        {
          kind: 'update',
          table: 't',
          set: [{ column: 'a', value: { kind: 'expression', columns: [{ relation: 'o', column: 'name' }], column: 'name' } }],
          where: { kind: 'expression', columns: [{ relation: 'o', column: 'id' }, { relation: 't', column: 'id' }] },
          from: { relations: ['o'], columns: [{ relation: 'o', column: 'id' }, { relation: 'o', column: 'name' }] }
        }
      ],
    ],
    [
      'WITH gone AS (DELETE FROM a WHERE x < 1 RETURNING id, b) INSERT INTO archive SELECT * FROM gone',
      [
        { kind: 'delete', table: 'a', where: { kind: 'expression', columns: [{ relation: 'a', column: 'x' }] } },
        {
          kind: 'insert',
          table: 'archive',
          from: {
            columns: [{ relation: 'a', column: 'id' }, { relation: 'a', column: 'b' }],
            star: true,
            output: [{ name: 'id', from: { relation: 'a', column: 'id' } }, { name: 'b', from: { relation: 'a', column: 'b' } }]
          }
        }
      ],
    ],
    ['DELETE FROM t', [{ kind: 'delete', table: 't' }]],
    [
      'DELETE FROM t USING o WHERE o.id = t.id',
      [
        {
          kind: 'delete',
          table: 't',
          where: { kind: 'expression', columns: [{ relation: 'o', column: 'id' }, { relation: 't', column: 'id' }] },
          from: { relations: ['o'] }
        }
      ],
    ],
    [
      'MERGE INTO t USING s ON s.id = t.id WHEN MATCHED THEN UPDATE SET a = s.a WHEN NOT MATCHED THEN INSERT (a) VALUES (s.a)',
      [
        {
          kind: 'update',
          table: 't',
          from: { relations: ['s'] },
          where: { kind: 'expression', columns: [{ relation: 's', column: 'id' }, { relation: 't', column: 'id' }] },
          set: [{ column: 'a', value: { kind: 'expression', columns: [{ relation: 's', column: 'a' }], column: 'a' } }]
        },
        { kind: 'insert', table: 't', columns: ['a'], from: { relations: ['s'] } }
      ],
    ],
    ['MERGE INTO t USING s ON s.id = t.id WHEN MATCHED THEN DO NOTHING', [{ kind: 'other', command: 'merge', table: 't' }]],
    ['TRUNCATE a, b CASCADE', [{ kind: 'truncate', table: 'a', cascade: true }, { kind: 'truncate', table: 'b', cascade: true }]],
    ['COPY t (a) FROM stdin', [{ kind: 'copy', table: 't', direction: 'from' }]],
  ])('%s', (sql, expected) => {
    expect(brief(sql)).toEqual(expected);
  });
});
