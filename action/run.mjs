// What action.yml runs: finds the base, judges, annotates, and writes the job summary, the files and the comment that were asked for.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { baseOf, reach, readEvent } from './base.mjs';
import { markerOf, writeComment } from './comment.mjs';

const { env } = process;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const input = (name) => (env[`INPUT_${name}`] ?? '').trim();
const workspace = env.GITHUB_WORKSPACE ?? process.cwd();
const folder = input('WORKING_DIRECTORY') || '.';
const cwd = resolve(workspace, folder);
const event = readEvent(env.GITHUB_EVENT_PATH ?? '');
const scratch = mkdtempSync(join(env.RUNNER_TEMP ?? tmpdir(), 'pgmiglint-'));

try {
  process.exitCode = await run();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function run() {
  if (!existsSync(cwd)) return fail(`there is no folder ${folder}: is actions/checkout missing before this step?`);
  console.log(`::add-matcher::${join(root, 'pgmiglint-matcher.json')}`);
  const program = findProgram();
  const asked = baseOf(event, input('BASE'));
  const base = asked === undefined ? undefined : reach(asked, git);
  const reports = { json: join(scratch, 'report.json'), markdown: join(scratch, 'report.md') };
  const files = { ...reports, ...(input('SARIF_FILE') && { sarif: input('SARIF_FILE') }), ...(input('HTML_FILE') && { html: input('HTML_FILE') }) };
  const args = [
    ...option('config', input('CONFIG')),
    ...option('base', base ?? ''),
    ...option('postgres', input('POSTGRES')),
    ...option('fail-on', input('FAIL_ON')),
    ...option('format', input('FORMAT') || 'github'),
    ...Object.entries(files).flatMap(([format, file]) => ['--output', `${format}=${file}`]),
    ...(input('BASE') === 'none' ? ['--all'] : []),
    '--',
    ...input('PATHS').split(/\s+/).filter((path) => path !== ''),
  ];
  // The token is nobody else's business, and the summary is written below.
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('INPUT_') && name !== 'GITHUB_STEP_SUMMARY'));
  const { status, stderr, error } = spawnSync(process.execPath, [program, 'lint', ...args], { cwd, env: own, stdio: ['ignore', 'inherit', 'pipe'], encoding: 'utf8' });
  const code = status ?? 2;
  process.stderr.write(stderr ?? '');
  if (error) return fail(error.message);
  if (code > 1) command('error', (stderr ?? '').trim() || `pgmiglint ended with ${code}`);
  output('exit-code', code);
  if (!existsSync(reports.json)) return code;

  const { summary } = JSON.parse(readFileSync(reports.json, 'utf8'));
  for (const name of ['errors', 'warnings', 'infos']) output(name, summary[name]);
  const body = readFileSync(reports.markdown, 'utf8');
  if (input('SUMMARY') !== 'false' && env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, `${body}\n`);
  if (input('COMMENT') === 'true') await comment(body, summary.errors + summary.warnings + summary.infos > 0 || code > 1);
  return code;
}

/** The project's own installation, which it has pinned; else this repository's, built where it is not. */
function findProgram() {
  for (const start of [cwd, workspace]) {
    const installed = join(start, 'node_modules/pgmiglint/dist/pgmiglint.cjs');
    if (existsSync(installed)) return realpathSync(installed);
  }
  const own = join(root, 'dist/pgmiglint.cjs');
  if (!existsSync(own)) spawnSync(process.execPath, [join(root, 'scripts/prepare.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
  return own;
}

async function comment(body, hasFindings) {
  const number = event.pull_request?.number;
  if (number === undefined) {
    console.log('pgmiglint: no comment is written: this is no pull request');
    return;
  }
  try {
    await writeComment({ api: env.GITHUB_API_URL ?? 'https://api.github.com', repository: env.GITHUB_REPOSITORY ?? '', number, token: input('TOKEN'), marker: markerOf(folder), body, hasFindings });
  } catch (error) {
    // The findings count, not whether a comment could be written about them.
    command('warning', `The comment could not be written. ${error.message}`);
  }
}

function git(...args) {
  const { status, stdout } = spawnSync('git', args, { cwd, env: { ...env, GIT_TERMINAL_PROMPT: '0' }, encoding: 'utf8' });
  return { code: status ?? 128, output: stdout ?? '' };
}

function option(name, value) {
  return value === '' ? [] : [`--${name}=${value}`];
}

function output(name, value) {
  if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, `${name}=${value}\n`);
}

function command(kind, message) {
  console.log(`::${kind} title=pgmiglint::${message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}`);
}

function fail(message) {
  command('error', message);
  return 2;
}
