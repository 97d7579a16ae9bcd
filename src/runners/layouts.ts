/** Where the down of a migration stands. */
export type DownLayout =
  /** `path`: of the file that undoes an up, or undefined where a file so called can have none. */
  | { readonly in: 'file'; readonly path: (up: string) => string | undefined }
  /** In the up's file, below this line. */
  | { readonly in: 'section'; readonly heading: string }
  /** In the up's file, in lines that begin so. */
  | { readonly in: 'lines'; readonly prefix: string }
  /** A sentence: why there is none. */
  | { readonly in: 'none'; readonly why: string };

/** How versions are written: counted, with so many digits at least, or the time in UTC. */
export type Numbering = { readonly kind: 'sequence'; readonly digits: number } | { readonly kind: 'time'; readonly form: 'seconds' | 'milliseconds' | 'dashed' };

/** Where a runner's migrations stand on the disk and what holds them: what `new` and `generate down` write. */
export interface Layout {
  /** As the runner's own program numbers, where a set does not show its own way. */
  readonly numbering: Numbering;
  /**
   * The path of an up below the set's folder, with `/`.
   *
   * @param like - another up of the set, whose separators and folders it follows
   */
  readonly up: (version: string, name: string, like?: string) => string;
  /** The line that opens the up, where the runner wants one. */
  readonly heading?: string;
  readonly down: DownLayout;
  /** Lines around a statement that the runner would cut otherwise, such as a function's body. */
  readonly block?: { readonly begin: string; readonly end: string };
  /** Names that the runner reads; absent: all that a file can have. */
  readonly name?: RegExp;
  /** What is to be done after a file was written by hand, as a sentence. */
  readonly then?: string;
}

/** A runner whose migrations only its own program can create, and how. */
export interface NoLayout {
  readonly refused: string;
  /** Where a down belongs all the same, once the program has made the up. */
  readonly down?: DownLayout;
}

const seconds: Numbering = { kind: 'time', form: 'seconds' };
const counted = (digits: number): Numbering => ({ kind: 'sequence', digits });
const none = (title: string): DownLayout => ({ in: 'none', why: `${title} has no downs` });

/** What stands between the number and the name: as in another file of the set, or the runner's own. */
function separator(like: string | undefined, usual: string): string {
  return /\d([-_.]+)[^-_.\d/]/.exec(like ?? '')?.[1] ?? usual;
}

/** The letters before the number, as in another file of the set. */
function before(like: string | undefined): string {
  return /^(?:[A-Za-z]+[-_]?)?(?=\d)/.exec(like ?? '')?.[0] ?? '';
}

/** The down beside an up that ends otherwise. */
function instead(ending: RegExp, by: string): DownLayout {
  return { in: 'file', path: (up) => (ending.test(up) ? up.replace(ending, by) : undefined) };
}

function downFolder(up: string): string | undefined {
  const words: Readonly<Record<string, string>> = { up: 'down', ups: 'downs', upgrade: 'downgrade', apply: 'revert', forward: 'rollback', deploy: 'revert', sql: 'rollback', migrations: 'rollbacks' };
  const [folder = '', ...rest] = up.split('/');
  const down = words[folder.toLowerCase()];
  return down === undefined || rest.length === 0 ? undefined : [down, ...rest].join('/');
}

const upAndDown: Pick<Layout, 'up' | 'down'> = {
  up: (version, name, like) => `${before(like)}${version}${separator(like, '_')}${name}${/[-_]up(?=\.sql$)/.exec(like ?? '')?.[0] ?? '.up'}.sql`,
  down: { in: 'file', path: (up) => (/[._-]up\.sql$/.test(up) ? up.replace(/up\.sql$/, 'down.sql') : undefined) },
};

