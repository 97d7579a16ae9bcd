import { unixPattern } from '../reporters/unix.ts';

/** What the templates go by. */
export interface Surroundings {
  /** Folders with migrations and their runners. */
  readonly sets: readonly { readonly path: string; readonly runner: string }[];
  /** The package is installed in the project. */
  readonly installed: boolean;
  /** The project has a package-lock.json. */
  readonly npm: boolean;
}

/** `.pgmiglintrc.json`, with a word on each key that a project may want. */
export function configTemplate({ sets, installed }: Surroundings): string {
  const found = sets.length === 0
    ? ['  // No migrations were found here yet. A folder of them is found by itself once it is there.']
    : ['  // Found by themselves, and not needed here:', ...sets.map(({ path, runner }) => `  //   ${JSON.stringify(path)} (${runner})`)];
  return [
    '// Every key is optional; "pgmiglint --print-config" shows what is in effect.',
    '{',
    ...(installed ? ['  "$schema": "./node_modules/pgmiglint/dist/pgmiglintrc.schema.json",', ''] : []),
    '  // Presets to start from; "strict" adds conventions.',
    '  "extends": ["recommended"],',
    '',
    ...found,
    '  // "sets": { "db/migrations": { "runner": "goose" } },',
    '',
    '  // Without a version, only what holds for every one is said.',
    '  // "postgres": 16,',
    '',
    '  // Files to leave alone.',
    '  // "ignore": ["**/testdata/**"],',
    '',
    '  // A rule by its name: off, info, warning or error ("pgmiglint rules" lists them).',
    '  "rules": {}',
    '}',
    '',
  ].join('\n');
}

const command = 'npx pgmiglint --staged';

/** The files of a hook, by the program that runs it. */
export const hookTemplates: Readonly<Record<string, { readonly path: string; readonly text: string; readonly then?: string }>> = {
  'pre-commit': {
    path: '.pre-commit-config.yaml',
    text: `repos:\n  - repo: local\n    hooks:\n      - id: pgmiglint\n        name: pgmiglint\n        entry: ${command}\n        language: system\n        always_run: true\n        pass_filenames: false\n`,
    then: 'pre-commit install',
  },
  husky: { path: '.husky/pre-commit', text: `${command}\n`, then: 'npx husky' },
  lefthook: { path: 'lefthook.yml', text: `pre-commit:\n  commands:\n    pgmiglint:\n      run: ${command}\n`, then: 'npx lefthook install' },
  git: { path: '.git/hooks/pre-commit', text: `#!/bin/sh\nexec ${command}\n` },
};

/** A workflow for GitHub. */
export function workflowTemplate({ npm, installed }: Surroundings): string {
  return `name: migrations
on: pull_request
jobs:
  pgmiglint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${npm && installed ? '      - run: npm ci\n      - run: npx pgmiglint --format github\n' : '      - run: npx --yes pgmiglint --format github\n'}`;
}

/** A task for VS Code whose output becomes problems. */
export function tasksTemplate(): string {
  const matcher = {
    owner: 'pgmiglint',
    fileLocation: ['relative', '${workspaceFolder}'],
    pattern: { regexp: unixPattern, file: 1, line: 2, column: 3, severity: 4, message: 5, code: 6 },
  };
  const task = { label: 'pgmiglint', type: 'shell', command: 'npx pgmiglint --format unix', presentation: { reveal: 'silent' }, problemMatcher: matcher };
  return `${JSON.stringify({ version: '2.0.0', tasks: [task] }, undefined, 2)}\n`;
}
