import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ParseError } from 'jsonc-parser';
import type { Level } from '../judge/finding.ts';
import type { OptionValues } from '../judge/options.ts';
import type { TableSizes } from '../judge/sizes.ts';
import { SourceFile } from '../source/source-file.ts';
import { globReader } from './broken-glob.ts';
import type { Config, SetConfig } from './config.ts';
import { didYouMean } from './nearest.ts';
import { presets } from './presets.ts';
import type { Problem } from './problem.ts';
import { rebaseGlob, rebasePath } from './rebase.ts';
import { configuration } from './shape.ts';
import { parseRows } from './table-rows.ts';
import { validate, type Mistake } from './validate.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The configuration file's name. */
export const configName = '.pgmiglintrc.json';

/** The configuration of a run without a file. */
export const defaults: Config = { paths: [], ignore: [], failOn: 'error', sets: {}, rules: {}, overrides: [] };

/** A configuration, or everything that is wrong with its file. */
export type Loaded = { readonly config: Config } | { readonly problems: readonly Problem[] };

/** What a configuration file may hold; validated before anything is taken from it. */
interface Raw {
  readonly extends?: string | readonly string[];
  readonly paths?: readonly string[];
  readonly ignore?: readonly string[];
  readonly postgres?: number;
  readonly parser?: 'postgres' | 'pgsql-ast-parser';
  readonly base?: string | false;
  readonly baseline?: string | false;
  readonly databaseUrlVariable?: string;
  readonly failOn?: Config['failOn'];
  readonly rules?: Readonly<Record<string, Level | readonly [Level, OptionValues?]>>;
  readonly tables?: { readonly large?: readonly string[]; readonly small?: readonly string[]; readonly rows?: string };
  readonly overrides?: readonly { readonly files: string | readonly string[]; readonly rules: Readonly<Record<string, Level>> }[];
  readonly sets?: Readonly<Record<string, SetConfig>>;
}

/** The nearest configuration file in a folder or above it; an absolute path, or undefined. */
export function findConfig(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, configName);
    if (existsSync(file)) return file;
    if (dirname(at) === at) return undefined;
  }
}

/**
 * Reads and checks a configuration file.
 *
 * @param file - absolute
 * @param cwd - absolute; paths of the result and of problems are relative to it
 */
export async function loadConfig(file: string, cwd: string, vocabulary: Vocabulary): Promise<Loaded> {
  const path = rebasePath(file, cwd, cwd);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    return { problems: [{ file: path, line: 1, column: 1, message: unreadable(error) }] };
  }
  return parseConfig(new SourceFile(path, text), dirname(file), cwd, vocabulary);
}

/**
 * Checks a configuration's text and fills in its defaults.
 *
 * @param folder - absolute: what its paths are relative to
 */
export async function parseConfig(source: SourceFile, folder: string, cwd: string, vocabulary: Vocabulary): Promise<Loaded> {
  const { parseTree, getNodeValue, printParseErrorCode } = await import('jsonc-parser');
  const errors: ParseError[] = [];
  const tree = parseTree(source.text, errors, { allowTrailingComma: true });
  const kindOf = (path: string): 'file' | 'folder' | undefined => {
    try {
      const stats = statSync(resolve(folder, path), { throwIfNoEntry: false });
      return stats && (stats.isDirectory() ? 'folder' : 'file');
    } catch {
      return undefined;
    }
  };
  const mistakes: readonly Mistake[] = [
    ...errors.map(({ error, offset }) => ({ offset, message: syntax(printParseErrorCode(error)) })),
    ...(tree ? validate(tree, configuration, 'the configuration', { vocabulary, kindOf, ...(await globReader(source.text)) }) : []),
  ];
  if (mistakes.length > 0 || !tree) return { problems: await problems(source, mistakes) };
  const raw = getNodeValue(tree) as Raw;
  const found = rowsOf(raw, folder, cwd);
  if ('mistakes' in found) return { problems: found.mistakes };
  return { config: config(raw, source.path, folder, cwd, vocabulary, found.rows) };
}

/** What stands in the file with the row counts of tables. */
function rowsOf({ tables }: Raw, folder: string, cwd: string): { readonly rows: TableSizes['rows'] } | { readonly mistakes: readonly Problem[] } {
  if (tables?.rows === undefined) return { rows: {} };
  const file = rebasePath(tables.rows, folder, cwd);
  try {
    const found = parseRows(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(resolve(folder, tables.rows))));
    return 'rows' in found ? found : { mistakes: found.mistakes.map((mistake) => ({ file, column: 1, ...mistake })) };
  } catch (error) {
    return { mistakes: [{ file, line: 1, column: 1, message: unreadable(error) }] };
  }
}

