import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { expected } from './expected.ts';
import { folder, lintSeed, outline } from './linting.ts';

const names = Object.keys(expected);

it('covers every document', () => {
  expect(readdirSync(folder).filter((name) => /^\d/.test(name)).sort()).toEqual(names);
});

it.each(names.flatMap((name) => [[name, 'default'], [name, 'preset']] as const))('%s, %s rules: finds what is right, and nothing else', async (name, mode) => {
  const result = await lintSeed(name, mode);
  expect(result.bugs).toEqual([]);
  const wanted = (expected[name] ?? []).filter(({ preset }) => mode === 'preset' || preset !== true);
  expect([...outline(result)].sort()).toEqual(wanted.map(({ at, rule }) => `${at} ${rule}`).sort());
});

it('is silent where the author did it right', async () => {
  const silent = async (name: string, file: string): Promise<readonly string[]> => outline(await lintSeed(name, 'preset')).filter((line) => line.includes(file));
  // It looks for longer addresses before it narrows, in a DO block that raises.
  expect(await silent('004-plain', '005_expand_email_length_down')).toEqual([]);
  // The role is copied into the new column before the old one goes.
  expect((await silent('004-plain', '007_convert')).some((line) => line.includes('unchecked-drop-column'))).toBe(false);
  // A widening loses nothing.
  expect(await silent('001-golang-migrate', '000005_expand_email_of_users.up.sql')).toEqual([]);
});
