import { describe, expect, it } from 'vitest';
import type { TypeName } from '../../src/operations/operation.ts';
import { formatType, isBuiltInType } from '../../src/postgres/types.ts';

const builtIn = (name: string, modifiers: TypeName['modifiers'] = [], dimensions = 0): TypeName => ({ schema: 'pg_catalog', name, modifiers, dimensions });
const own = (schema: string, name: string, modifiers: TypeName['modifiers'] = [], dimensions = 0): TypeName => ({ schema, name, modifiers, dimensions });

/** A server is asked in test/truth/postgres.test.ts. */
describe('types as format_type spells them', () => {
  it.each([
    ['character varying(320)', builtIn('varchar', [320])],
    ['character varying', builtIn('varchar')],
    ['character(1)', builtIn('bpchar', [1])],
    ['bpchar', builtIn('bpchar')],
    ['"char"', builtIn('char')],
    ['"bit"', builtIn('bit')],
    ['bit(8)', builtIn('bit', [8])],
    ['bit varying(8)', builtIn('varbit', [8])],
    ['numeric(10,2)', builtIn('numeric', [10, 2])],
    ['numeric(10,0)', builtIn('numeric', [10])],
    ['timestamp(3) with time zone', builtIn('timestamptz', [3])],
    ['time without time zone', builtIn('time')],
    ['interval day to second(3)', builtIn('interval', [7176, 3])],
    ['interval day to second(3)', builtIn('interval', ['day to second', 3])],
    ['interval(3)', builtIn('interval', [32767, 3])],
    ['interval year', builtIn('interval', [4])],
    ['interval', builtIn('interval')],
    ['text[]', builtIn('text', [], 3)],
    ['integer[]', builtIn('_int4')],
    ['mood', own('public', 'mood')],
    ['app.mood[]', own('app', 'mood', [], 1)],
    ['app."Mood"', own('app', 'Mood')],
    ['"order"', own('public', 'order')],
    ['vector(3)', own('public', 'vector', [3])],
  ])('%s', (spelled, type) => {
    expect(formatType(type)).toBe(spelled);
  });

  it('leave out schemas of the search path', () => {
    expect(formatType(own('app', 'mood'), ['app'])).toBe('mood');
    expect(formatType(own('public', 'mood'), ['app'])).toBe('public.mood');
  });

  it('know what is built in', () => {
    expect(['int4', '_int4', 'timestamptz', 'tsmultirange', 'xid8', 'any'].every(isBuiltInType)).toBe(true);
    expect(['int', 'citext', '_citext', 'serial', ''].some(isBuiltInType)).toBe(false);
  });
});
