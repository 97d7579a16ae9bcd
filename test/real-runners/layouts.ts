import { createHash } from 'node:crypto';
import type { SetConfig } from '../../src/config/config.ts';
import type { Files, NeutralMigration } from './neutral.ts';

/** How one runner wants its migrations laid out, and under which name pgmiglint knows it. */
export interface Layout {
  /** Of pgmiglint. */
  readonly runner: string;
  readonly settings?: SetConfig;
  /** The folder of the set below the project's. */
  readonly set: string;
  /** Has a way to leave the transaction: else cases that want it are no cases of this runner. */
  readonly noTransaction: boolean;
  readonly downs: boolean;
  /** Cases in which the runner does now this, now that. */
  readonly undetermined?: readonly string[];
  readonly files: (migrations: readonly NeutralMigration[]) => Files;
}

function each(name: (migration: NeutralMigration) => Files): Layout['files'] {
  return (migrations) => Object.assign({}, ...migrations.map(name)) as Files;
}

const golangMigrate: Layout = {
  runner: 'golang-migrate',
  set: 'migrations',
  noTransaction: false,
  downs: true,
  files: each(({ version, name, up, down }) => ({
    [`migrations/${version}_${name}.up.sql`]: up,
    ...(down === undefined ? {} : { [`migrations/${version}_${name}.down.sql`]: down }),
  })),
};

const flyway: Layout = {
  runner: 'flyway',
  set: 'db/migration',
  noTransaction: true,
  downs: false,
  files: each(({ version, name, up, noTransaction }) => ({
    [`db/migration/V${version}__${name}.sql`]: up,
    ...(noTransaction ? { [`db/migration/V${version}__${name}.sql.conf`]: 'executeInTransaction=false\n' } : {}),
  })),
};

const drizzle: Layout = {
  runner: 'drizzle',
  set: 'migrations',
  noTransaction: false,
  downs: false,
  files: (migrations) => {
    const entries = [...migrations].sort((a, b) => Number(a.version) - Number(b.version))
      .map(({ version, name }, idx) => ({ idx, version: '7', when: 1_700_000_000_000 + Number(version), tag: `${version.padStart(4, '0')}_${name}`, breakpoints: true }));
    const journal = { version: '7', dialect: 'postgresql', entries };
    return {
      'migrations/meta/_journal.json': `${JSON.stringify(journal, undefined, 2)}\n`,
      ...Object.fromEntries(migrations.map(({ version, name, up }) => [`migrations/${version.padStart(4, '0')}_${name}.sql`, up])),
    };
  },
};

const graphileMigrate: Layout = {
  runner: 'graphile-migrate',
  set: 'migrations',
  noTransaction: true,
  downs: false,
  files: (migrations) => {
    const files: Record<string, string> = {
      '.gmrc': '{ "pgSettings": {}, "placeholders": {}, "afterReset": [], "afterAllMigrations": [], "afterCurrent": [] }\n',
      'migrations/current.sql': '',
    };
    let previous = '-';
    for (const { version, up, noTransaction } of migrations) {
      const body = `${noTransaction ? '--! no-transaction\n' : ''}${up}`.trim();
      const hash = `sha1:${createHash('sha1').update(`${`${previous === '-' ? '' : previous}\n${body}`.trim()}\n`).digest('hex')}`;
      files[`migrations/committed/${version.padStart(6, '0')}.sql`] = `--! Previous: ${previous}\n--! Hash: ${hash}\n\n${body}\n`;
      previous = hash;
    }
    return files;
  },
};

