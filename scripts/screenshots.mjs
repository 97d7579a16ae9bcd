// Makes the pictures of docs/images/ from what the program really prints about the example history (fixtures/demo):
// terminal.svg by scripts/terminal-svg.mjs, and report-light.png and report-dark.png, which headless Chromium takes of
// `--format html`. It is the system's (Debian's package `chromium`), or the one that CHROMIUM names.
// `npm test` holds terminal.svg against what this script would make; the PNGs depend on fonts and are not compared.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { picture } from './terminal-picture.mjs';
import { terminalSvg } from './terminal-svg.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = join(root, 'docs/images');
const demo = (...args) => execFileSync(process.execPath, [join(root, 'dist/pgmiglint.cjs'), '--fail-on', 'never', ...args], { cwd: join(root, 'fixtures/demo'), encoding: 'utf8' });

mkdirSync(images, { recursive: true });
writeFileSync(join(images, 'terminal.svg'), terminalSvg(`${picture.prompt}\n\n${demo(...picture.args)}`, picture));

const folder = mkdtempSync(join(tmpdir(), 'pgmiglint-screenshots-'));
try {
  const page = join(folder, 'report.html');
  demo('--quiet', '--output', `html=${page}`);
  // A sandbox cannot be had by root, which is who runs this in a container.
  const always = ['--headless', '--hide-scrollbars', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  for (const [scheme, flags] of [['light', []], ['dark', ['--force-dark-mode']]]) {
    const file = join(images, `report-${scheme}.png`);
    execFileSync(process.env.CHROMIUM ?? 'chromium', [...always, ...flags, '--window-size=1080,1000', `--screenshot=${file}`, pathToFileURL(page).href], { stdio: 'pipe', timeout: 120_000 });
    console.log(`${file}: ${Math.round(statSync(file).size / 1024)} kB`);
  }
} catch (error) {
  console.error(`No picture of the report: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
