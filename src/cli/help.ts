import { command, commands, type Command, type CommandName } from './commands.ts';
import { common, options, type Option, type OptionName } from './options.ts';

/** The help of the program as a whole, and of `lint`, which needs no name. */
function help(): string {
  return `pgmiglint judges PostgreSQL migrations: it replays their history and reports what is unsafe.

Usage: pgmiglint [paths…] [options]
       pgmiglint <command> …

Commands:
${rows(Object.entries(commands).map(([name, { usage, about }]) => [`${name} ${usage}`.trim(), name === 'lint' ? `${about} (the default)` : about]))}

${optionLists(commands.lint)}

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 a mistake in the call or in a file.
Configuration: .pgmiglintrc.json, nearest upward. "pgmiglint <command> --help" tells a command's options.
`;
}

/** The help of one command. */
export function commandHelp(name: CommandName): string {
  if (name === 'lint') return help();
  const own = command(name);
  return `pgmiglint ${name}: ${own.about}

Usage: ${`pgmiglint ${name} ${own.usage}`.trim()}${own.options.length > 0 ? ' [options]' : ''}

${optionLists(own)}
`;
}

function optionLists(own: Pick<Command, 'options' | 'takes'>): string {
  return `Options:\n${rows([...own.options, ...common].map((name) => [spelled(name), optionAbout(name, own)]))}`;
}

/** What an option is there for; where this command has more words for it, those. */
export function optionAbout(name: OptionName, { takes }: Pick<Command, 'takes'>): string {
  const words = takes?.[name];
  return words ? `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}` : options[name].about;
}

function spelled(name: OptionName): string {
  const { short, value }: Option = options[name];
  return `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` <${value}>`}`;
}

function rows(all: readonly (readonly [string, string])[]): string {
  const width = Math.max(...all.map(([left]) => left.length));
  return all.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
