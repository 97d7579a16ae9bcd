import type { RuleOption } from '../judge/options.ts';
import { presets } from './presets.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Lists of words that a value must come from. */
export type WordList = 'preset' | 'runner' | 'rule' | 'level' | 'threshold' | 'downs' | 'parser';

/** What a value of the configuration may be. The validator and the JSON schema read the same table. */
export type Shape = { readonly about: string } & (
  | { readonly kind: 'text'; readonly words?: WordList; /** It must be there, relative to the configuration file. */ readonly exists?: 'file' | 'file or folder'; /** A pattern, if it is no path that is there. */ readonly glob?: true }
  | { readonly kind: 'integer'; readonly from: number; readonly to: number }
  | { readonly kind: 'flag' }
  /** A text, or `false` for none at all. */
  | { readonly kind: 'text or false' }
  /** The level of the rule that it stands under, or a list of the level and an object of the rule's options. */
  | { readonly kind: 'setting' }
  /** `orOne`: a single item may stand without its brackets. */
  | { readonly kind: 'list'; readonly of: Shape; readonly orOne?: true }
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, Shape>>; readonly required?: readonly string[] }
  /** Keys that users choose: words of a list, or folders that must exist. */
  | { readonly kind: 'map'; readonly keys: { readonly words: WordList } | { readonly exists: 'folder' }; readonly values: Shape }
);

/** The oldest and the newest major version of PostgreSQL that facts were checked for. */
export const postgresVersions = { from: 10, to: 18 } as const;

/** The level of a rule. */
export const level: Extract<Shape, { kind: 'text' }> = { kind: 'text', about: 'off, info, warning or error.', words: 'level' };

const rules: Shape = { kind: 'map', about: 'Level of a rule, by its id; ["warning", { … }] where the rule has options.', keys: { words: 'rule' }, values: { kind: 'setting', about: level.about } };
const levels: Shape = { kind: 'map', about: 'Level of a rule, by its id.', keys: { words: 'rule' }, values: level };

const databaseUrlVariable: Shape = { kind: 'text', about: 'The environment variable that holds the address of the database to ask what is applied, such as DATABASE_URL. Never the address itself.' };

const set: Shape = {
  kind: 'record',
  about: 'One folder with migrations.',
  fields: {
    runner: { kind: 'text', about: 'The program that applies the files, where it is not recognised by itself.', words: 'runner' },
    schema: { kind: 'text', about: 'A dump that the history starts from.', exists: 'file' },
    schemaFile: { kind: 'text', about: 'The file that is kept for fresh installs, to be compared with what the migrations build.', exists: 'file' },
    downs: { kind: 'text', about: 'Demand downs, or demand none.', words: 'downs' },
    searchPath: { kind: 'list', about: "Schemas of the connection's search_path.", of: { kind: 'text', about: 'A schema.' } },
    multiStatement: { kind: 'flag', about: "golang-migrate's x-multi-statement: the runner cuts at every semicolon." },
    prismaVersion: { kind: 'text', about: 'Prisma 7.4 and later send statement by statement.' },
    databaseUrlVariable,
  },
};

const tablePattern: Shape = { kind: 'text', about: 'A table: orders in any schema, app.orders, app.*, *_log.' };

const tables: Shape = {
  kind: 'record',
  about: 'Which tables are large and which small. Statements that lock a table for as long as it is big are errors where it is large, and nothing where it is small.',
  fields: {
    large: { kind: 'list', about: 'Large tables.', of: tablePattern },
    small: { kind: 'list', about: 'Small tables.', of: tablePattern },
    rows: { kind: 'text', about: 'A file of row counts: lines of CSV, "table,rows", or a JSON object. A million rows or more are large, ten thousand or fewer small.', exists: 'file' },
  },
};

/** The configuration file. */
export const configuration: Extract<Shape, { kind: 'record' }> = {
  kind: 'record',
  about: 'Configuration of pgmiglint.',
  fields: {
    $schema: { kind: 'text', about: 'Where editors find the description of this file.' },
    extends: { kind: 'list', orOne: true, about: 'Presets to start from; later ones win.', of: { kind: 'text', about: 'A preset.', words: 'preset' } },
    paths: { kind: 'list', about: 'What to lint where the command line names no path.', of: { kind: 'text', about: 'A folder or file.', exists: 'file or folder', glob: true } },
    ignore: { kind: 'list', about: 'Globs of files that are left alone.', of: { kind: 'text', about: 'A glob.', glob: true } },
    postgres: { kind: 'integer', about: 'The oldest major version of PostgreSQL that the migrations run on.', ...postgresVersions },
    parser: { kind: 'text', about: "PostgreSQL's own grammar, or the second reader where WebAssembly is not to be had.", words: 'parser' },
    base: { kind: 'text or false', about: 'What stands on this branch or commit is applied; false: git is not asked unless the call names a base. By itself: the default branch, seen from another one.' },
    baseline: { kind: 'text or false', about: 'A file of findings that are told no more, as `pgmiglint baseline` writes it; false: none. By itself: .pgmiglint-baseline.json beside this file.' },
    databaseUrlVariable,
    failOn: { kind: 'text', about: 'The least severity that makes the exit code 1.', words: 'threshold' },
    rules,
    tables,
    overrides: {
      kind: 'list',
      about: 'Levels for some files; later ones win.',
      of: {
        kind: 'record',
        about: 'Levels for some files.',
        fields: { files: { kind: 'list', orOne: true, about: 'Globs of files.', of: { kind: 'text', about: 'A glob.', glob: true } }, rules: levels },
        required: ['files', 'rules'],
      },
    },
    sets: { kind: 'map', about: 'What to know of a folder with migrations, by its path.', keys: { exists: 'folder' }, values: set },
  },
};

/** What the options of a rule may be; undefined where it has none. */
export function optionsShape(rule: string, { rules: known }: Vocabulary): Extract<Shape, { kind: 'record' }> | undefined {
  const options = known.find(({ id }) => id === rule)?.options;
  if (!options) return undefined;
  return { kind: 'record', about: `Options of ${rule}.`, fields: Object.fromEntries(Object.entries(options).map(([name, option]) => [name, optionShape(option)])) };
}

function optionShape({ about, ...option }: RuleOption): Shape {
  switch (option.kind) {
    case 'words':
      return { kind: 'list', about, of: { kind: 'text', about: 'A word.' } };
    case 'number':
      return { kind: 'integer', about, from: option.from, to: option.to };
    case 'flag':
      return { kind: 'flag', about };
  }
}

/** The words of a list. */
export function words(list: WordList, vocabulary: Vocabulary): readonly string[] {
  switch (list) {
    case 'preset':
      return Object.keys(presets);
    case 'runner':
      return vocabulary.runners;
    case 'rule':
      return vocabulary.rules.map(({ id }) => id);
    case 'level':
      return ['off', 'info', 'warning', 'error'];
    case 'threshold':
      return ['error', 'warning', 'info', 'never'];
    case 'downs':
      return ['expected', 'none'];
    case 'parser':
      return ['postgres', 'pgsql-ast-parser'];
  }
}
