// After an installation from git, as pre-commit's, there is no build yet: makes it, once. Prints nothing on stdout: what npm packs is
// read from there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
if (!existsSync(join(root, 'dist/pgmiglint.cjs'))) {
  // npm installs a git dependency's own tools globally too where the installation itself is global: then they are not here.
  if (!existsSync(join(root, 'node_modules/esbuild'))) run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  run(process.execPath, ['scripts/build.mjs']);
}

function run(command, args) {
  const ofTheOuterCall = /^npm_config_(?:global|location|install_links|prefix|local_prefix|global_prefix)$/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofTheOuterCall.test(name)));
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`${command} ${args.join(' ')}: ${error?.message ?? `ended with ${status}`}`);
    process.exit(1);
  }
}
