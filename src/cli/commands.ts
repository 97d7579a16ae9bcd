import * as lint from './commands/lint.ts';
import { reporters } from '../reporters/registry.ts';
import type { Io } from './io.ts';
import type { Call, OptionName } from './options.ts';

/** A command's own file. */
interface CommandModule {
  /** @returns the exit code */
  run(call: Call, io: Io): Promise<number>;
}

export interface Command {
  readonly about: string;
  /** What stands behind its name. */
  readonly usage: string;
  /** How many positional words it takes. */
  readonly words: { readonly least: number; readonly most: number };
  readonly options: readonly OptionName[];
  /** What an option takes here, where that is more than its usual words. */
  readonly takes?: Partial<Readonly<Record<OptionName, readonly string[]>>>;
  /** All but `lint` are loaded only when called. */
  readonly load: () => Promise<CommandModule>;
}

const many = { least: 0, most: Infinity };
const reading = ['postgres', 'runner', 'config'] as const;

/** Every command by its name; `lint` needs no name. */
export const commands = {
  lint: {
    about: 'judge the migrations in these folders and files',
    usage: '[paths…]',
    words: many,
    options: ['all', 'base', 'staged', 'database-url', 'fail-on', 'format', 'output', ...reading, 'no-baseline', 'stdin-filename', 'explain-discovery', 'print-config', 'quiet'],
    takes: { format: Object.keys(reporters) },
    // What nearly every call wants: one file of the bundle instead of a dozen.
    load: () => Promise.resolve(lint),
  },
  sets: {
    about: 'say which folders are migration sets, of which runner, and why',
    usage: '[paths…]',
    words: many,
    options: ['base', 'staged', 'database-url', 'format', 'runner', 'config'],
    load: () => import('./commands/sets.ts'),
  },
  schema: {
    about: 'print the schema that the migrations build, or --check a file against it',
    usage: '[path] [schema.sql]',
    words: { least: 0, most: 2 },
    options: ['at', 'check', 'format', ...reading],
    load: () => import('./commands/schema.ts'),
  },
  new: {
    about: 'create the next migration of a set, with its down and its header',
    usage: '<name> [path]',
    words: { least: 1, most: 2 },
    options: ['timestamp', 'sequence', 'runner', 'config'],
    load: () => import('./commands/new.ts'),
  },
  locks: {
    about: 'say what each statement of these files locks, rewrites and scans',
    usage: '<files…>',
    words: { least: 1, most: Infinity },
    options: ['format', ...reading],
    load: () => import('./commands/locks.ts'),
  },
  init: {
    about: 'write a commented configuration, and what else is asked for; never overwrites',
    usage: '[paths…]',
    words: many,
    options: ['lock', 'baseline', 'hook', 'workflow', 'editor', 'yes', 'runner'],
    load: () => import('./commands/init.ts'),
  },
  record: {
    about: 'write down which migrations are applied (.applied.sha256)',
    usage: '[paths…]',
    words: many,
    options: ['until', 'check', 'force', 'runner', 'config'],
    load: () => import('./commands/record.ts'),
  },
  baseline: {
    about: "write down today's findings (.pgmiglint-baseline.json), so that only new ones are told",
    usage: '[paths…]',
    words: many,
    options: ['all', 'base', 'database-url', 'prune', ...reading],
    load: () => import('./commands/baseline.ts'),
  },
  generate: {
    about: 'print the down of a migration, or create it',
    usage: 'down <file>',
    words: { least: 2, most: 2 },
    options: ['write', ...reading],
    load: () => import('./commands/generate.ts'),
  },
  rules: {
    about: 'list the rules',
    usage: '',
    words: { least: 0, most: 0 },
    options: ['format'],
    load: () => import('./commands/rules.ts'),
  },
  explain: {
    about: 'say why a rule is there, with an unsafe and a safe example',
    usage: '<rule>',
    words: { least: 1, most: 1 },
    options: [],
    load: () => import('./commands/explain.ts'),
  },
  lsp: {
    about: 'serve an editor (language server protocol, over standard input and output)',
    usage: '',
    words: { least: 0, most: 0 },
    options: ['stdio'],
    load: () => import('./commands/lsp.ts'),
  },
  completion: {
    about: 'print a completion script for bash, zsh or fish',
    usage: '<shell>',
    words: { least: 1, most: 1 },
    options: [],
    load: () => import('./commands/completion.ts'),
  },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof commands;

/** A command by its name; without the exactness of the table. */
export function command(name: CommandName): Command {
  return commands[name];
}

export function isCommand(word: string): word is CommandName {
  return Object.hasOwn(commands, word);
}
