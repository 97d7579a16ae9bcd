import { describe, expect, it } from 'vitest';
import { split } from '../../src/source/split.ts';

function pieces(text: string): string[] {
  return [...split(text)].map(({ start, end }) => text.slice(start, end));
}

describe('split', () => {
  it.each([
    ['a; b ;; c', ['a', 'b', 'c']],
    ["a ';' b; c \";\" d; $$;$$; $x$;$$;$x$; E'\\';'; f", ["a ';' b", 'c ";" d', '$$;$$', '$x$;$$;$x$', "E'\\';'", 'f']],
    ['-- a;\n b -- c;\n ; /* ; /* ; */ ; */ d /* e */', ['b', 'd']],
    ["name'x'; na$me; b", ["name'x'", 'na$me', 'b']],
    ['CREATE RULE r AS ON INSERT TO t DO (a; b); c', ['CREATE RULE r AS ON INSERT TO t DO (a; b)', 'c']],
    ['a (b; c', ['a (b', 'c']],
    ['CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 2; END; BEGIN; END', ['CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 2; END', 'BEGIN', 'END']],
    ['', []],
    [' ; -- nothing', []],
  ])('%s', (text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });

  it("ends statements where psql sends them, and leaves psql's own text out", () => {
    const text = "\\set a 'b\nSELECT 1 \\gset\nCOPY t FROM STDIN;\n1;'\n\\.\nSELECT\n\\echo ;\n2;";
    const found = [...split(text)];
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['SELECT 1', 'COPY t FROM STDIN', 'SELECT\n\\echo ;\n2']);
    expect(found.map(({ afterGap }) => afterGap)).toEqual([true, true, true]);
    expect(found[2]?.commands.map(({ start, end }) => text.slice(start, end))).toEqual(['\\echo ;']);
  });

  it.each(["a; b 'c; d", 'a; b "c; d', 'a; b $x$c; d', 'a; b /*c; d'])('says what never ends: %s', (text) => {
    expect([...split(text)]).toMatchObject([{ start: 0, end: 1 }, { start: 3, end: text.length, unterminated: 5 }]);
  });

  it('loses no token of any prefix', () => {
    const text = "CREATE RULE a AS (b; c); 'd;' $$;$$ -- e;\n /* f; */ g BEGIN ATOMIC x; END; h";
    for (let length = 0; length <= text.length; length++) {
      const prefix = text.slice(0, length);
      let at = 0;
      let between = '';
      for (const { start, end } of split(prefix)) {
        expect(start).toBeGreaterThanOrEqual(at);
        between += prefix.slice(at, start);
        at = end;
      }
      between += prefix.slice(at);
      expect(between.replace(/--[^\n]*|\/\*.*?\*\//g, '').trim()).toMatch(/^[;\s]*$/);
    }
  });
});
