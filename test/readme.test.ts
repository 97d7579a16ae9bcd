import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { main } from '../src/cli/main.ts';
import { presets } from '../src/config/presets.ts';
import { rules } from '../src/rules/registry.ts';

const root = join(import.meta.dirname, '..');

async function output(cwd: string, ...argv: string[]): Promise<string> {
  let out = '';
  await main(argv, {
    cwd: join(root, cwd),
    env: {},
    stdin: () => Promise.resolve(''),
    stdout: { write: (text) => { out += text; }, isTTY: false },
    stderr: { write: () => undefined, isTTY: false },
  });
  return out.trimEnd();
}

/** What stands between `<!-- name -->` and `<!-- /name -->`, freshly made. */
const blocks: Readonly<Record<string, () => Promise<string>>> = {
  finding: async () => fenced('text', await output('fixtures/demo', 'db/migrations/000003_shorten_email.up.sql')),
  locks: async () => fenced('text', await output('fixtures/demo', 'locks', 'db/migrations/000003_shorten_email.up.sql', 'db/migrations/000006_create_payments.up.sql')),
  help: async () => fenced('text', await output('.', '--help')),
  rules: () => Promise.resolve(['| rule | severity | what it says |', '|---|---|---|', ...rules.map(({ id, severity, convention, summary }) =>
    `| [${id}](docs/rules/${id}.md) | ${severity}${convention === true ? ', off unless asked for' : ''} | ${summary} |`)].join('\n')),
  presets: () => Promise.resolve(['| preset | what it asks for |', '|---|---|', ...Object.entries(presets).map(([name, { about }]) => `| \`${name}\` | ${about} |`)].join('\n')),
  config: () => Promise.resolve(fenced('jsonc', readFileSync(join(root, '.pgmiglintrc.example.json'), 'utf8').trimEnd())),
};

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

it('shows real output, the real help and the real rules (`npm test -- -u` brings README.md up to date)', async () => {
  let page = readFileSync(join(root, 'README.md'), 'utf8');
  for (const [name, make] of Object.entries(blocks)) {
    const made = await make();
    const block = new RegExp(`(<!-- ${name} -->\n)[^]*?(\n<!-- /${name} -->)`);
    expect(page).toMatch(block);
    page = page.replace(block, (_, open: string, close: string) => `${open}${made}${close}`);
  }
  await expect(page).toMatchFileSnapshot('../README.md');
});
