import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../src/cli/main.ts';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'README.md'), 'utf8');

/** Sections whose every command is run here, one after the other, in a copy of the demo. */
const sections = ['From an empty repository', 'In a pull request', 'Before a commit', 'Output formats', 'On an old project'];

function commandsOf(section: string): readonly string[] {
  const start = page.indexOf(`\n## ${section}\n`);
  expect(start).toBeGreaterThan(0);
  const text = page.slice(start + 1, page.indexOf('\n## ', start + 1));
  const blocks = Array.from(text.matchAll(/```sh\n([^]*?)```/g), ([, block = '']) => block);
  return blocks.flatMap((block) => block.split('\n').map((line) => line.replace(/\s+#.*$/, '').trim()).filter((line) => line !== ''));
}

describe.each(sections)('README: %s', (section) => {
  test('its commands work as they stand', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'readme-'));
    onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); });
    cpSync(join(root, 'fixtures/demo'), folder, { recursive: true });
    for (const args of [['init', '--quiet', '--initial-branch', 'main'], ['add', '--all'], ['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message', 'x']]) execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
    const commands = commandsOf(section);
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      expect(command).toMatch(/^npx pgmiglint\b/);
      let stderr = '';
      const code = await main(command.split(/\s+/).slice(2), {
        cwd: folder,
        env: { PATH: process.env.PATH },
        stdin: () => Promise.resolve(''),
        stdout: { write: () => undefined, isTTY: false },
        stderr: { write: (text) => { stderr += text; }, isTTY: false },
      });
      // The demo has findings; a mistake in a command would be a 2.
      expect([command, code, code === 2 ? stderr : '']).toEqual([command, code === 0 ? 0 : 1, '']);
    }
  });
});
