import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { manPage } from '../../src/cli/man-page.ts';
import { options } from '../../src/cli/options.ts';

const root = join(import.meta.dirname, '../..');

test('the manual page is made from the tables of commands and options (`npm test -- -u` brings it up to date)', async () => {
  await expect(manPage()).toMatchFileSnapshot('../../man/pgmiglint.1');
  expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).toMatchObject({ man: 'man/pgmiglint.1', files: expect.arrayContaining(['man']) as string[] });
});

const groff = spawnSync('groff', ['--version']).status === 0;

test.runIf(groff)('groff sets it without a warning, and shows every command and option', () => {
  const { stdout, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-P-c', '-rLL=200n'], { input: manPage(), encoding: 'utf8' });
  expect(stderr).toBe('');
  // A terminal's bold: each letter twice, with a step back between.
  const shown = stdout.replace(new RegExp(`.${String.fromCharCode(8)}`, 'g'), '');
  for (const name of Object.keys(commands)) expect(shown).toContain(name);
  for (const name of Object.keys(options)) expect(shown).toContain(`--${name}`);
});
