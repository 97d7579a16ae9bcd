import { describe, expect, test } from 'vitest';
import { brief } from './lowered.ts';

describe('indexes, types and views', () => {
  test.each([
    [
      'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON s.t (a, lower(b) DESC) INCLUDE (c) NULLS NOT DISTINCT WHERE d IS NOT NULL',
      [
        {
          kind: 'create-index',
          table: 's.t',
          index: 'i',
          unique: true,
          concurrently: true,
          ifNotExists: true,
          method: 'btree',
          keys: [{ column: 'a' }, { expression: { kind: 'expression', columns: [{ column: 'b' }], functions: ['lower'], label: 'lower' } }],
          include: ['c'],
          where: { kind: 'expression', columns: [{ column: 'd' }], provesNotNull: ['d'] },
          nullsNotDistinct: true
        }
      ],
    ],
    ['CREATE INDEX ON ONLY t USING gin (a gin_trgm_ops)', [{ kind: 'create-index', table: 't', only: true, method: 'gin', keys: [{ column: 'a' }] }]],
    [
      'DROP INDEX CONCURRENTLY IF EXISTS s.a, b',
      [
        { kind: 'drop-index', ifExists: true, index: 's.a', concurrently: true },
        { kind: 'drop-index', ifExists: true, index: 'b', concurrently: true }
      ],
    ],
    [`CREATE TYPE s.mood AS ENUM ('sad', 'ok')`, [{ kind: 'create-enum', type: 's.mood', values: ['sad', 'ok'] }]],
    [
      `ALTER TYPE mood ADD VALUE IF NOT EXISTS 'new' BEFORE 'ok'`,
      [{ kind: 'add-enum-value', type: 'mood', value: 'new', ifNotExists: true, before: 'ok' }],
    ],
    [`ALTER TYPE mood ADD VALUE 'new' AFTER 'ok'`, [{ kind: 'add-enum-value', type: 'mood', value: 'new', after: 'ok' }]],
    [`ALTER TYPE mood RENAME VALUE 'a' TO 'b'`, [{ kind: 'rename-enum-value', type: 'mood', value: 'a', newValue: 'b' }]],
    [
      `CREATE DOMAIN d AS varchar(20) NOT NULL DEFAULT 'x' CHECK (value <> '')`,
      [
        {
          kind: 'create-domain',
          type: 'd',
          base: 'pg_catalog.varchar(20)',
          notNull: true,
          default: { kind: 'constant', literal: 'x' },
          checks: [{ kind: 'expression', columns: [{ column: 'value' }] }]
        }
      ],
    ],
    [`ALTER DOMAIN d ADD CONSTRAINT c CHECK (value <> '') NOT VALID`, [{ kind: 'alter-domain', type: 'd', action: 'add-check', notValid: true }]],
    ['ALTER DOMAIN d ADD NOT NULL', [{ kind: 'alter-domain', type: 'd', action: 'set-not-null' }]],
    ['ALTER DOMAIN d SET NOT NULL', [{ kind: 'alter-domain', type: 'd', action: 'set-not-null' }]],
    ['ALTER DOMAIN d DROP NOT NULL', [{ kind: 'alter-domain', type: 'd', action: 'drop-not-null' }]],
    ['ALTER DOMAIN d DROP CONSTRAINT IF EXISTS c', [{ kind: 'alter-domain', type: 'd', action: 'drop-constraint' }]],
    ['ALTER DOMAIN d VALIDATE CONSTRAINT c', [{ kind: 'alter-domain', type: 'd', action: 'validate' }]],
    ['ALTER DOMAIN d SET DEFAULT 1', [{ kind: 'alter-domain', type: 'd', action: 'set-default' }]],
    ['ALTER DOMAIN d DROP DEFAULT', [{ kind: 'alter-domain', type: 'd', action: 'drop-default' }]],
    [
      'CREATE TYPE s.c AS (a int, b text[])',
      [
        {
          kind: 'create-composite-type',
          type: 's.c',
          attributes: [{ name: 'a', type: 'pg_catalog.int4' }, { name: 'b', type: 'pg_catalog.text[]' }]
        }
      ],
    ],
    ['CREATE TYPE r AS RANGE (subtype = int4)', [{ kind: 'create-object', object: 'type', name: 'r' }]],
    ['CREATE TYPE shell', [{ kind: 'create-object', object: 'type', name: 'shell' }]],
    [
      'DROP TYPE IF EXISTS a, s.b CASCADE',
      [{ kind: 'drop-type', ifExists: true, cascade: true, type: 'a' }, { kind: 'drop-type', ifExists: true, cascade: true, type: 's.b' }],
    ],
    ['DROP DOMAIN d', [{ kind: 'drop-type', type: 'd', domain: true }]],
    ['ALTER TYPE a RENAME TO b', [{ kind: 'rename-type', type: 'a', newName: 'b' }]],
    ['ALTER DOMAIN a RENAME TO b', [{ kind: 'rename-type', type: 'a', newName: 'b' }]],
    [
      'CREATE OR REPLACE VIEW v (x, y) AS SELECT a, b + 1 FROM t',
      [
        {
          kind: 'create-view',
          view: 'v',
          orReplace: true,
          columnNames: ['x', 'y'],
          query: {
            relations: ['t'],
            columns: [{ relation: 't', column: 'a' }, { relation: 't', column: 'b' }],
            output: [{ name: 'a', from: { relation: 't', column: 'a' } }, { name: '?column?' }]
          }
        }
      ],
    ],
    [
      'CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT * FROM t WITH NO DATA',
      [
        {
          kind: 'create-view',
          view: 'v',
          materialized: true,
          ifNotExists: true,
          query: {
            relations: ['t'],
            columns: [{ relation: 't', column: '*' }],
            star: true,
            output: [{ name: '*', star: true, from: { relation: 't', column: '*' } }]
          }
        }
      ],
    ],
    [
      'DROP VIEW IF EXISTS a, b CASCADE',
      [{ kind: 'drop-view', ifExists: true, cascade: true, view: 'a' }, { kind: 'drop-view', ifExists: true, cascade: true, view: 'b' }],
    ],
    ['DROP MATERIALIZED VIEW v', [{ kind: 'drop-view', view: 'v', materialized: true }]],
    ['REFRESH MATERIALIZED VIEW CONCURRENTLY v', [{ kind: 'refresh-materialized-view', view: 'v', concurrently: true }]],
  ])('%s', (sql, expected) => {
    expect(brief(sql)).toEqual(expected);
  });
});
