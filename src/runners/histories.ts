import { withoutZeros } from './order.ts';

/**
 * What a runner does with the history as such: which migrations are the same to it, and what it makes of one that comes
 * late. Each sentence begins behind the runner's name. What the runners really do is recorded in test/real-runners/.
 */
export interface HistoryFacts {
  /** The runner's name in sentences. */
  readonly title: string;
  /**
   * What two migrations must not share, if anything: the number, the text of the version, or Flyway's parts; `counted`: the number, where it
   * is no date; absent: only names count.
   */
  readonly version?: 'number' | 'counted' | 'text' | 'parts';
  /** What it does about one version twice; absent: nobody can say. */
  readonly twice?: string;
  /** What it does with a new migration that sorts before one that is applied; absent: nobody can say. */
  readonly late?: { readonly does: 'skips' | 'fails' | 'runs'; readonly says: string };
  /** What it does about a file that has another name than when it was applied; absent: nothing. */
  readonly renamed?: string;
  /** What it does where a number is missing; absent: nothing. */
  readonly gap?: string;
  /** The largest version that it can hold, and where. */
  readonly most?: { readonly number: bigint; readonly where: string };
  /** It sorts file names as text: `10_` comes before `2_`. */
  readonly sortsText?: true;
}

const bigint = { number: 2n ** 63n - 1n, where: 'a signed 64-bit integer' } as const;
const integer = { number: 2n ** 31n - 1n, where: 'a column of type integer' } as const;

const facts: Readonly<Record<string, HistoryFacts>> = {
  'golang-migrate': {
    title: 'golang-migrate', version: 'number', most: bigint,
    twice: 'refuses the whole folder: "duplicate migration file"',
    late: { does: 'skips', says: 'starts behind the version that the database has, and never runs it, without a word' },
  },
  goose: {
    title: 'goose', version: 'number', most: bigint,
    twice: 'refuses the whole folder',
    late: { does: 'fails', says: 'refuses to go on ("missing migrations"), unless it is called with -allow-missing' },
  },
  dbmate: {
    title: 'dbmate', version: 'text', sortsText: true,
    twice: 'takes the second for applied as soon as the first is, or fails on the primary key of schema_migrations',
    late: { does: 'runs', says: 'runs it after them (with --strict it refuses), while a new database runs it before' },
  },
  flyway: {
    title: 'Flyway', version: 'parts',
    twice: 'refuses them all: "Found more than one migration with version"',
    late: { does: 'skips', says: 'ignores it with a warning and fails to validate, unless outOfOrder is on' },
    renamed: 'fails to validate: the description is not the one that was applied',
  },
  sqlx: {
    title: 'sqlx', version: 'number', most: bigint,
    twice: 'does not notice until the second fails on the primary key of _sqlx_migrations',
    late: { does: 'runs', says: 'runs it after them, while a new database runs it before' },
  },
  prisma: {
    title: 'Prisma', sortsText: true,
    late: { does: 'runs', says: 'runs it after them, while a new database runs it before' },
    renamed: 'misses the old name and runs the new one as if it had never been applied',
  },
  drizzle: {
    title: 'Drizzle',
    late: { does: 'skips', says: 'never runs a migration that is older than the newest applied one, without a word' },
  },
  'drizzle-folders': {
    title: 'Drizzle', sortsText: true,
    late: { does: 'runs', says: 'runs it after them, while a new database runs it before' },
    renamed: 'runs it again under its new name',
  },
  supabase: {
    title: 'supabase', version: 'text', sortsText: true,
    twice: 'fails on the primary key of schema_migrations',
    late: { does: 'fails', says: 'refuses to go on ("Found local migration files to be inserted before the last migration on remote database"), unless it is called with --include-all' },
  },
  diesel: {
    title: 'Diesel', version: 'text', sortsText: true,
    twice: 'takes one of them and drops the other without a word',
    late: { does: 'runs', says: 'runs it after them, while a new database runs it before' },
  },
  refinery: {
    title: 'refinery', version: 'number', most: bigint,
    twice: 'refuses to run: "migration versions must be unique"',
    late: { does: 'fails', says: 'refuses to go on ("is missing from the filesystem"), unless its name begins with U' },
    renamed: 'refuses to go on: the name is part of its checksum',
  },
  atlas: {
    title: 'Atlas', version: 'text', sortsText: true,
    late: { does: 'fails', says: 'refuses to go on, unless its exec-order is not linear' },
  },
  'node-pg-migrate': {
    title: 'node-pg-migrate',
    late: { does: 'fails', says: 'refuses to go on ("Not run migration … is preceding already run migration"), unless it is called with --no-check-order' },
    renamed: 'refuses to go on: it misses the old name and finds the new one not run',
  },
  'graphile-migrate': {
    title: 'graphile-migrate', version: 'number',
    late: { does: 'fails', says: 'refuses to go on: each migration names the hash of the one before it' },
  },
  tern: {
    title: 'tern', version: 'number', most: integer,
    twice: 'refuses the whole folder: "Duplicate migration"',
    gap: 'refuses the whole folder: "Missing migration"',
    late: { does: 'skips', says: 'starts behind the version that the database has, and never runs it, without a word' },
  },
  'sql-migrate': {
    title: 'sql-migrate',
    late: { does: 'runs', says: 'runs it after them, while a new database runs it before' },
    renamed: 'refuses to go on: "unknown migration in database"',
  },
  liquibase: {
    title: 'Liquibase',
    late: { does: 'runs', says: 'runs it after them, while a new database runs it before' },
    renamed: 'runs its changesets again: the path of the file is part of what they are called',
  },
  hasura: {
    title: 'Hasura', version: 'number', most: bigint,
    late: { does: 'runs', says: 'runs it after them, while a new database runs it before' },
  },
  sqitch: { title: 'Sqitch' },
  'postgres-migrations': {
    title: 'postgres-migrations', version: 'number', most: integer,
    twice: 'refuses the whole folder: the numbers are not consecutive',
    gap: 'refuses the whole folder: "Found a non-consecutive migration ID"',
    late: { does: 'fails', says: 'refuses to go on: the hashes do not match what was applied under these numbers' },
    renamed: 'refuses to go on: the file name is part of its hash',
  },
  popx: { title: 'popx', version: 'text' },
  yoyo: {
    title: 'yoyo',
    late: { does: 'runs', says: 'runs it after them, while a new database runs it before' },
    renamed: 'runs it again under its new name',
  },
  'db-migrate': { title: 'db-migrate' },
};

const unknown: HistoryFacts = { title: 'What runs these files', version: 'counted' };

/** What is known of a runner; little of files that something unknown runs. */
export function historyFacts(runner: string): HistoryFacts {
  return facts[runner] ?? unknown;
}

/** What two migrations that are one version to the runner have in common; undefined where versions say nothing. */
export function versionKey(version: string, kind: HistoryFacts['version']): string | undefined {
  if (kind === undefined) return undefined;
  if (kind === 'counted') return /^\D*\d{1,7}$/.test(version) ? withoutZeros(version) : undefined;
  if (kind === 'number') return withoutZeros(version);
  if (kind === 'text') return version;
  return version.split('.').map(withoutZeros).join('.').replace(/(?:\.)+$/, '');
}
