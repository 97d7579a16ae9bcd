import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, expect, it } from 'vitest';
import { plainCode } from '../../scripts/plain-code.mjs';

const source = `
class Base { #own = 'base'; #log: string[] = []; get #size() { return this.#log.length; } say(word: string): number { this.#log.push(word + this.#own); return this.#size; } said() { return this.#log; } }
class Sub extends Base { #own = 'sub'; #count?: number; static #made = 0; constructor() { super(); Sub.#made++; } #twice(word: string) { return word + word + this.#own + this.#count; } override say(word: string): number { return super.say(this.#twice(word)); } static get made() { return Sub.#made; } }
class Box<T> { readonly #value: T; constructor(value: T) { this.#value = value; } map<U>(change: (value: T) => U): Box<U> { return new Box(change(this.#value)); } same(other: Box<T>): boolean { return this.#value === other.#value; } }
const pairs: readonly (readonly [string, number])[] = [['a', 1], ['b', 2], ['c', 3]];
const out: unknown[] = [];
const growing = [3, 2, 1];
for (const n of growing) if (n > 1) growing.push(n - 2); else out.push(n);
outer: for (const [name, n] of pairs) { for (const x of [1, 2]) { if (x === n) continue outer; out.push([name, x]); } }
for (const { length } of ['xx', 'yyy'] as const) out.push(length);
const later: (() => number)[] = [];
for (const [, n] of pairs) later.push(() => n);
out.push(later.map((one) => one()));
for (const letter of 'ab') out.push(letter);
for (const [key, value] of new Map(pairs)) out.push(key, value);
for (const one of new Set([1])) out.push(one);
for (let n of [1]) { n += 1; out.push(n); }
const [first, , third] = pairs, [missing] = [] as string[];
out.push(first, third, missing);
const [head, ...rest] = [1, 2, 3]; const [or = 5] = [] as number[];
out.push(head, rest, or);
out.push(pairs.map(([name, n]) => ({ name, n })), pairs.map(([name], at) => name + at));
function sum([a, b]: readonly [number, number], ...[c]: number[]) { return a + b + c!; }
out.push(sum([1, 2], 3));
const sub = new Sub(); sub.say('hi');
out.push(sub.said(), Sub.made, new Box(1).map((n) => n + 1).same(new Box(2)));
export default out;
`;

const folder = mkdtempSync(join(tmpdir(), 'pgmiglint-plain-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

it('says the same in plainer words', async () => {
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { target: 'es2023', lib: ['es2023'], module: 'nodenext', strict: true, types: [] }, include: ['src'] }));
  const file = join(folder, 'src', 'a.ts');
  writeFileSync(file, source);
  const plain = plainCode(folder).get(file) ?? '';
  const run = async (text: string): Promise<unknown> => {
    const { outputText } = ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ES2022 } });
    return ((await import(`data:text/javascript,${encodeURIComponent(outputText)}`)) as { default: unknown }).default;
  };
  expect(await run(plain)).toEqual(await run(source));
  expect(plain).not.toMatch(/#[a-z]|const \[key/);
  // A text, a Map, a Set: what is no array is still iterated.
  expect(plain.match(/ of /g)).toHaveLength(3);
});
