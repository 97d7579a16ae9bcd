import { describe, expect, it } from 'vitest';
import { lexeme, nextToken, tokens } from '../../src/source/tokens.ts';

function lexed(text: string): string[] {
  return tokens(text).map(({ start, end }) => text.slice(start, end));
}

describe('tokens', () => {
  it.each([
    ["SELECT 'it''s', E'\\'' , e'a'", ['SELECT', "'it''s'", ',', "E'\\''", ',', "e'a'"]],
    ["U&'\\0441' u&\"a\"\"b\" B'01' x'1F' N'n'", ["U&'\\0441'", 'u&"a""b"', "B'01'", "x'1F'", "N'n'"]],
    ['$$a$b$$ $tag$ $$ $tag$ $1 a$b$c', ['$$a$b$$', '$tag$ $$ $tag$', '$1', 'a$b$c']],
    ['a--b\nc/* d /* e */ f */g', ['a', 'c', 'g']],
    ["'a'\n  -- joined\n  'b' 'c'", ["'a'\n  -- joined\n  'b'", "'c'"]],
    ['1.5e-3 .5 1..2 0xFF 1_000 5.', ['1.5e-3', '.5', '1', '..', '2', '0xFF', '1_000', '5.']],
    ['a>=-1 b->>c @-d 2*-1 a<>b x::int y:=1', ['a', '>=', '-', '1', 'b', '->>', 'c', '@-', 'd', '2', '*', '-', '1', 'a', '<>', 'b', 'x', '::', 'int', 'y', ':=', '1']],
    ['naïve ${a}_b {{ .c }}d', ['naïve', '${a}_b', '{{ .c }}d']],
    ['a[1:n]', ['a', '[', '1', ':', 'n', ']']],
  ])('%s', (text, expected) => {
    expect(lexed(text)).toEqual(expected);
  });

  it.each(["'abc", '"abc', '$$ abc $', '/* /* */', "E'\\'", "U&'"])('that never end say so: %s', (text) => {
    expect(lexeme(text, 0)).toEqual({ kind: 'unterminated', start: 0, end: text.length });
  });

  it('keep to their limit', () => {
    expect(nextToken('  a b', 0, 2)).toBeUndefined();
    expect(tokens('a b c', 0, 3).length).toBe(2);
    expect(lexeme('', 0)).toBeUndefined();
  });

  it('cover every text without a gap', () => {
    const text = "\\ ~ é \u00a0 § { } ${ {{ @ ' \" $ $a /* ";
    for (let length = 0; length <= text.length; length++) {
      const prefix = text.slice(0, length);
      let at = 0;
      for (let token = lexeme(prefix, at); token; token = lexeme(prefix, at)) {
        expect(token.start).toBe(at);
        expect(token.end).toBeGreaterThan(at);
        at = token.end;
      }
      expect(at).toBe(length);
    }
  });

  it('are found in a string of megabytes', () => {
    const text = `'${"x''".repeat(2_000_000)}' a`;
    expect(tokens(text).length).toBe(2);
  });
});
