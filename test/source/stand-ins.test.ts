import { describe, expect, it } from 'vitest';
import { standIn } from '../../src/source/stand-ins.ts';

describe('standIn', () => {
  it.each([
    ['DROP TABLE ${a.b}', 'DROP TABLE __a_b_'],
    ['DROP TABLE x_{{.a}}', 'DROP TABLE x____a__'],
    ['DROP TABLE @a@', 'DROP TABLE _a_'],
    ["SELECT :a, :'b', :\"c\", d::text, e[1:f]", "SELECT _a, 'b', \"c\", d::text, e[1:f]"],
    ["SELECT :a, '${b}', $$ :c $$ -- ${d}", "SELECT _a, '${b}', $$ :c $$ -- ${d}"],
    ['a varchar(${n}), START WITH ${m}, b numeric(${p}, 2)', 'a varchar( 1), START WITH 1, b numeric(__p_, 2)'],
    ['a {{if .mysql}}b{{else}}c{{end}} d', 'a c d'],
    ['a {{if not .postgres}}b{{else}}c{{end}} d', 'a c d'],
    ['a {{if eq .D "postgres"}}b{{else}}c{{end}} d', 'a b d'],
    ['a {{if .x}}b{{else}}c{{end}} d', 'a b d'],
    ['a {{if .x}}b{{else if .postgres}}c{{end}} d', 'a c d'],
    ['a {{if .mysql}}b{{else if .sqlite}}c{{end}} d', 'a d'],
    ['a {{#if x}}b{{/if}} {{range .y}}c{{end}} d', 'a b c d'],
    ['a {{if .mysql}}b{{if .x}}c{{end}}{{end}} d', 'a d'],
    ['a {{if .open}}b', 'a b'],
  ])('%s', (text, expected) => {
    const { text: stood = '' } = standIn(text) ?? {};
    expect(stood.length).toBe(text.length);
    expect(stood.replace(/ +/g, ' ')).toBe(expected);
  });

  it('changes neither length nor lines', () => {
    const text = '{{- /*\n */ -}}\nSELECT {{ .a }}\n{{if .mysql}}\r\nx;\n{{end}}';
    const { text: stood = '' } = standIn(text) ?? {};
    expect(stood.length).toBe(text.length);
    expect(stood.replace(/[^\r\n]/g, '')).toBe(text.replace(/[^\r\n]/g, ''));
  });

  it('tells names from whole statements', () => {
    const text = 'SELECT 1;\n{{ template "x" . }}\n${statement};\nDROP TABLE {{.t}};';
    const stood = standIn(text);
    expect(stood?.unresolved.map(({ start, end }) => text.slice(start, end))).toEqual(['{{ template "x" . }}', '${statement}']);
    expect(stood?.standIns.map(({ start, end }) => text.slice(start, end))).toEqual(['{{.t}}']);
  });

  it('has nothing to do in plain SQL', () => {
    expect(standIn("SELECT a::int, '{{x}}', b @> c, d[1:2]")).toBeUndefined();
    expect(standIn('SELECT 1')).toBeUndefined();
  });
});
