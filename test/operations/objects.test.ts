import { describe, expect, test } from 'vitest';
import { brief } from './lowered.ts';

describe('objects with a name of their own', () => {
  test.each([
    [
      'CREATE SEQUENCE IF NOT EXISTS s.q OWNED BY s.t.id',
      [{ kind: 'create-sequence', sequence: 's.q', ifNotExists: true, ownedBy: { table: 's.t', column: 'id' } }],
    ],
    ['CREATE TEMP SEQUENCE q', [{ kind: 'create-sequence', sequence: 'pg_temp.q', temporary: true }]],
    ['ALTER SEQUENCE q OWNED BY NONE', [{ kind: 'alter-sequence', sequence: 'q' }]],
    ['ALTER SEQUENCE q OWNED BY t.id', [{ kind: 'alter-sequence', sequence: 'q', ownedBy: { table: 't', column: 'id' } }]],
    ['DROP SEQUENCE IF EXISTS q', [{ kind: 'drop-sequence', ifExists: true, sequence: 'q' }]],
    [
      'CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA x',
      [{ kind: 'create-object', object: 'extension', name: 'uuid-ossp', ifNotExists: true, schema: 'x' }],
    ],
    [
      `CREATE OR REPLACE FUNCTION s.f(a int, OUT b text, VARIADIC c text[] DEFAULT '{}', INOUT d users.id%TYPE, e varchar(20)) RETURNS SETOF record LANGUAGE sql AS 'SELECT 1 FROM nowhere'`,
      [
        {
          kind: 'create-object',
          object: 'function',
          name: 's.f',
          orReplace: true,
          arguments: ['integer', 'text[]', 'users.id%TYPE', 'character varying'],
          routine: {
            language: 'sql',
            volatility: 'volatile',
            returns: 'setof record',
            outputs: ['b text', 'd users.id%TYPE'],
            argumentNames: ['a', 'c', 'd', 'e'],
            defaults: 1,
            body: 'SELECT 1 FROM nowhere',
          },
        }
      ],
    ],
    [`CREATE PROCEDURE p() LANGUAGE sql AS 'DELETE FROM t'`, [{ kind: 'create-object', object: 'procedure', name: 'p', routine: { language: 'sql', volatility: 'volatile', defaults: 0, body: 'DELETE FROM t' } }]],
    [
      'CREATE FUNCTION f(int) RETURNS TABLE (a int, b text) IMMUTABLE BEGIN ATOMIC SELECT 1, $1; END',
      [
        {
          kind: 'create-object',
          object: 'function',
          name: 'f',
          arguments: ['integer'],
          routine: { language: 'sql', volatility: 'immutable', returns: 'setof record', outputs: ['a integer', 'b text'], argumentNames: [''], defaults: 0 },
        },
      ],
    ],
    ['CREATE PUBLICATION p FOR ALL TABLES', [{ kind: 'create-object', object: 'publication', name: 'p', options: ['for all tables'] }]],
    [
      'DROP FUNCTION IF EXISTS s.f(int, OUT text), g CASCADE',
      [
        { kind: 'drop-object', ifExists: true, cascade: true, object: 'function', name: 's.f', arguments: ['integer'] },
        { kind: 'drop-object', ifExists: true, cascade: true, object: 'function', name: 'g' }
      ],
    ],
    [
      'DROP PROCEDURE p(timestamp with time zone)',
      [{ kind: 'drop-object', object: 'procedure', name: 'p', arguments: ['timestamp with time zone'] }],
    ],
    ['ALTER FUNCTION f(int) RENAME TO g', [{ kind: 'rename-object', object: 'function', name: 'f', newName: 'g', arguments: ['integer'] }]],
    [
      'CREATE AGGREGATE total(int) (sfunc = int4_sum, stype = int8)',
      [{ kind: 'create-object', object: 'aggregate', name: 'total', arguments: ['integer'] }],
    ],
    [
      'CREATE AGGREGATE old (basetype = int, sfunc = int4_sum, stype = int8)',
      [{ kind: 'create-object', object: 'aggregate', name: 'old', arguments: ['integer'] }],
    ],
    ['DROP AGGREGATE total(int)', [{ kind: 'drop-object', object: 'aggregate', name: 'total', arguments: ['integer'] }]],
    [
      'CREATE OR REPLACE TRIGGER g BEFORE UPDATE OF a, b ON s.t FOR EACH ROW WHEN (old.c IS DISTINCT FROM new.c) EXECUTE FUNCTION f()',
      [{ kind: 'create-object', object: 'trigger', name: 'g', orReplace: true, on: 's.t', columns: ['a', 'b', 'c'], options: ['for each row'] }],
    ],
    ['DROP TRIGGER IF EXISTS g ON s.t', [{ kind: 'drop-object', ifExists: true, object: 'trigger', name: 'g', on: 's.t' }]],
    ['ALTER TRIGGER a ON t RENAME TO b', [{ kind: 'rename-object', object: 'trigger', name: 'a', on: 't', newName: 'b' }]],
    [
      `CREATE POLICY p ON t USING (owner = current_user AND EXISTS (SELECT 1 FROM members m WHERE m.team = t.team AND active)) WITH CHECK (state <> 'x')`,
      [{ kind: 'create-object', object: 'policy', name: 'p', on: 't', columns: ['owner', 'team', 'state'] }],
    ],
    ['DROP POLICY p ON t', [{ kind: 'drop-object', object: 'policy', name: 'p', on: 't' }]],
    [
      'CREATE OR REPLACE RULE r AS ON UPDATE TO t WHERE old.a = 1 DO INSTEAD NOTHING',
      [{ kind: 'create-object', object: 'rule', name: 'r', orReplace: true, on: 't', columns: ['a'] }],
    ],
    ['DROP RULE r ON s.t', [{ kind: 'drop-object', object: 'rule', name: 'r', on: 's.t' }]],
    ['CREATE ROLE joe', [{ kind: 'create-object', object: 'role', name: 'joe' }]],
    [
      'DROP ROLE IF EXISTS a, b',
      [{ kind: 'drop-object', object: 'role', name: 'a', ifExists: true }, { kind: 'drop-object', object: 'role', name: 'b', ifExists: true }],
    ],
    ['ALTER ROLE a RENAME TO b', [{ kind: 'rename-object', object: 'role', name: 'a', newName: 'b' }]],
    ['CREATE PUBLICATION p FOR TABLE t', [{ kind: 'create-object', object: 'publication', name: 'p', relations: ['t'] }]],
    ['CREATE STATISTICS s.x ON a, b FROM t', [{ kind: 'create-object', object: 'statistics', name: 's.x', relations: ['t'] }]],
    ['CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION f()', [{ kind: 'create-object', object: 'event trigger', name: 'e' }]],
    ['CREATE CAST (int AS text) WITH INOUT', [{ kind: 'create-object', object: 'cast', name: 'integer as text' }]],
    ['DROP CAST (int AS text)', [{ kind: 'drop-object', object: 'cast', name: 'integer as text' }]],
    [
      'CREATE OPERATOR CLASS s.c DEFAULT FOR TYPE int USING btree AS OPERATOR 1 <',
      [{ kind: 'create-object', object: 'operator class', name: 's.c' }],
    ],
    ['DROP OPERATOR CLASS s.c USING btree', [{ kind: 'drop-object', object: 'operator class', name: 's.c' }]],
    ['CREATE TEXT SEARCH CONFIGURATION s.c (copy = english)', [{ kind: 'create-object', object: 'text search configuration', name: 's.c' }]],
    [`CREATE COLLATION IF NOT EXISTS c (locale = 'C')`, [{ kind: 'create-object', object: 'collation', name: 'c', ifNotExists: true }]],
    ['CREATE USER MAPPING FOR joe SERVER s', [{ kind: 'create-object', object: 'user mapping', name: 'joe s' }]],
    ['DROP USER MAPPING IF EXISTS FOR joe SERVER s', [{ kind: 'drop-object', object: 'user mapping', name: 'joe s', ifExists: true }]],
    ['CREATE OPERATOR === (leftarg = int, rightarg = int, function = f)', [{ kind: 'create-object', object: 'operator', name: '===' }]],
    ['DROP OPERATOR === (int, int)', [{ kind: 'drop-object', object: 'operator', name: '===', arguments: ['integer', 'integer'] }]],
    ['CREATE SERVER IF NOT EXISTS s FOREIGN DATA WRAPPER w', [{ kind: 'create-object', object: 'server', name: 's', ifNotExists: true }]],
    ['DROP SERVER s', [{ kind: 'drop-object', object: 'server', name: 's' }]],
    ['CREATE LANGUAGE plperl', [{ kind: 'create-object', object: 'extension', name: 'plperl' }]],
  ])('%s', (sql, expected) => {
    expect(brief(sql)).toEqual(expected);
  });
});