const layouts: Readonly<Record<string, Layout | NoLayout>> = {
  'golang-migrate': { numbering: seconds, up: (version, name) => `${version}_${name}.up.sql`, down: instead(/\.up\.sql$/, '.down.sql') },
  goose: {
    numbering: seconds, up: (version, name) => `${version}_${name}.sql`, heading: '-- +goose Up',
    down: { in: 'section', heading: '-- +goose Down' }, block: { begin: '-- +goose StatementBegin', end: '-- +goose StatementEnd' },
  },
  dbmate: { numbering: seconds, up: (version, name) => `${version}_${name}.sql`, heading: '-- migrate:up', down: { in: 'section', heading: '-- migrate:down' } },
  flyway: {
    numbering: counted(1), up: (version, name, like) => `${like?.slice(0, like.lastIndexOf('/') + 1) ?? ''}V${version}__${name}.sql`,
    down: { in: 'file', path: (up) => (/(?:^|\/)V[^/]*\.sql$/.test(up) ? up.replace(/V([^/]*)$/, 'U$1') : undefined) },
  },
  sqlx: {
    numbering: seconds, up: (version, name, like) => `${version}_${name}${like === undefined || like.endsWith('.up.sql') ? '.up' : ''}.sql`,
    down: instead(/\.up\.sql$/, '.down.sql'),
  },
  prisma: { numbering: seconds, up: (version, name) => `${version}_${name}/migration.sql`, down: none('Prisma Migrate') },
  diesel: { numbering: { kind: 'time', form: 'dashed' }, up: (version, name) => `${version}_${name}/up.sql`, down: instead(/\/up\.sql$/, '/down.sql') },
  drizzle: { refused: 'Drizzle keeps a journal of its migrations: let it create the file with "drizzle-kit generate --custom --name=NAME"' },
  'drizzle-folders': { refused: 'Drizzle keeps a snapshot beside each migration: let it create the folder with "drizzle-kit generate --custom --name=NAME"' },
  supabase: { numbering: seconds, up: (version, name) => `${version}_${name}.sql`, down: none('The Supabase CLI') },
  hasura: { numbering: { kind: 'time', form: 'milliseconds' }, up: (version, name) => `${version}_${name}/up.sql`, down: instead(/\/up\.sql$/, '/down.sql') },
  'sql-migrate': {
    numbering: seconds, up: (version, name, like) => `${version}${separator(like, '-')}${name}.sql`, heading: '-- +migrate Up',
    down: { in: 'section', heading: '-- +migrate Down' }, block: { begin: '-- +migrate StatementBegin', end: '-- +migrate StatementEnd' },
  },
  atlas: { numbering: seconds, up: (version, name) => `${version}_${name}.sql`, down: none('Atlas'), then: 'Atlas wants its sums written anew: atlas migrate hash' },
  tern: { numbering: counted(3), up: (version, name) => `${version}_${name}.sql`, down: { in: 'section', heading: '---- create above / drop below ----' } },
  'node-pg-migrate': {
    numbering: { kind: 'time', form: 'milliseconds' }, up: (version, name, like) => `${version}${separator(like, '_')}${name}.sql`,
    heading: '-- Up Migration', down: { in: 'section', heading: '-- Down Migration' },
  },
  'graphile-migrate': { refused: 'Graphile Migrate keeps what is not yet committed in current.sql: write there, and call "graphile-migrate commit --message NAME"' },
  'postgres-migrations': { numbering: counted(1), up: (version, name, like) => `${version}${separator(like, '_')}${name}.sql`, down: none('postgres-migrations') },
  postgrator: { numbering: counted(3), up: (version, name) => `${version}.do.${name}.sql`, down: { in: 'file', path: (up) => (/^\d+\.do\./.test(up) ? up.replace('.do.', '.undo.') : undefined) } },
  refinery: { numbering: counted(1), up: (version, name) => `V${version}__${name}.sql`, down: none('refinery'), name: /^\w+$/ },
  sqitch: { refused: 'Sqitch keeps a plan of its changes: let it create the files with "sqitch add NAME --note NOTE"', down: { in: 'file', path: downFolder } },
  liquibase: { numbering: counted(3), up: (version, name, like) => `${like?.slice(0, like.lastIndexOf('/') + 1) ?? ''}${version}${separator(like, '_')}${name}.sql`, heading: '--liquibase formatted sql', down: { in: 'lines', prefix: '--rollback ' }, then: 'Liquibase runs it once the changelog includes it' },
  popx: { numbering: seconds, up: (version, name, like) => `${version}_${name}${/\.(?:postgres|cockroach)(?=\.)/.exec(like ?? '')?.[0] ?? ''}.up.sql`, down: instead(/\.up\.sql$/, '.down.sql') },
  yoyo: { numbering: counted(4), up: (version, name, like) => `${version}${separator(like, '_')}${name}.sql`, down: instead(/(?<!\.rollback)\.sql$/, '.rollback.sql') },
  'db-migrate': { refused: 'db-migrate runs a program that reads the SQL: let it create the three files with "db-migrate create NAME --sql-file"', down: instead(/-up\.sql$/, '-down.sql') },
  'up-down-files': { numbering: counted(3), ...upAndDown },
  'plain-pairs': {
    numbering: counted(3), up: (version, name, like) => `${version}${separator(like, '_')}${name}${/[-_]up(?=\.sql$)/i.exec(like ?? '')?.[0] ?? ''}.sql`,
    down: { in: 'file', path: (up) => (up.endsWith('.sql') ? up.replace(/(?:([-_])up)?\.sql$/i, (_, hyphen?: string) => `${hyphen ?? '_'}down.sql`) : undefined) },
  },
  'plain-rollback': {
    numbering: counted(3), up: (version, name, like) => `${version}${separator(like, '_')}${name}.sql`,
    down: { in: 'file', path: (up) => (/^\d+[-_]/.test(up) ? up.replace(/^(\d+)([-_])/, '$1$2rollback$2') : undefined) },
  },
  'plain-trees': {
    numbering: counted(3), up: (version, name, like) => `${like?.split('/', 1)[0] ?? 'up'}/${version}${separator(like, '_')}${name}.sql`,
    down: { in: 'file', path: downFolder },
  },
  'plain-folders': { refused: 'a folder here is a version of the project: nobody but you can say which one comes next' },
  plain: {
    numbering: counted(3), up: (version, name, like) => `${before(like)}${version}${separator(like, '_')}${name}.sql`,
    down: none('A set of plain numbered files without one'),
  },
};

/** How a runner's migrations are laid out, or why only its own program can create one. */
export function layoutOf(runner: string): Layout | NoLayout {
  const layout = Object.hasOwn(layouts, runner) ? layouts[runner] : undefined;
  if (!layout) throw new Error(`no layout of runner ${runner}`);
  return layout;
}