function config(raw: Raw, path: string, folder: string, cwd: string, vocabulary: Vocabulary, rows: TableSizes['rows']): Config {
  const path_ = (own: string): string => rebasePath(own, folder, cwd);
  const globs = (own: readonly string[]): readonly string[] => own.flatMap((glob) => rebaseGlob(glob, folder, cwd));
  return {
    file: path,
    paths: (raw.paths ?? []).map(path_),
    ignore: (raw.ignore ?? []).flatMap((glob) => globs(withContents(glob))),
    ...(raw.postgres === undefined ? {} : { postgres: raw.postgres }),
    ...(raw.parser === undefined ? {} : { parser: raw.parser }),
    ...(raw.base === undefined ? {} : { base: raw.base }),
    ...(raw.baseline === undefined ? {} : { baseline: raw.baseline === false ? false : path_(raw.baseline) }),
    ...(raw.databaseUrlVariable === undefined ? {} : { databaseUrlVariable: raw.databaseUrlVariable }),
    failOn: raw.failOn ?? defaults.failOn,
    ...(raw.tables === undefined ? {} : { tables: { large: raw.tables.large ?? [], small: raw.tables.small ?? [], rows } }),
    sets: Object.fromEntries(Object.entries(raw.sets ?? {}).map(([own, set]) => [path_(own), { ...set, ...(set.schema === undefined ? {} : { schema: path_(set.schema) }), ...(set.schemaFile === undefined ? {} : { schemaFile: path_(set.schemaFile) }) }])),
    ...settingsOfRules(raw, vocabulary),
    overrides: (raw.overrides ?? []).map(({ files, rules }) => ({ files: globs(list(files)), rules })),
  };
}

/** The levels and options of rules: those of the presets, each over the one before it, and the file's own over them all. */
function settingsOfRules({ extends: names = 'recommended', rules = {} }: Raw, vocabulary: Vocabulary): Pick<Config, 'rules' | 'options'> {
  const extended = list(names).flatMap((name) => presets[name] ?? []);
  const levels: Record<string, Level> = Object.assign({}, ...extended.map((preset) => preset.levels(vocabulary.rules))) as Record<string, Level>;
  const options: Record<string, OptionValues> = Object.assign({}, ...extended.map((preset) => preset.options)) as Record<string, OptionValues>;
  for (const [id, setting] of Object.entries(rules)) {
    const [level, told] = typeof setting === 'string' ? [setting] : setting;
    levels[id] = level;
    if (told) options[id] = told;
  }
  return { rules: levels, ...(Object.keys(options).length > 0 ? { options } : {}) };
}

function list(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** Who ignores a folder means what is in it. */
function withContents(glob: string): readonly string[] {
  const bare = glob.replace(/\/+$/, '');
  return bare.endsWith('**') ? [bare] : [bare, `${bare}/**`];
}

async function problems(source: SourceFile, mistakes: readonly Mistake[]): Promise<readonly Problem[]> {
  if (mistakes.length === 0) return [{ file: source.path, line: 1, column: 1, message: 'the file is empty: expected an object' }];
  return Promise.all(mistakes.toSorted((a, b) => a.offset - b.offset).map(async ({ offset, message, word, known }) => ({
    file: source.path,
    ...source.position(offset),
    message: word === undefined || !known ? message : message + (await didYouMean(word, known)),
  })));
}

const syntaxWords: Readonly<Record<string, string>> = {
  InvalidSymbol: 'not a word of JSON', InvalidNumberFormat: 'not a number', PropertyNameExpected: 'a key in double quotes is expected',
  ValueExpected: 'a value is expected', ColonExpected: 'a colon is expected', CommaExpected: 'a comma is expected',
  CloseBraceExpected: 'a closing brace is expected', CloseBracketExpected: 'a closing bracket is expected', EndOfFileExpected: 'nothing is expected after the object',
  UnexpectedEndOfComment: 'the comment does not end', UnexpectedEndOfString: 'the string does not end', UnexpectedEndOfNumber: 'the number does not end',
  InvalidUnicode: 'not a Unicode escape', InvalidEscapeCharacter: 'not an escape of JSON', InvalidCharacter: 'not a character of JSON',
};

function syntax(code: string): string {
  return `not JSON: ${syntaxWords[code] ?? code}`;
}

function unreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'this is a folder: a file is expected';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  return 'the file cannot be read: it is not UTF-8';
}
