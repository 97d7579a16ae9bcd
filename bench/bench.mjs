// Measures pgmiglint against squawk on the same files in one run: whole processes, alternating, medians and ratios.
//
//   npm run bench             the histories beside the checkout (../shared/corpus) where they are, else generated ones
//   npm run bench -- FOLDER   the .sql files of a folder
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const pgmiglint = join(root, 'dist', 'pgmiglint.cjs');
const squawk = join(root, 'bench', 'node_modules', 'squawk-cli', 'js', 'bin', 'squawk');
const env = { ...process.env };
// Adds 34 ms to every start of Node 20 and belongs to neither program.
delete env.NODE_EXTRA_CA_CERTS;
const work = mkdtempSync(join(tmpdir(), 'pgmiglint-bench-'));
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

function time(args, cwd) {
  const start = process.hrtime.bigint();
  const { error, status, stderr } = spawnSync(process.execPath, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 28 });
  if (error) throw error;
  if (status !== 0 && status !== 1) console.error(`  exit ${status}: ${String(stderr).split('\n')[0]}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function peak(args, cwd) {
  const file = join(work, 'peak');
  spawnSync(process.execPath, ['--import', join(root, 'bench', 'peak.mjs'), ...args], { cwd, env: { ...env, PGMIGLINT_PEAK_FILE: file }, stdio: 'ignore' });
  return Number(readFileSync(file, 'utf8')) / 1024;
}

function compare(name, folder, files, runs) {
  const ours = [pgmiglint, '--all', '--format', 'json', '.'];
  const theirs = [squawk, '--reporter', 'json', ...files.map((file) => relative(folder, file))];
  time(ours, folder);
  time(theirs, folder);
  const a = [];
  const b = [];
  for (let run = 0; run < runs; run++) {
    a.push(time(ours, folder));
    b.push(time(theirs, folder));
  }
  console.log(`${name.padEnd(28)} pgmiglint ${median(a).toFixed(0).padStart(6)} ms   squawk ${median(b).toFixed(0).padStart(6)} ms   ratio ${(median(a) / median(b)).toFixed(2)}`);
  return median(a);
}

function sqlFiles(folder) {
  return readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.sql')).map((name) => join(folder, name)).sort();
}

/** Writes a history in golang-migrate's layout: every migration touches a table that an earlier one made. */
function generate(folder, count) {
  mkdirSync(folder, { recursive: true });
  for (let n = 1; n <= count; n++) {
    const stem = join(folder, `${String(n).padStart(6, '0')}_step`);
    const table = `table_${Math.ceil(n / 5)}`;
    const up = n % 5 === 1
      ? `CREATE TABLE IF NOT EXISTS ${table} (\n  id bigint PRIMARY KEY,\n  name varchar(100) NOT NULL,\n  created_at timestamptz NOT NULL DEFAULT now()\n);\nCREATE INDEX IF NOT EXISTS ${table}_name_idx ON ${table} (name);\n`
      : `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS note_${n} text;\nUPDATE ${table} SET note_${n} = 'x' WHERE note_${n} IS NULL;\nALTER TABLE ${table} ALTER COLUMN note_${n} SET NOT NULL;\n`;
    writeFileSync(`${stem}.up.sql`, up);
    writeFileSync(`${stem}.down.sql`, n % 5 === 1 ? `DROP TABLE IF EXISTS ${table};\n` : `ALTER TABLE ${table} DROP COLUMN IF EXISTS note_${n};\n`);
  }
  return folder;
}

const corpus = process.argv[2] ? resolve(process.argv[2]) : join(root, '..', 'shared', 'corpus');
console.log(`Node ${process.version}; medians of whole processes, in turns`);

const small = generate(join(work, 'small'), 1);
compare('one small file', small, sqlFiles(small).slice(1), 21);

if (existsSync(corpus)) {
  const all = sqlFiles(corpus);
  const part = join(work, 'part');
  let taken = 0;
  for (const name of readdirSync(corpus, { withFileTypes: true })) {
    if (!name.isDirectory() || taken >= 1000) continue;
    const own = sqlFiles(join(corpus, name.name));
    if (taken + own.length > 1100) continue;
    taken += own.length;
    cpSync(join(corpus, name.name), join(part, name.name), { recursive: true });
  }
  compare(`${taken} files`, part, sqlFiles(part), 7);
  compare(`${all.length} files`, corpus, all, 5);
  console.log(`peak memory, ${all.length} files: ${peak([pgmiglint, '--all', '--format', 'json', '.'], corpus).toFixed(0)} MB`);
}

const ten = generate(join(work, 'n'), 400);
const hundred = generate(join(work, '10n'), 4000);
const start = median(Array.from({ length: 5 }, () => time([pgmiglint, '--version'], ten)));
const n = median(Array.from({ length: 5 }, () => time([pgmiglint, '--all', '--format', 'json', '.'], ten))) - start;
const tenfold = median(Array.from({ length: 5 }, () => time([pgmiglint, '--all', '--format', 'json', '.'], hundred))) - start;
console.log(`start-up ${start.toFixed(0)} ms; 800 files ${n.toFixed(0)} ms and 8,000 files ${tenfold.toFixed(0)} ms beyond it: ${(tenfold / n).toFixed(1)} times`);

// What the check of applied files adds to a run over 10,000 migrations.
const long = generate(join(work, 'long'), 10_000);
const whole = ['--all', '--format', 'json', '.'];
const git = (...args) => spawnSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', ...args], { cwd: long, stdio: 'ignore' });
const medianOf = (...args) => {
  time([pgmiglint, ...whole, ...args], long);
  return median(Array.from({ length: 5 }, () => time([pgmiglint, ...whole, ...args], long)));
};
const bare = medianOf();
time([pgmiglint, 'record', '.'], long);
const locked = medianOf();
rmSync(join(long, '.applied.sha256'));
git('init', '-q', '-b', 'main');
git('add', '-A');
git('commit', '-qm', 'history');
git('checkout', '-qb', 'feature');
const based = medianOf('--base', 'main');
const added = (ms) => `${ms.toFixed(0)} ms (${ms >= bare ? '+' : ''}${(((ms - bare) / bare) * 100).toFixed(0)} %)`;
console.log(`10,000 migrations: ${bare.toFixed(0)} ms; with a lock file ${added(locked)}; with a git base ${added(based)}`);
rmSync(work, { recursive: true, force: true });
