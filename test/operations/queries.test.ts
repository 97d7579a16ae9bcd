import { describe, expect, test } from 'vitest';
import { brief } from './lowered.ts';

describe('queries', () => {
  test.each([
    [
      'COPY (SELECT a FROM t) TO stdout',
      [
        {
          kind: 'select',
          query: { relations: ['t'], columns: [{ relation: 't', column: 'a' }], output: [{ name: 'a', from: { relation: 't', column: 'a' } }] }
        }
      ],
    ],
    [
      `SELECT create_hypertable('t', 'at')`,
      [{ kind: 'select', query: { output: [{ name: 'create_hypertable' }] }, functions: ['create_hypertable'] }],
    ],
    [`SELECT pg_catalog.set_config('search_path', 'App, "B"', false)`, [{ kind: 'set', setting: 'search_path', values: ['app', 'B'] }]],
    [
      `SELECT set_config('lock_timeout', '5s', true), f()`,
      [
        { kind: 'select', query: { output: [{ name: 'set_config' }, { name: 'f' }] }, functions: ['set_config', 'f'] },
        { kind: 'set', setting: 'lock_timeout', values: ['5s'], local: true }
      ],
    ],
    [
      'SELECT u.id, o.*, count(*) AS n FROM users u JOIN orders o ON o.user_id = u.id WHERE active GROUP BY u.id ORDER BY n',
      [
        {
          kind: 'select',
          query: {
            relations: ['users', 'orders'],
            columns: [
              { relation: 'orders', column: 'user_id' },
              { relation: 'users', column: 'id' },
              { relation: 'orders', column: '*' },
              { column: 'active' }
           ],
            star: true,
            output: [
              { name: 'id', from: { relation: 'users', column: 'id' } },
              { name: '*', star: true, from: { relation: 'orders', column: '*' } },
              { name: 'n', type: 'pg_catalog.int8' }
           ]
          },
          functions: ['count']
        }
      ],
    ],
    [
      'SELECT * FROM a, b x',
      [
        {
          kind: 'select',
          query: {
            relations: ['a', 'b'],
            columns: [{ relation: 'a', column: '*' }, { relation: 'b', column: '*' }],
            star: true,
            output: [{ name: '*', star: true, from: { relation: 'a', column: '*' } }, { name: '*', star: true, from: { relation: 'b', column: '*' } }]
          }
        }
      ],
    ],
    [
      'SELECT * FROM a JOIN b USING (id)',
      [
        {
          kind: 'select',
          query: {
            relations: ['a', 'b'],
            columns: [{ column: 'id' }, { relation: 'a', column: '*' }, { relation: 'b', column: '*' }],
            star: true,
            output: [{ name: '*', star: true }]
          }
        }
      ],
    ],
    [
      'SELECT x.total, x.at, y FROM (SELECT sum(amount) AS total, at FROM o GROUP BY at) x',
      [
        {
          kind: 'select',
          query: {
            relations: ['o'],
            columns: [{ relation: 'o', column: 'amount' }, { relation: 'o', column: 'at' }],
            output: [{ name: 'total' }, { name: 'at', from: { relation: 'o', column: 'at' } }, { name: 'y' }]
          },
          functions: ['sum']
        }
      ],
    ],
    [
      'WITH RECURSIVE r AS (SELECT id FROM t UNION ALL SELECT t.id FROM t JOIN r ON r.id = t.parent) SELECT id FROM r',
      [
        {
          kind: 'select',
          query: {
            relations: ['t'],
            columns: [{ relation: 't', column: 'id' }, { relation: 't', column: 'parent' }],
            output: [{ name: 'id', from: { relation: 't', column: 'id' } }]
          }
        }
      ],
    ],
    [
      `SELECT a FROM t WHERE EXISTS (SELECT 1 FROM o WHERE o.t = t.id AND kind = 'x')`,
      [
        {
          kind: 'select',
          query: {
            relations: ['t', 'o'],
            columns: [{ relation: 't', column: 'a' }, { relation: 'o', column: 't' }, { relation: 't', column: 'id' }, { column: 'kind' }],
            output: [{ name: 'a', from: { relation: 't', column: 'a' } }]
          }
        }
      ],
    ],
    [
      `SELECT v.a, g FROM (VALUES (1, 'x')) AS v (a, b), generate_series(1, 2) AS g`,
      [{ kind: 'select', query: { output: [{ name: 'a', type: 'pg_catalog.int4' }, { name: 'g' }] }, functions: ['generate_series'] }],
    ],
    [
      'SELECT a FROM ONLY s.t UNION SELECT b FROM u',
      [
        {
          kind: 'select',
          query: {
            relations: ['s.t', 'u'],
            columns: [{ relation: 's.t', column: 'a' }, { relation: 'u', column: 'b' }],
            output: [{ name: 'a', from: { relation: 's.t', column: 'a' } }]
          }
        }
      ],
    ],
    [
      `SELECT r.a FROM jsonb_to_recordset('[]') AS r (a int, b text)`,
      [{ kind: 'select', query: { output: [{ name: 'a', type: 'pg_catalog.int4' }] }, functions: ['jsonb_to_recordset'] }],
    ],
    [
      `SELECT current_date, NULL, 1.5, 'x', true, a > 1, a IS NULL, now() FROM t, o`,
      [
        {
          kind: 'select',
          query: {
            relations: ['t', 'o'],
            columns: [{ column: 'a' }],
            output: [
              { name: 'current_date', type: 'pg_catalog.date' },
              { name: '?column?', type: 'pg_catalog.text' },
              { name: '?column?', type: 'pg_catalog.numeric' },
              { name: '?column?', type: 'pg_catalog.text' },
              { name: '?column?', type: 'pg_catalog.bool' },
              { name: '?column?', type: 'pg_catalog.bool' },
              { name: '?column?', type: 'pg_catalog.bool' },
              { name: 'now', type: 'pg_catalog.timestamptz' }
           ]
          },
          functions: ['now']
        }
      ],
    ],
    ['SELECT g FROM generate_series(1, 2) AS g', [{ kind: 'select', query: { output: [{ name: 'g' }] }, functions: ['generate_series'] }]],
    [
      'SELECT x.* FROM (SELECT a, b AS c FROM t) x',
      [
        {
          kind: 'select',
          query: {
            relations: ['t'],
            columns: [{ relation: 't', column: 'a' }, { relation: 't', column: 'b' }],
            star: true,
            output: [{ name: 'a', from: { relation: 't', column: 'a' } }, { name: 'c', from: { relation: 't', column: 'b' } }]
          }
        }
      ],
    ],
    [
      'SELECT "T"."Id" FROM "App"."T"',
      [
        {
          kind: 'select',
          query: {
            relations: ['App.T'],
            columns: [{ relation: 'App.T', column: 'Id' }],
            output: [{ name: 'Id', from: { relation: 'App.T', column: 'Id' } }]
          }
        }
      ],
    ],
    [
      'SELECT s.t.a FROM s.t',
      [
        {
          kind: 'select',
          query: {
            relations: ['s.t'],
            columns: [{ relation: 's.t', column: 'a' }],
            output: [{ name: 'a', from: { relation: 's.t', column: 'a' } }]
          }
        }
      ],
    ],
    ['SELECT a FROM t x (b, c)', [{ kind: 'select', query: { relations: ['t'], output: [{ name: 'a' }] } }]],
    [
      'SELECT d.x FROM t, LATERAL (SELECT o.x FROM o WHERE o.t = t.id) d',
      [
        {
          kind: 'select',
          query: {
            relations: ['t', 'o'],
            columns: [{ relation: 'o', column: 'x' }, { relation: 'o', column: 't' }, { relation: 't', column: 'id' }],
            output: [{ name: 'x', from: { relation: 'o', column: 'x' } }]
          }
        }
      ],
    ],
  ])('%s', (sql, expected) => {
    expect(brief(sql)).toEqual(expected);
  });
});
