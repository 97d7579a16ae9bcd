import { describe, expect, test } from 'vitest';
import { brief } from './lowered.ts';

describe('ALTER TABLE and its like', () => {
  test.each([
    [
      'ALTER TABLE t ADD CHECK (a > 0), ADD COLUMN a int, ALTER b SET NOT NULL, ALTER c TYPE bigint USING c::bigint, ALTER d DROP DEFAULT, DROP e, ADD PRIMARY KEY (b), ALTER f SET DEFAULT 1, OWNER TO joe',
      [
        { kind: 'drop-default', table: 't', column: 'd' },
        { kind: 'drop-column', table: 't', column: 'e' },
        {
          kind: 'alter-column-type',
          table: 't',
          column: 'c',
          type: 'pg_catalog.int8',
          using: { kind: 'expression', columns: [{ column: 'c' }], castTo: 'pg_catalog.int8', column: 'c' }
        },
        { kind: 'add-column', table: 't', column: { name: 'a', type: 'pg_catalog.int4' } },
        { kind: 'set-not-null', table: 't', column: 'b' },
        { kind: 'add-constraint', table: 't', constraint: { type: 'primary key', columns: ['b'] } },
        {
          kind: 'add-constraint',
          table: 't',
          constraint: { type: 'check', expression: { kind: 'expression', columns: [{ column: 'a' }] }, enforced: true }
        },
        { kind: 'set-default', table: 't', column: 'f', default: { kind: 'constant', literal: '1' } },
        { kind: 'alter-table', table: 't', action: 'owner to', argument: 'joe' }
      ],
    ],
    [
      `ALTER TABLE IF EXISTS ONLY s.t ADD COLUMN IF NOT EXISTS a text NOT NULL DEFAULT 'x' CHECK (a <> '')`,
      [
        {
          kind: 'add-column',
          table: 's.t',
          tableIfExists: true,
          only: true,
          column: {
            name: 'a',
            type: 'pg_catalog.text',
            notNull: true,
            constraints: [{ type: 'check', expression: { kind: 'expression', columns: [{ column: 'a' }] }, enforced: true, column: 'a' }],
            default: { kind: 'constant', literal: 'x' }
          },
          ifNotExists: true
        }
      ],
    ],
    [
      'ALTER TABLE t DROP COLUMN IF EXISTS a CASCADE, DROP CONSTRAINT IF EXISTS c, DROP CONSTRAINT d CASCADE',
      [
        { kind: 'drop-column', table: 't', ifExists: true, cascade: true, column: 'a' },
        { kind: 'drop-constraint', table: 't', ifExists: true, constraint: 'c' },
        { kind: 'drop-constraint', table: 't', cascade: true, constraint: 'd' }
      ],
    ],
    [
      'ALTER TABLE t ALTER a TYPE varchar(20) COLLATE "C", ALTER b SET DATA TYPE numeric(10, 2)',
      [
        { kind: 'alter-column-type', table: 't', column: 'a', type: 'pg_catalog.varchar(20)', collation: 'C' },
        { kind: 'alter-column-type', table: 't', column: 'b', type: 'pg_catalog.numeric(10,2)' }
      ],
    ],
    [
      `ALTER TABLE t ALTER a SET DEFAULT NULL, ALTER b SET DEFAULT now(), ALTER c SET DEFAULT 'x'::text`,
      [
        { kind: 'set-default', table: 't', column: 'a', default: { kind: 'null' } },
        { kind: 'set-default', table: 't', column: 'b', default: { kind: 'expression', functions: ['now'] } },
        { kind: 'set-default', table: 't', column: 'c', default: { kind: 'constant', castTo: 'pg_catalog.text', literal: 'x' } }
      ],
    ],
    [
      'ALTER TABLE t ALTER a DROP NOT NULL, ALTER a DROP IDENTITY IF EXISTS, ALTER b ADD GENERATED ALWAYS AS IDENTITY, ALTER c DROP EXPRESSION, ALTER d SET EXPRESSION AS (a + 1)',
      [
        { kind: 'drop-not-null', table: 't', column: 'a' },
        { kind: 'drop-identity', table: 't', column: 'a', ifExists: true },
        { kind: 'drop-expression', table: 't', column: 'c' },
        { kind: 'set-expression', table: 't', column: 'd', expression: { kind: 'expression', columns: [{ column: 'a' }] } },
        { kind: 'add-identity', table: 't', column: 'b', identity: 'always' }
      ],
    ],
    [
      'ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX i, ADD CONSTRAINT n NOT NULL a NOT VALID, ADD FOREIGN KEY (a) REFERENCES o NOT VALID, VALIDATE CONSTRAINT v',
      [
        { kind: 'add-constraint', table: 't', constraint: { type: 'not null', columns: ['a'], notValid: true, name: 'n' } },
        { kind: 'add-constraint', table: 't', constraint: { type: 'unique', usingIndex: 'i', name: 'u' } },
        {
          kind: 'add-constraint',
          table: 't',
          constraint: { type: 'foreign key', columns: ['a'], references: 'o', onDelete: 'no action', onUpdate: 'no action', enforced: true, notValid: true }
        },
        { kind: 'validate-constraint', table: 't', constraint: 'v' }
      ],
    ],
    [
      'ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, DISABLE TRIGGER ALL, ENABLE ALWAYS TRIGGER g, REPLICA IDENTITY FULL, CLUSTER ON i',
      [
        { kind: 'alter-table', table: 't', action: 'enable row level security' },
        { kind: 'alter-table', table: 't', action: 'force row level security' },
        { kind: 'alter-table', table: 't', action: 'disable trigger all' },
        { kind: 'alter-table', table: 't', action: 'enable always trigger', argument: 'g' },
        { kind: 'alter-table', table: 't', action: 'replica identity', argument: 'full' },
        { kind: 'alter-table', table: 't', action: 'cluster on', argument: 'i' }
      ],
    ],
    [
      'ALTER TABLE t SET (fillfactor = 70, toast.autovacuum_enabled = off), RESET (fillfactor), SET TABLESPACE x, SET UNLOGGED, SET ACCESS METHOD heap, SET WITHOUT OIDS',
      [
        { kind: 'alter-table', table: 't', action: 'set without oids' },
        { kind: 'alter-table', table: 't', action: 'set', argument: 'fillfactor, toast.autovacuum_enabled' },
        { kind: 'alter-table', table: 't', action: 'reset', argument: 'fillfactor' },
        { kind: 'alter-table', table: 't', action: 'set tablespace', argument: 'x' },
        { kind: 'alter-table', table: 't', action: 'set unlogged' },
        { kind: 'alter-table', table: 't', action: 'set access method', argument: 'heap' }
      ],
    ],
    [
      'ALTER TABLE t ALTER a SET STATISTICS 10, ALTER a SET (n_distinct = 5), ALTER a SET STORAGE EXTERNAL, ALTER a SET COMPRESSION lz4, ALTER a SET GENERATED ALWAYS, ALTER CONSTRAINT c DEFERRABLE',
      [
        { kind: 'alter-table', table: 't', action: 'set statistics', argument: 'a' },
        { kind: 'alter-table', table: 't', action: 'alter column set', argument: 'a' },
        { kind: 'alter-table', table: 't', action: 'set storage', argument: 'a' },
        { kind: 'alter-table', table: 't', action: 'set compression', argument: 'a' },
        { kind: 'alter-table', table: 't', action: 'set identity', argument: 'a' },
        { kind: 'alter-table', table: 't', action: 'alter constraint', argument: 'c' }
      ],
    ],
    [
      'ALTER TABLE t INHERIT p, NO INHERIT q, OF kind, NOT OF',
      [
        { kind: 'inherit', table: 't', parent: 'p' },
        { kind: 'inherit', table: 't', parent: 'q', remove: true },
        { kind: 'alter-table', table: 't', action: 'of', argument: 'kind' },
        { kind: 'alter-table', table: 't', action: 'not of' }
      ],
    ],
    ['ALTER TABLE t REPLICA IDENTITY USING INDEX i', [{ kind: 'alter-table', table: 't', action: 'replica identity', argument: 'i' }]],
    ['ALTER TABLE t ATTACH PARTITION p FOR VALUES IN (1)', [{ kind: 'attach-partition', table: 't', partition: 'p' }]],
    ['ALTER TABLE t ATTACH PARTITION p DEFAULT', [{ kind: 'attach-partition', table: 't', partition: 'p', default: true }]],
    ['ALTER TABLE t DETACH PARTITION p CONCURRENTLY', [{ kind: 'detach-partition', table: 't', partition: 'p', concurrently: true }]],
    ['ALTER TABLE t DETACH PARTITION p FINALIZE', [{ kind: 'detach-partition', table: 't', partition: 'p', finalize: true }]],
    ['ALTER INDEX i ATTACH PARTITION j', [{ kind: 'attach-index', index: 'i', partition: 'j' }]],
    ['ALTER INDEX i SET (fillfactor = 70)', [{ kind: 'other', command: 'alter index', options: ['set'], table: 'i' }]],
    ['ALTER VIEW v ALTER COLUMN a SET DEFAULT 1', [{ kind: 'other', command: 'alter view', options: ['set default'], table: 'v' }]],
    ['ALTER SEQUENCE s OWNER TO joe', [{ kind: 'other', command: 'alter sequence', options: ['owner to'], table: 's' }]],
    ['ALTER MATERIALIZED VIEW v SET TABLESPACE x', [{ kind: 'other', command: 'alter materialized view', options: ['set tablespace'], table: 'v' }]],
    ['ALTER FOREIGN TABLE f ADD COLUMN a int', [{ kind: 'add-column', table: 'f', column: { name: 'a', type: 'pg_catalog.int4' } }]],
    [
      'ALTER TYPE c ADD ATTRIBUTE a int, DROP ATTRIBUTE b, ALTER ATTRIBUTE d TYPE text',
      [
        { kind: 'other', command: 'alter type', options: ['add attribute'] },
        { kind: 'other', command: 'alter type', options: ['drop attribute'] },
        { kind: 'other', command: 'alter type', options: ['alter attribute'] }
      ],
    ],
    ['ALTER TABLE t RENAME COLUMN a TO b', [{ kind: 'rename-column', table: 't', column: 'a', newName: 'b' }]],
    ['ALTER VIEW v RENAME a TO b', [{ kind: 'rename-column', table: 'v', column: 'a', newName: 'b' }]],
    [
      'ALTER TABLE IF EXISTS t RENAME CONSTRAINT a TO b',
      [{ kind: 'rename-constraint', table: 't', tableIfExists: true, constraint: 'a', newName: 'b' }],
    ],
    ['ALTER TYPE c RENAME ATTRIBUTE a TO b', [{ kind: 'other', command: 'alter type', options: ['rename attribute'] }]],
    ['ALTER DOMAIN d RENAME CONSTRAINT a TO b', [{ kind: 'other', command: 'alter domain', options: ['rename constraint'] }]],
  ])('%s', (sql, expected) => {
    expect(brief(sql)).toEqual(expected);
  });
});
