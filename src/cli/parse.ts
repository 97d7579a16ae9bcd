import { nearest } from '../config/nearest.ts';
import { command, commands, isCommand, type Command, type CommandName } from './commands.ts';
import { CallError } from './io.ts';
import { common, options, type Call, type Option, type OptionName } from './options.ts';
import { cut } from './words.ts';

/** A command line, understood. */
export interface Parsed {
  readonly name: CommandName;
  readonly command: Command;
  readonly call: Call;
}

/**
 * Reads a command line.
 *
 * @param argv - without the program's name
 * @param exists - whether a word is a path
 * @throws CallError - an unknown word, or a missing or superfluous one
 */
export async function parse(argv: readonly string[], exists: (path: string) => boolean): Promise<Parsed> {
  const tokens = await cut(argv);
  const given = new Map<string, { raw: string; value: string | undefined; inline: boolean }>();
  const values = new Map<string, string[]>();
  const words: string[] = [];
  let literal = false;
  let first: string | undefined;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') literal = true;
    else if (token.kind === 'option') {
      given.set(token.name, { raw: token.rawName, value: token.value, inline: token.inlineValue === true });
      if (token.value !== undefined) values.set(token.name, [...(values.get(token.name) ?? []), token.value]);
    }
    else {
      if (words.length === 0 && !literal) first = token.value;
      words.push(token.value);
    }
  }
  const named = first !== undefined && isCommand(first);
  const name: CommandName = named ? first as CommandName : 'lint';
  const chosen = command(name);
  for (const [option, { raw, value, inline }] of given) await check(option, raw, value, inline, name, chosen);
  const call: Call = {
    words: named ? words.slice(1) : words,
    has: (option) => given.has(option),
    value: (option) => given.get(option)?.value,
    values: (option) => values.get(option) ?? [],
  };
  if (call.has('help') || call.has('version')) return { name, command: chosen, call };
  if (first !== undefined && !named && !exists(first)) await checkCommand(first);
  checkWords(name, chosen, call.words);
  return { name, command: chosen, call };
}

async function check(name: string, raw: string, value: string | undefined, inline: boolean, called: CommandName, { options: own }: Command): Promise<void> {
  const allowed: readonly string[] = [...own, ...common];
  const option: Option | undefined = Object.hasOwn(options, name) ? options[name as OptionName] : undefined;
  if (!option) {
    const near = (await nearest(name, allowed)) ?? (await nearest(name, Object.keys(options)));
    throw new CallError(`unknown option ${raw}${near === undefined ? '' : `, did you mean --${near}?`}`);
  }
  if (!allowed.includes(name)) {
    const takers = Object.entries(commands).filter(([, taker]) => (taker.options as readonly string[]).includes(name)).map(([taker]) => taker);
    throw new CallError(`${raw} is an option of ${takers.join(', ')}, not of ${called}`);
  }
  if (option.value === undefined) {
    if (inline) throw new CallError(`${raw} takes no value`);
    return;
  }
  if (value === undefined || value === '' || (!inline && /^-./.test(value))) throw new CallError(`${raw} needs a value: ${raw} <${option.value}>`);
  if (option.words) await oneOf(raw, value, option.words);
}

/**
 * @param what - what the word is, for the message
 * @throws CallError - where the word is none of those that are known
 */
export async function oneOf(what: string, word: string, known: readonly string[]): Promise<void> {
  if (known.includes(word)) return;
  const near = await nearest(word, known);
  const list = known.length > 6 ? '' : `: expected ${known.join(', ')}`;
  throw new CallError(`unknown ${what} "${word}"${near === undefined ? list : `, did you mean "${near}"?`}`);
}

/** A bare word that is no path was meant as a command, if it is near one. */
async function checkCommand(word: string): Promise<void> {
  if (!/^[a-z][a-z-]*$/i.test(word)) return;
  const near = await nearest(word, [...Object.keys(commands), 'help', 'version']);
  if (near === undefined) return;
  const meant = near === 'help' || near === 'version' ? `--${near}` : near;
  throw new CallError(`unknown command "${word}" (and no such path), did you mean "${meant}"?`);
}

function checkWords(name: CommandName, { words: { least, most }, usage }: Command, words: readonly string[]): void {
  if (words.length < least) throw new CallError(`${name} needs ${usage}`);
  if (words.length > most) throw new CallError(`${name} takes ${most === 0 ? 'no words' : `no more than ${usage}`}: "${words[most] ?? ''}" is one too many`);
}
