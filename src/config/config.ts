import type { Level, Severity } from '../judge/finding.ts';
import type { OptionValues } from '../judge/options.ts';
import type { TableSizes } from '../judge/sizes.ts';
import type { Downs } from '../project/migration.ts';

/** What the configuration says of one folder with migrations. */
export interface SetConfig {
  readonly runner?: string;
  /** A dump that the history starts from, relative to the configuration file. */
  readonly schema?: string;
  /** The file that is kept for fresh installs, relative to the configuration file: compared with what the migrations build. */
  readonly schemaFile?: string;
  readonly downs?: Exclude<Downs, 'optional'>;
  readonly searchPath?: readonly string[];
  /** golang-migrate's x-multi-statement: the runner cuts at every semicolon. */
  readonly multiStatement?: boolean;
  /** Prisma 7.4 and later send statement by statement. */
  readonly prismaVersion?: string;
  /** The environment variable that holds the address of the database that this folder is applied to. */
  readonly databaseUrlVariable?: string;
}

/** A configuration with defaults filled in and every path made relative to the working directory. */
export interface Config {
  /** The file it came from; absent: defaults. */
  readonly file?: string;
  /** What to lint where the command line names no path. */
  readonly paths: readonly string[];
  /** Globs of files that are left alone. */
  readonly ignore: readonly string[];
  readonly postgres?: number;
  /** What stands on this branch or commit is applied; `false`: git is not asked unless the call names a base. Absent: the default branch. */
  readonly base?: string | false;
  /** The file of findings that are told no more; `false`: there is none. Absent: the usual one, if it is there. */
  readonly baseline?: string | false;
  /** The reader; absent: PostgreSQL's own grammar. */
  readonly parser?: 'postgres' | 'pgsql-ast-parser';
  /** The environment variable that holds the address of the database; never the address itself. */
  readonly databaseUrlVariable?: string;
  /** The time of the run, in milliseconds since 1970; absent: nobody looks at the clock. */
  readonly now?: number;
  readonly failOn: Severity | 'never';
  /** Which tables are large and which small; absent: nobody knows of any. */
  readonly tables?: TableSizes;
  /** By folder. */
  readonly sets: Readonly<Record<string, SetConfig>>;
  /** Rule id → level, presets included. */
  readonly rules: Readonly<Record<string, Level>>;
  /** Rule id → what it is told beside its level. */
  readonly options?: Readonly<Record<string, OptionValues>>;
  /** Later ones win. */
  readonly overrides: readonly { readonly files: readonly string[]; readonly rules: Readonly<Record<string, Level>> }[];
}
