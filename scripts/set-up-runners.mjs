// Installs a PostgreSQL server and the real migration runners for `npm run test:runners`, in the versions of
// test/real-runners/versions.json, into a cache folder outside the repository. What is there is left as it is.
//
//     node scripts/set-up-runners.mjs [name…]
import { cpSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnersFolder } from '../test/real-runners/folder.mjs';
import { install, npm, postgres, run } from './install.mjs';

const root = new URL('..', import.meta.url);
const versions = JSON.parse(readFileSync(new URL('test/real-runners/versions.json', root), 'utf8'));

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
  postgres,
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
for (const name of asked.length > 0 ? asked : Object.keys(recipes)) {
  if (!install(name, versions[name], join(runnersFolder(), name), recipes[name])) process.exitCode = 1;
}
