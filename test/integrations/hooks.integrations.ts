import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildProduct, Consumer, isInstalled, recipe, root } from './consumer.ts';
import { integrationsFolder } from './folder.mjs';

const drop = { 'db/000002_email.up.sql': 'ALTER TABLE users DROP COLUMN email;\n', 'db/000002_email.down.sql': 'ALTER TABLE users ADD COLUMN email text;\n' };
const harmless = { 'db/000002_note.up.sql': 'ALTER TABLE users ADD COLUMN note text;\n', 'db/000002_note.down.sql': 'ALTER TABLE users DROP COLUMN note;\n' };

let product = '';
beforeAll(() => { product = buildProduct(); });
afterAll(() => { rmSync(product, { recursive: true, force: true }); });

function consumer(env: Readonly<Record<string, string>> = {}): Consumer {
  const made = new Consumer(env);
  onTestFinished(() => { made.remove(); });
  return made;
}

/** What every hook has to do. */
function expectGuarded(project: Consumer): void {
  const refused = project.write(drop).commit();
  expect(refused.output).toContain('error[unchecked-drop-column]');
  expect(refused.code).not.toBe(0);
  // Mended on the disk, and not staged: what would be committed counts.
  project.write({ 'db/000002_email.up.sql': 'SELECT 1;\n' });
  expect(project.run('git', 'commit', '--message', 'x').code).not.toBe(0);
  project.run('git', 'rm', '--quiet', '--force', ...Object.keys(drop));

  const passed = project.write(harmless).commit();
  expect([passed.code, passed.output]).toEqual([0, expect.any(String)]);
  project.run('git', 'rm', '--quiet', 'db/000001_users.up.sql', 'db/000001_users.down.sql');
  const deleted = project.run('git', 'commit', '--message', 'x');
  expect(deleted.output).toContain('its file is gone');
  expect(deleted.code).not.toBe(0);
  project.run('git', 'reset', '--quiet', '--hard');
  expect(project.write({ 'notes.txt': 'x\n' }).commit().code).toBe(0);
}

describe.runIf(isInstalled('pre-commit'))('pre-commit', () => {
  let source = '';
  let home = '';
  beforeAll(() => {
    // The files as they stand here, committed to a repository of their own.
    source = mkdtempSync(join(tmpdir(), 'source-'));
    home = mkdtempSync(join(tmpdir(), 'pre-commit-'));
    const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\0').filter((path) => path !== '' && !path.startsWith('fixtures/'));
    for (const path of files) cpSync(join(root, path), join(source, path), { recursive: true });
    const git = (...args: readonly string[]): void => { execFileSync('git', args, { cwd: source, stdio: 'pipe' }); };
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '--all');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message', 'x');
    git('tag', 'v0.1.0');
  });
  afterAll(() => { for (const folder of [source, home]) rmSync(folder, { recursive: true, force: true }); });

  function project(): Consumer {
    const made = consumer({ PRE_COMMIT_HOME: home });
    const config = recipe('pre-commit').replace(/repo: \S+.*/, `repo: ${source}`);
    made.write({ '.pre-commit-config.yaml': config });
    made.run('git', 'add', '--all');
    made.run('git', 'commit', '--quiet', '--message', 'x');
    expect(made.run(join(integrationsFolder(), 'pre-commit/bin/pre-commit'), 'install').code).toBe(0);
    return made;
  }

  test('refuses, lets pass, sees what is deleted', () => {
    expectGuarded(project());
  });

  test('its manifest is valid', () => {
    expect(consumer().run(join(integrationsFolder(), 'pre-commit/bin/pre-commit'), 'validate-manifest', join(root, '.pre-commit-hooks.yaml')).code).toBe(0);
  });
});

describe.runIf(isInstalled('husky'))('husky', () => {
  test('refuses, lets pass, sees what is deleted', () => {
    const project = consumer().install('husky').installProduct(product).write({ 'package.json': '{ "private": true }\n' });
    expect(project.run('node_modules/.bin/husky').code).toBe(0);
    project.write({ '.husky/pre-commit': recipe('husky') });
    expectGuarded(project);
  });
});

describe.runIf(isInstalled('lefthook'))('lefthook', () => {
  test('refuses, lets pass, sees what is deleted', () => {
    const project = consumer().install('lefthook').installProduct(product).write({ 'package.json': '{ "private": true }\n', 'lefthook.yml': recipe('lefthook') });
    const installed = project.run('node_modules/.bin/lefthook', 'install');
    expect([installed.code, installed.output]).toEqual([0, expect.any(String)]);
    expectGuarded(project);
  });
});

describe.runIf(isInstalled('simple-git-hooks'))('simple-git-hooks', () => {
  test('refuses, lets pass, sees what is deleted', () => {
    const project = consumer().install('simple-git-hooks').installProduct(product).write({ 'package.json': recipe('simple-git-hooks') });
    expect(project.run('node_modules/.bin/simple-git-hooks').code).toBe(0);
    expectGuarded(project);
  });
});

test('one staged migration in a history of a thousand takes less than half a second, and an unrelated file less than a quarter', ({ skip }) => {
  const project = consumer();
  project.write(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`db/${String(index + 10).padStart(6, '0')}_t.up.sql`, `CREATE TABLE IF NOT EXISTS t${index} (id bigint PRIMARY KEY, name text);\nCREATE INDEX IF NOT EXISTS t${index}_name ON t${index} (name);\n`])));
  project.write(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`db/${String(index + 10).padStart(6, '0')}_t.down.sql`, `DROP TABLE t${index};\n`])));
  project.commit();
  const program = join(product, 'dist/pgmiglint.cjs');
  const best = (): number => Math.min(...Array.from({ length: 7 }, () => {
    const start = performance.now();
    project.run(process.execPath, program, '--staged');
    return performance.now() - start;
  }));
  project.write({ 'notes.txt': 'x' }).run('git', 'add', '--all');
  const unrelated = best();
  project.write({ 'db/002000_x.up.sql': 'ALTER TABLE t5 DROP COLUMN name;\n', 'db/002000_x.down.sql': 'ALTER TABLE t5 ADD COLUMN name text;\n' }).run('git', 'add', '--all');
  expect(project.run(process.execPath, program, '--staged').output).toContain(', 1 judged');
  const one = best();
  console.log(`${Math.round(one)} ms with a staged migration, ${Math.round(unrelated)} ms with an unrelated file (best of 7)`);
  skip((loadavg()[0] ?? 0) > availableParallelism(), 'the machine is busy with something else: no time means anything');
  expect(one).toBeLessThan(500);
  expect(unrelated).toBeLessThan(250);
});
