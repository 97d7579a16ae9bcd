import { command, commands, type Command } from './commands.ts';
import { common, options, type Option, type OptionName } from './options.ts';

/** Words that complete, from other rooms. */
export interface Words {
  readonly rules: readonly string[];
  readonly runners: readonly string[];
}

/** A completion script for each shell, made from the tables of commands and options. */
export const completionScripts: Readonly<Record<string, (words: Words) => string>> = { bash, zsh, fish };

const names = Object.keys(commands) as (keyof typeof commands)[];

/** What may stand behind an option: words, a path, or anything. */
function values(name: OptionName, words: Words, own: Pick<Command, 'takes'> = commands.lint): readonly string[] | 'path' | 'anything' {
  const option: Option = options[name];
  if (option.words) return option.words;
  if (name === 'format') return own.takes?.[name] ?? ['text', 'json'];
  if (name === 'runner') return words.runners;
  if (name === 'config' || name === 'stdin-filename') return 'path';
  return 'anything';
}

const withValue = (Object.keys(options) as OptionName[]).filter((name) => (options[name] as Option).value !== undefined);

function flags(own: Pick<Command, 'options'>): readonly OptionName[] {
  return [...own.options, ...common];
}

function bash(words: Words): string {
  const byOption = withValue.map((name) => {
    const after = values(name, words);
    const reply = after === 'path' ? 'COMPREPLY=($(compgen -f -- "$word"))' : after === 'anything' ? 'COMPREPLY=()' : `COMPREPLY=($(compgen -W '${after.join(' ')}' -- "$word"))`;
    return `    --${name}) ${reply}; return ;;`;
  });
  const byCommand = names.map((name) => `    ${name}) flags='${flags(command(name)).map((flag) => `--${flag}`).join(' ')}' ;;`);
  return `# bash completion for pgmiglint: source <(pgmiglint completion bash)
_pgmiglint() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command=lint flags=
  case "\${COMP_WORDS[1]}" in ${names.join('|')}) command="\${COMP_WORDS[1]}" ;; esac
  case "$previous" in
${byOption.join('\n')}
    explain) COMPREPLY=($(compgen -W '${words.rules.join(' ')}' -- "$word")); return ;;
    completion) COMPREPLY=($(compgen -W '${Object.keys(completionScripts).join(' ')}' -- "$word")); return ;;
  esac
  case "$command" in
${byCommand.join('\n')}
  esac
  if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "$flags" -- "$word"))
  elif [[ $COMP_CWORD -eq 1 ]]; then COMPREPLY=($(compgen -W '${names.join(' ')}' -- "$word") $(compgen -f -- "$word"))
  else COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -o filenames -F _pgmiglint pgmiglint
`;
}

function zsh(words: Words): string {
  const argument = (name: OptionName, own: Command): string => {
    const after = values(name, words, own);
    if ((options[name] as Option).value === undefined) return `'--${name}[${quoted(options[name].about)}]'`;
    const action = after === 'path' ? '_files' : after === 'anything' ? ' ' : `(${after.join(' ')})`;
    return `'--${name}=[${quoted(options[name].about)}]:${name}:${action}'`;
  };
  const rest = (name: string): string => (name === 'explain' ? `'1:rule:(${words.rules.join(' ')})'` : name === 'completion' ? `'1:shell:(${Object.keys(completionScripts).join(' ')})'` : "'*:path:_files'");
  const cases = names.map((name) => `    ${name}) _arguments ${flags(command(name)).map((flag) => argument(flag, command(name))).join(' ')} ${rest(name)} ;;`);
  return `#compdef pgmiglint
# zsh completion for pgmiglint: source <(pgmiglint completion zsh)
_pgmiglint() {
  local -a commands=(${names.map((name) => `'${name}:${quoted(commands[name].about)}'`).join(' ')})
  local command=lint
  if (( CURRENT > 2 )) && (( \${commands[(I)$words[2]:*]} )); then
    command=$words[2]
    shift words
    (( CURRENT-- ))
  elif (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe command commands
    _files
    return
  fi
  case "$command" in
${cases.join('\n')}
  esac
}
compdef _pgmiglint pgmiglint
`;
}

function fish(words: Words): string {
  const line = (condition: string, name: OptionName, own?: Command): string => {
    const { short, value, about }: Option = options[name];
    const after = values(name, words, own);
    const takes = value === undefined ? '' : after === 'path' ? ' -rF' : after === 'anything' ? ' -x' : ` -xa '${after.join(' ')}'`;
    return `complete -c pgmiglint -n '${condition}' -l ${name}${short === undefined ? '' : ` -s ${short}`}${takes} -d '${quoted(about)}'`;
  };
  const others = names.filter((name) => name !== 'lint');
  const condition = (name: string): string => (name === 'lint' ? `not __fish_seen_subcommand_from ${others.join(' ')}` : `__fish_seen_subcommand_from ${name}`);
  return `# fish completion for pgmiglint: pgmiglint completion fish | source
${names.map((name) => `complete -c pgmiglint -n __fish_use_subcommand -a ${name} -d '${quoted(commands[name].about)}'`).join('\n')}
${names.flatMap((name) => command(name).options.map((option) => line(condition(name), option, command(name)))).join('\n')}
${common.map((option) => line('true', option)).join('\n')}
complete -c pgmiglint -n '__fish_seen_subcommand_from explain' -xa '${words.rules.join(' ')}'
complete -c pgmiglint -n '__fish_seen_subcommand_from completion' -xa '${Object.keys(completionScripts).join(' ')}'
`;
}

/** For single quotes, and for zsh's brackets. */
function quoted(text: string): string {
  return text.replace(/['[\]:]/g, '');
}
