import { join } from 'node:path';
import { expect, it } from 'vitest';
import { picture } from '../scripts/terminal-picture.mjs';
import { terminalSvg } from '../scripts/terminal-svg.mjs';
import { main } from '../src/cli/main.ts';

const root = join(import.meta.dirname, '..');

it('the picture of the terminal shows what the program prints now (`npm run screenshots` makes it anew)', async () => {
  let shown = '';
  await main(['--fail-on', 'never', ...picture.args], {
    cwd: join(root, 'fixtures/demo'),
    env: {},
    stdin: () => Promise.resolve(''),
    stdout: { write: (text) => { shown += text; }, isTTY: false },
    stderr: { write: () => undefined, isTTY: false },
  });
  await expect(terminalSvg(`${picture.prompt}\n\n${shown}`, picture)).toMatchFileSnapshot('../docs/images/terminal.svg');
});

it('a line too long for the terminal goes on in the next row, and what XML means is escaped', () => {
  const svg = terminalSvg('\u001B[1;31ma < b\u001B[0m and more words than fit', { columns: 12, title: 'A "title"' });
  expect(svg.match(/<text /g)).toHaveLength(3);
  expect(svg).toContain('class="bold c31">a &lt; b</tspan>');
  expect(svg).toContain('aria-label="A &quot;title&quot;"');
});
