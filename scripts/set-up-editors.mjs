// For `npm run test:integrations`: Neovim from the system's packages (not with --as-it-is), and what packages the VS Code extension, in a cache
// folder outside the repository. What cannot be installed is said, and its tests are skipped.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { integrationsFolder } from '../test/integrations/folder.mjs';

const attempt = (what, command, args, options = {}) => {
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
  } catch (error) {
    console.error(`${what}: ${error.message}`);
    process.exitCode = 1;
  }
};

if (!process.argv.includes('--as-it-is') && spawnSync('nvim', ['--version']).error) attempt('Neovim', 'apt-get', ['install', '--yes', '--quiet', 'neovim']);

const folder = join(integrationsFolder(), 'vscode');
mkdirSync(folder, { recursive: true });
cpSync(fileURLToPath(new URL('../editors/vscode', import.meta.url)), folder, { recursive: true, filter: (path) => !/[\\/](?:node_modules|dist)$/.test(path) });
attempt('the VS Code extension', 'npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { cwd: folder, shell: process.platform === 'win32' });
