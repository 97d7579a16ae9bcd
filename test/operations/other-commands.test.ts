import { describe, expect, test } from 'vitest';
import { brief } from './lowered.ts';

describe('commands that no operation describes', () => {
  test.each([
    [
      'VACUUM (FULL, ANALYZE FALSE) a, b',
      [
        { kind: 'other', command: 'vacuum', options: ['full', 'analyze=false'], table: 'a' },
        { kind: 'other', command: 'vacuum', options: ['full', 'analyze=false'], table: 'b' }
      ],
    ],
    ['VACUUM', [{ kind: 'other', command: 'vacuum' }]],
    ['ANALYZE t (a)', [{ kind: 'other', command: 'analyze', table: 't' }]],
    ['REINDEX INDEX CONCURRENTLY i', [{ kind: 'other', command: 'reindex', options: ['index', 'concurrently'], table: 'i' }]],
    [
      'REINDEX (CONCURRENTLY FALSE, VERBOSE) TABLE t',
      [{ kind: 'other', command: 'reindex', options: ['table', 'concurrently=false', 'verbose'], table: 't' }],
    ],
    ['REINDEX SCHEMA s', [{ kind: 'other', command: 'reindex', options: ['schema'] }]],
    ['REINDEX DATABASE d', [{ kind: 'other', command: 'reindex', options: ['database'] }]],
    ['CLUSTER', [{ kind: 'other', command: 'cluster' }]],
    ['CLUSTER t USING i', [{ kind: 'other', command: 'cluster', table: 't' }]],
    ['CREATE DATABASE d TEMPLATE template0', [{ kind: 'other', command: 'create database', options: ['template=template0'] }]],
    ['DROP DATABASE IF EXISTS d', [{ kind: 'other', command: 'drop database' }]],
    ['ALTER DATABASE d SET TABLESPACE x', [{ kind: 'other', command: 'alter database', options: ['tablespace'] }]],
    ['ALTER DATABASE d SET search_path TO a', [{ kind: 'other', command: 'alter database' }]],
    [`ALTER SYSTEM SET work_mem = '1GB'`, [{ kind: 'other', command: 'alter system' }]],
    [`CREATE TABLESPACE x LOCATION '/y'`, [{ kind: 'other', command: 'create tablespace' }]],
    ['DROP TABLESPACE x', [{ kind: 'other', command: 'drop tablespace' }]],
    ['DISCARD ALL', [{ kind: 'other', command: 'discard', options: ['all'] }]],
    ['DISCARD PLANS', [{ kind: 'other', command: 'discard', options: ['plans'] }]],
    [
      `CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (create_slot = false, connect, slot_name = NONE)`,
      [{ kind: 'other', command: 'create subscription', options: ['create_slot=false', 'connect', 'slot_name=none'] }],
    ],
    ['ALTER SUBSCRIPTION s REFRESH PUBLICATION', [{ kind: 'other', command: 'alter subscription', options: ['refresh publication'] }]],
    [
      'ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = off)',
      [{ kind: 'other', command: 'alter subscription', options: ['set publication', 'refresh=off'] }],
    ],
    ['DROP SUBSCRIPTION s', [{ kind: 'other', command: 'drop subscription' }]],
    [
      'GRANT SELECT ON a, b TO joe',
      [
        { kind: 'other', command: 'grant', options: ['table', 'select'], table: 'a', attached: { object: 'table', name: 'a', roles: ['joe'], privileges: ['select'] } },
        { kind: 'other', command: 'grant', options: ['table', 'select'], table: 'b', attached: { object: 'table', name: 'b', roles: ['joe'], privileges: ['select'] } }
      ],
    ],
    ['GRANT ALL ON SCHEMA s TO joe', [{ kind: 'other', command: 'grant', options: ['schema', 'all'], attached: { object: 'schema', name: 's', roles: ['joe'] } }]],
    ['GRANT ALL ON ALL TABLES IN SCHEMA s TO joe', [{ kind: 'other', command: 'grant', options: ['table', 'all'], attached: { object: 'all tables in schema', name: 's', roles: ['joe'] } }]],
    ['REVOKE ALL ON t FROM joe', [{ kind: 'other', command: 'revoke', options: ['table', 'all'], table: 't', attached: { object: 'table', name: 't', roles: ['joe'] } }]],
    ['GRANT a TO b', [{ kind: 'other', command: 'grant role' }]],
    ['GRANT EXECUTE ON FUNCTION f() TO PUBLIC', [{ kind: 'other', command: 'grant', options: ['function', 'execute', 'to public'], attached: { object: 'function', name: 'f', roles: ['PUBLIC'], privileges: ['execute'] } }]],
    ['ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO joe', [{ kind: 'other', command: 'alter default privileges', options: ['grant', 'table', 'select'] }]],
    [`COMMENT ON TABLE s.t IS 'x'`, [{ kind: 'other', command: 'comment', options: ['table'], table: 's.t', attached: { object: 'table', name: 's.t', comment: 'x' } }]],
    [`COMMENT ON COLUMN s.t.a IS 'x'`, [{ kind: 'other', command: 'comment', options: ['column'], table: 's.t', attached: { object: 'column', name: 's.t', part: 'a', comment: 'x' } }]],
    [`COMMENT ON CONSTRAINT c ON t IS 'x'`, [{ kind: 'other', command: 'comment', options: ['constraint'], table: 't', attached: { object: 'constraint', name: 't', part: 'c', comment: 'x' } }]],
    [`COMMENT ON FUNCTION f(int) IS 'x'`, [{ kind: 'other', command: 'comment', options: ['function'], attached: { object: 'function', name: 'f', comment: 'x' } }]],
    ['ALTER FUNCTION f(int) OWNER TO joe', [{ kind: 'other', command: 'alter function', options: ['owner to'] }]],
    ['ALTER FUNCTION f(int) IMMUTABLE', [{ kind: 'other', command: 'alter function', routine: 'f' }]],
    ['ALTER FUNCTION f(int) SECURITY DEFINER SET search_path = s', [{ kind: 'other', command: 'alter function', options: ['security definer', 'set search_path'], routine: 'f' }]],
    ['ALTER FUNCTION f(int) DEPENDS ON EXTENSION x', [{ kind: 'other', command: 'alter function', options: ['depends on extension'] }]],
    ['ALTER FUNCTION f(int) SET SCHEMA s', [{ kind: 'other', command: 'alter function', options: ['set schema'] }]],
    ['ALTER POLICY p ON t USING (true)', [{ kind: 'other', command: 'alter policy', options: ['p'], table: 't' }]],
    ['ALTER EXTENSION x UPDATE', [{ kind: 'other', command: 'alter extension', options: ['update'] }]],
    ['ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b', [{ kind: 'other', command: 'alter table', options: ['all in tablespace'] }]],
    ['CALL s.p(1)', [{ kind: 'other', command: 'call', options: ['s.p'] }]],
    ['EXPLAIN DELETE FROM t', [{ kind: 'other', command: 'explain' }]],
    ['EXPLAIN (ANALYZE) DELETE FROM t', [{ kind: 'other', command: 'explain', options: ['analyze'] }, { kind: 'delete', table: 't' }]],
    ['SET CONSTRAINTS ALL DEFERRED', [{ kind: 'other', command: 'set constraints' }]],
    ['PREPARE q AS SELECT 1', [{ kind: 'other', command: 'prepare' }]],
    ['DECLARE c CURSOR FOR SELECT 1', [{ kind: 'other', command: 'declare cursor' }]],
    ['NOTIFY x', [{ kind: 'other', command: 'notify' }]],
    ['LISTEN x', [{ kind: 'other', command: 'listen' }]],
    ['CHECKPOINT', [{ kind: 'other', command: 'checkpoint' }]],
    ['DROP OWNED BY joe', [{ kind: 'other', command: 'drop owned' }]],
    ['REASSIGN OWNED BY a TO b', [{ kind: 'other', command: 'reassign owned' }]],
    ['IMPORT FOREIGN SCHEMA a FROM SERVER s INTO b', [{ kind: 'other', command: 'import foreign schema' }]],
    ['ALTER ROLE joe NOLOGIN', [{ kind: 'other', command: 'alter role' }]],
    ['SHOW x', [{ kind: 'other', command: 'show' }]],
  ])('%s', (sql, expected) => {
    expect(brief(sql)).toEqual(expected);
  });
});
