import { command, commands, type CommandName } from './commands.ts';
import { common, options, type Option, type OptionName } from './options.ts';
import { optionAbout } from './help.ts';

/** The manual page in roff's man macros, from the tables that --help is made of. */
export function manPage(): string {
  const names = Object.keys(commands) as CommandName[];
  return [
    '.TH PGMIGLINT 1',
    '.SH NAME',
    `pgmiglint \\- ${roff('judges PostgreSQL migrations by the history that they stand in')}`,
    '.SH SYNOPSIS',
    ...names.flatMap((name) => ['.B pgmiglint' + (name === 'lint' ? '' : ` ${name}`), ...(usage(name) === '' ? [] : [roff(usage(name))]), '.br']),
    '.SH DESCRIPTION',
    roff('It finds the folders of migrations, recognises the program that runs them, replays their history into a schema, and judges what has not been applied yet: what fails, loses data, blocks others, cannot be undone, or edits what has been applied.'),
    '.SH COMMANDS',
    ...names.flatMap((name) => ['.TP', `.B ${roff(`${name} ${command(name).usage}`.trim())}`, roff(`${sentence(command(name).about)}${name === 'lint' ? ' This is what is done without a command.' : ''}`)]),
    '.SH OPTIONS',
    roff('An option means the same with every command that takes it.'),
    ...(Object.keys(options) as OptionName[]).flatMap((name) => ['.TP', spelled(name), roff(sentence(optionAbout(name, commands.lint))) + takers(name, names)]),
    '.SH EXIT STATUS',
    ...[['0', 'nothing at or above \\-\\-fail\\-on'], ['1', 'findings'], ['2', 'a mistake in the call, in the configuration or in a file']].flatMap(([code = '', what = '']) => ['.TP', `.B ${code}`, what]),
    '.SH FILES',
    ...[
      ['.pgmiglintrc.json', 'the configuration, in the folder or above it'],
      ['.applied.sha256', 'what has been applied, beside the migrations; see record'],
      ['.pgmiglint-baseline.json', 'findings that are told no more; see baseline'],
    ].flatMap(([file = '', what = '']) => ['.TP', `.I ${roff(file)}`, roff(what)]),
    '',
  ].join('\n');
}

function usage(name: CommandName): string {
  return `${command(name).usage}${command(name).options.length > 0 ? ' [options]' : ''}`.trim();
}

function spelled(name: OptionName): string {
  const { short, value }: Option = options[name];
  const long = `\\fB\\-\\-${roff(name)}\\fR${value === undefined ? '' : ` \\fI${roff(value)}\\fR`}`;
  return short === undefined ? long : `\\fB\\-${short}\\fR, ${long}`;
}

/** Which commands take an option, where not all do. */
function takers(name: OptionName, names: readonly CommandName[]): string {
  if (common.includes(name)) return '';
  return ` \\fR(${names.filter((each) => command(each).options.includes(name)).map(roff).join(', ')})`;
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

/** Text that roff leaves as it is: hyphens stay hyphens, and no line begins with a request. */
function roff(text: string): string {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('…', '...').replace(/^(?=[.'])/, '\\&');
}
