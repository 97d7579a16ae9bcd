import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { runnersFolder } from './folder.mjs';
import type { RunnerName } from './layouts.ts';

/** A database of a case, and how often its runner has run. */
interface Target {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

type Commands = (direction: 'up' | 'down', target: Target, installed: string) => Command;

function url({ host, port, database }: Target, ...parameters: string[]): string {
  return `postgres://postgres@${host}:${port}/${database}?${['sslmode=disable', ...parameters].join('&')}`;
}

const golangMigrate = (...parameters: string[]): Commands => (direction, target, installed) => ({
  program: join(installed, 'migrate'),
  args: ['-path', 'migrations', '-database', url(target, ...parameters), ...(direction === 'up' ? ['up'] : ['down', '1'])],
});

const flyway = (...settings: string[]): Commands => (_direction, { host, port, database }, installed) => ({
  program: 'java',
  args: ['-XX:TieredStopAtLevel=1', '-cp', `${join(installed, 'classes')}:${join(installed, 'lib/*')}`, 'Migrate', `jdbc:postgresql://${host}:${port}/${database}`, 'db/migration', ...settings],
});

/** Libraries without a program of their own are called from a few lines of JavaScript beside this file. */
const script = (program: URL): Commands => (direction, target, installed) => ({
  program: process.execPath,
  args: [fileURLToPath(program), installed, direction, url(target)],
});

/** How each runner is called, in the project's folder. */
export const commands: Readonly<Record<RunnerName, Commands>> = {
  'golang-migrate': golangMigrate(),
  'golang-migrate-multi-statement': golangMigrate('x-multi-statement=true'),
  goose: (direction, target, installed) => ({ program: join(installed, 'goose'), args: ['-dir', 'migrations', 'postgres', url(target), direction] }),
  dbmate: (direction, target, installed) => ({
    program: join(installed, 'node_modules/.bin/dbmate'),
    args: ['--url', url(target), '--no-dump-schema', direction === 'up' ? 'migrate' : 'rollback'],
  }),
  'node-pg-migrate': (direction, target, installed) => ({
    program: join(installed, 'node_modules/.bin/node-pg-migrate'),
    args: [direction, '--migrations-dir', 'migrations'],
    env: { DATABASE_URL: url(target) },
  }),
  sqlx: (direction, target, installed) => ({
    program: join(installed, 'bin/sqlx'),
    args: ['migrate', direction === 'up' ? 'run' : 'revert', '--source', 'migrations', '--database-url', url(target)],
  }),
  flyway: flyway(),
  'flyway-session-lock': flyway('session-lock'),
  diesel: (direction, target, installed) => ({
    program: join(installed, 'bin/diesel'),
    args: ['migration', direction === 'up' ? 'run' : 'revert', '--migration-dir', 'migrations', '--database-url', url(target)],
  }),
  liquibase: (_direction, { host, port, database }, installed) => ({
    program: 'java',
    args: ['-XX:TieredStopAtLevel=1', '-cp', join(installed, 'lib/*'), 'liquibase.integration.commandline.LiquibaseCommandLine', '--show-banner=false', '--analytics-enabled=false', 'update',
      '--changelog-file=changelog/changelog.sql', `--url=jdbc:postgresql://${host}:${port}/${database}`, '--username=postgres'],
  }),
  refinery: (_direction, target, installed) => ({
    program: join(installed, 'bin/refinery'),
    args: ['migrate', '-e', 'DATABASE_URL', '-p', 'migrations'],
    env: { DATABASE_URL: url(target) },
  }),
  drizzle: script(new URL('./programs/drizzle.mjs', import.meta.url)),
  'graphile-migrate': (_direction, target, installed) => ({
    program: join(installed, 'node_modules/.bin/graphile-migrate'),
    args: ['migrate'],
    env: { DATABASE_URL: url(target) },
  }),
  'postgres-migrations': script(new URL('./programs/postgres-migrations.mjs', import.meta.url)),
  postgrator: script(new URL('./programs/postgrator.mjs', import.meta.url)),
  tern: (direction, target, installed) => ({
    program: join(installed, 'tern'),
    args: ['migrate', '--migrations', 'migrations', '--conn-string', url(target), ...(direction === 'up' ? [] : ['--destination', '-1'])],
  }),
  'sql-migrate': (direction, target, installed) => ({
    program: join(installed, 'sql-migrate'),
    args: [direction, `-config=${fileURLToPath(new URL('./programs/sql-migrate.yml', import.meta.url))}`],
    env: { DATABASE_URL: url(target) },
  }),
};

/** Some are one program with different settings. */
const programs = { 'golang-migrate-multi-statement': 'golang-migrate', 'flyway-session-lock': 'flyway' } as const;
type Variant = keyof typeof programs;

export function programOf(name: RunnerName): Exclude<RunnerName, Variant> {
  return isVariant(name) ? programs[name] : name;
}

function isVariant(name: RunnerName): name is Variant {
  return name in programs;
}

export function installation(name: RunnerName): string {
  return join(runnersFolder(), programOf(name));
}

const golangVersion = `SELECT version || CASE WHEN dirty THEN ' dirty' ELSE '' END AS version FROM schema_migrations`;
const flywayHistory = `SELECT coalesce(version, description) || CASE WHEN success THEN '' ELSE ' failed' END AS version FROM flyway_schema_history WHERE type <> 'BASELINE' ORDER BY installed_rank`;

/** The table in which each runner keeps its versions, and what of it is told. */
export const recorded: Readonly<Record<RunnerName, string>> = {
  'golang-migrate': golangVersion,
  'golang-migrate-multi-statement': golangVersion,
  goose: 'SELECT version_id::text AS version FROM goose_db_version WHERE version_id > 0 ORDER BY id',
  dbmate: 'SELECT version FROM schema_migrations ORDER BY version',
  'node-pg-migrate': 'SELECT name AS version FROM pgmigrations ORDER BY id',
  sqlx: `SELECT version || CASE WHEN success THEN '' ELSE ' failed' END AS version FROM _sqlx_migrations ORDER BY installed_on`,
  flyway: flywayHistory,
  'flyway-session-lock': flywayHistory,
  diesel: 'SELECT version FROM __diesel_schema_migrations ORDER BY version',
  drizzle: 'SELECT created_at::text AS version FROM drizzle.__drizzle_migrations ORDER BY id',
  'graphile-migrate': 'SELECT filename AS version FROM graphile_migrate.migrations ORDER BY filename',
  'postgres-migrations': 'SELECT id::text AS version FROM migrations WHERE id > 0 ORDER BY id',
  postgrator: 'SELECT version::text AS version FROM schemaversion WHERE version > 0 ORDER BY version',
  liquibase: 'SELECT id AS version FROM databasechangelog ORDER BY orderexecuted',
  refinery: 'SELECT version::text AS version FROM refinery_schema_history ORDER BY version',
  tern: 'SELECT version::text AS version FROM schema_version',
  'sql-migrate': 'SELECT id AS version FROM gorp_migrations ORDER BY applied_at, id',
};
