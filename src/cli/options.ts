/** An option of the command line. */
export interface Option {
  readonly about: string;
  readonly short?: string;
  /** What its value is called in the help; absent: it takes none. */
  readonly value?: string;
  /** The only values that it takes. */
  readonly words?: readonly string[];
  /** It may be given several times. */
  readonly many?: true;
}

/** Every option by its name. An option means the same with every command that takes it. */
export const options = {
  all: { about: 'judge applied migrations too' },
  base: { about: 'what stands on this branch or commit is applied (default: the default branch, from another one)', value: 'ref' },
  'database-url': { about: 'ask this database what is applied (read only)', value: 'url' },
  staged: { about: 'compare what is staged with HEAD or --base, for a pre-commit hook' },
  'fail-on': { about: 'exit with 1 from this severity on (default: error)', value: 'severity', words: ['error', 'warning', 'info', 'never'] },
  postgres: { about: 'oldest PostgreSQL that the migrations run on, 10 to 18', value: 'major' },
  runner: { about: 'the program that applies the files, where it is not recognised', value: 'id' },
  'stdin-filename': { about: 'judge standard input as if it were this file', value: 'path' },
  'explain-discovery': { about: 'say which folders are migration sets, and why' },
  'print-config': { about: 'print the configuration in effect here' },
  quiet: { about: 'print findings and nothing else' },
  'no-baseline': { about: 'tell the findings of the baseline too' },
  prune: { about: 'take out what no longer occurs, and add nothing' },
  lock: { about: 'record that all of these migrations have been applied' },
  baseline: { about: "write today's findings down" },
  hook: { about: 'a hook that judges what is staged: pre-commit, husky, lefthook or git', value: 'program', words: ['pre-commit', 'husky', 'lefthook', 'git'] },
  workflow: { about: 'a workflow for GitHub Actions' },
  editor: { about: 'a task for VS Code' },
  yes: { about: 'ask nothing' },
  at: { about: 'stop after this version', value: 'version' },
  until: { about: 'record up to this version', value: 'version' },
  check: { about: 'write nothing, exit with 1 if the file is not up to date' },
  timestamp: { about: 'begin a set whose versions are times' },
  sequence: { about: 'begin a set whose versions are numbers' },
  force: { about: 'overwrite what differs, drop the lines of files that are gone' },
  stdio: { about: 'what many editors add; there is no other way' },
  write: { about: 'create the file, or its section; one that holds statements stays as it is' },
  format: { about: 'text or json', value: 'format' },
  output: { about: 'write another report into a file; may be given several times', value: 'format=file', many: true },
  config: { about: 'use this file instead of the nearest .pgmiglintrc.json', value: 'file' },
  color: { about: 'colours even where stdout is no terminal' },
  'no-color': { about: 'no colours' },
  help: { about: 'print this', short: 'h' },
  version: { about: 'print the version', short: 'V' },
} as const satisfies Readonly<Record<string, Option>>;

export type OptionName = keyof typeof options;

/** Options that every command takes. */
export const common: readonly OptionName[] = ['color', 'no-color', 'help', 'version'];

/** What was called: the positional words and the options. */
export interface Call {
  readonly words: readonly string[];
  has(option: OptionName): boolean;
  /** The value of an option that takes one. */
  value(option: OptionName): string | undefined;
  /** All values of an option that may be given several times. */
  values(option: OptionName): readonly string[];
}
