import { describe, expect, test } from 'vitest';
import type { TypeName } from '../../src/operations/operation.ts';
import { lowered } from './lowered.ts';

/** The type of a column that is added with it. */
function typeOf(sql: string): { type: TypeName; serial?: string } {
  const [operation] = lowered(`ALTER TABLE t ADD COLUMN c ${sql}`);
  if (operation?.kind !== 'add-column') throw new Error('no column was added');
  const { type, serial } = operation.column;
  return { type, ...(serial ? { serial } : {}) };
}

const builtIn = (name: string, modifiers: readonly (number | string)[] = [], dimensions = 0): TypeName => ({ schema: 'pg_catalog', name, modifiers, dimensions });

describe('types', () => {
  test.each<[string, TypeName]>([
    ['int', builtIn('int4')],
    ['decimal', builtIn('numeric')],
    ['numeric(10, 2)', builtIn('numeric', [10, 2])],
    ['numeric(3, -2)', builtIn('numeric', [3, -2])],
    ['varchar', builtIn('varchar')],
    ['character varying(20)', builtIn('varchar', [20])],
    ['char', builtIn('bpchar', [1])],
    ['char(4)', builtIn('bpchar', [4])],
    ['"char"', builtIn('char')],
    ['text', builtIn('text')],
    ['boolean', builtIn('bool')],
    ['float(24)', builtIn('float4')],
    ['float(25)', builtIn('float8')],
    ['double precision', builtIn('float8')],
    ['bit', builtIn('bit', [1])],
    ['bit varying(8)', builtIn('varbit', [8])],
    ['timestamp', builtIn('timestamp')],
    ['timestamp(3) with time zone', builtIn('timestamptz', [3])],
    ['timestamptz', builtIn('timestamptz')],
    ['time(0)', builtIn('time', [0])],
    ['interval', builtIn('interval')],
    ['interval year to month', builtIn('interval', [6])],
    ['interval(3)', builtIn('interval', [32767, 3])],
    ['text[]', builtIn('text', [], 1)],
    ['varchar(5)[][3]', builtIn('varchar', [5], 2)],
    ['int ARRAY', builtIn('int4', [], 1)],
    ['pg_catalog.int4', builtIn('int4')],
    ['mood', { schema: 'public', name: 'mood', modifiers: [], dimensions: 0 }],
    ['"App"."Mood"[]', { schema: 'App', name: 'Mood', modifiers: [], dimensions: 1 }],
    ['geometry(Point, 4326)', { schema: 'public', name: 'geometry', modifiers: ['point', 4326], dimensions: 0 }],
    [`vector('x')`, { schema: 'public', name: 'vector', modifiers: ['x'], dimensions: 0 }],
  ])('%s', (sql, type) => {
    expect(typeOf(sql)).toEqual({ type });
  });

  test.each([
    ['smallserial', 'smallserial', 'int2'],
    ['serial2', 'smallserial', 'int2'],
    ['serial', 'serial', 'int4'],
    ['serial4', 'serial', 'int4'],
    ['BIGSERIAL', 'bigserial', 'int8'],
    ['serial8', 'bigserial', 'int8'],
  ])('%s is an integer with a sequence', (sql, serial, name) => {
    expect(typeOf(sql)).toEqual({ type: builtIn(name), serial });
  });

  test('an array of serial and a serial in a schema are no serial', () => {
    expect(typeOf('s.serial')).toEqual({ type: { schema: 's', name: 'serial', modifiers: [], dimensions: 0 } });
    expect(typeOf('serial[]').serial).toBeUndefined();
  });
});
