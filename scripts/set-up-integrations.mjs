// Installs the real pre-commit, husky, lefthook and simple-git-hooks for `npm run test:integrations`, in the versions of
// test/integrations/versions.json, into a cache folder outside the repository. What is there is left as it is; what
// cannot be installed is said, and its tests are skipped.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { integrationsFolder } from '../test/integrations/folder.mjs';

const versions = JSON.parse(readFileSync(new URL('../test/integrations/versions.json', import.meta.url), 'utf8'));
for (const [name, version] of Object.entries(versions)) {
  const folder = join(integrationsFolder(), name);
  const stamp = join(folder, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) continue;
  console.log(`${name} ${version}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    if (name === 'pre-commit') python(folder, `${name}==${version}`);
    else npm(folder, `${name}@${version}`);
    writeFileSync(stamp, version);
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  }
}

function python(folder, requirement) {
  run('python3', ['-m', 'venv', folder], folder);
  run(join(folder, 'bin/pip'), ['install', '--quiet', requirement], folder);
}

function npm(folder, wanted) {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', wanted], folder);
}

function run(command, args, cwd) {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
}