/** By the name of the golden file. */
const layouts = {
  'golang-migrate': golangMigrate,
  'golang-migrate-multi-statement': { ...golangMigrate, settings: { multiStatement: true } },
  goose: {
    runner: 'goose',
    set: 'migrations',
    noTransaction: true,
    downs: true,
    files: each(({ version, name, up, down, noTransaction }) => ({
      [`migrations/${version}_${name}.sql`]: `${noTransaction ? '-- +goose NO TRANSACTION\n' : ''}-- +goose Up\n${up}${down === undefined ? '' : `-- +goose Down\n${down}`}`,
    })),
  },
  dbmate: {
    runner: 'dbmate',
    set: 'db/migrations',
    noTransaction: true,
    downs: true,
    files: each(({ version, name, up, down, noTransaction }) => ({
      [`db/migrations/${version}_${name}.sql`]: `-- migrate:up${noTransaction ? ' transaction:false' : ''}\n${up}\n-- migrate:down${noTransaction ? ' transaction:false' : ''}\n${down ?? ''}`,
    })),
  },
  'node-pg-migrate': {
    runner: 'node-pg-migrate',
    set: 'migrations',
    noTransaction: false,
    downs: true,
    files: each(({ version, name, up, down }) => ({
      [`migrations/${version}_${name}.sql`]: `-- Up Migration\n${up}${down === undefined ? '' : `\n-- Down Migration\n${down}`}`,
    })),
  },
  sqlx: {
    runner: 'sqlx',
    set: 'migrations',
    noTransaction: true,
    downs: true,
    files: each(({ version, name, up, down, noTransaction }) => {
      const head = noTransaction ? '-- no-transaction\n' : '';
      if (down === undefined) return { [`migrations/${version}_${name}.sql`]: head + up };
      return { [`migrations/${version}_${name}.up.sql`]: head + up, [`migrations/${version}_${name}.down.sql`]: head + down };
    }),
  },
  flyway,
  'flyway-session-lock': flyway,
  diesel: {
    runner: 'diesel',
    set: 'migrations',
    undetermined: ['duplicate-version'],
    noTransaction: true,
    downs: true,
    files: each(({ version, name, up, down, noTransaction }) => {
      const folder = `migrations/2024-01-01-${version.padStart(6, '0')}_${name}`;
      return {
        [`${folder}/up.sql`]: up,
        ...(down === undefined ? {} : { [`${folder}/down.sql`]: down }),
        ...(noTransaction ? { [`${folder}/metadata.toml`]: 'run_in_transaction = false\n' } : {}),
      };
    }),
  },
  drizzle,
  'graphile-migrate': graphileMigrate,
  'postgres-migrations': {
    runner: 'postgres-migrations',
    set: 'migrations',
    noTransaction: true,
    downs: false,
    files: each(({ version, name, up, noTransaction }) => ({
      [`migrations/${version}_${name}.sql`]: `${noTransaction ? '-- postgres-migrations disable-transaction\n' : ''}${up}`,
    })),
  },
  postgrator: {
    runner: 'postgrator',
    set: 'migrations',
    noTransaction: false,
    downs: true,
    files: each(({ version, name, up, down }) => ({
      [`migrations/${version}.do.${name}.sql`]: up,
      ...(down === undefined ? {} : { [`migrations/${version}.undo.${name}.sql`]: down }),
    })),
  },
  tern: {
    runner: 'tern',
    set: 'migrations',
    noTransaction: true,
    downs: true,
    files: each(({ version, name, up, down, noTransaction }) => {
      const head = noTransaction ? '---- tern: disable-tx ----\n' : '';
      return { [`migrations/${version}_${name}.sql`]: `${head}${up}${down === undefined ? '' : `\n---- create above / drop below ----\n${head}${down}`}` };
    }),
  },
  liquibase: {
    runner: 'liquibase',
    set: 'changelog',
    noTransaction: true,
    downs: false,
    files: (migrations) => ({
      'changelog/changelog.sql': `--liquibase formatted sql\n${migrations.map(({ version, name, up, noTransaction }) =>
        `\n--changeset ${name}:${version}${noTransaction ? ' runInTransaction:false' : ''}\n${up}`).join('')}`,
    }),
  },
  refinery: {
    runner: 'refinery',
    set: 'migrations',
    noTransaction: false,
    downs: false,
    files: each(({ version, name, up }) => ({ [`migrations/V${version}__${name}.sql`]: up })),
  },
  'sql-migrate': {
    runner: 'sql-migrate',
    set: 'migrations',
    noTransaction: true,
    downs: true,
    files: each(({ version, name, up, down, noTransaction }) => {
      const option = noTransaction ? ' notransaction' : '';
      return { [`migrations/${version}_${name}.sql`]: `-- +migrate Up${option}\n${up}${down === undefined ? '' : `-- +migrate Down${option}\n${down}`}` };
    }),
  },
} as const satisfies Readonly<Record<string, Layout>>;

export type RunnerName = keyof typeof layouts;

export const runnerNames = Object.keys(layouts) as readonly RunnerName[];

export function layoutOf(name: RunnerName): Layout {
  return layouts[name];
}
