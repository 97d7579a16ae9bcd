import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { Repository } from '../applied/repositories.ts';
import { buildProduct, runAction, standInApi, type Comment, type Done } from './workspace.ts';

const root = join(import.meta.dirname, '../..');
const base = { 'db/1_users.up.sql': 'CREATE TABLE IF NOT EXISTS users (id int, email text, old text);\n', 'db/1_users.down.sql': 'DROP TABLE users;\n', '.gitignore': 'node_modules\n' };
/** Stands on the base, and would be a finding if it were judged. */
const old = { 'db/2_old.up.sql': 'ALTER TABLE users DROP COLUMN old;\n', 'db/2_old.down.sql': 'ALTER TABLE users ADD COLUMN old text;\n' };
const own = { 'db/3_email.up.sql': 'ALTER TABLE users DROP COLUMN email;\n', 'db/3_email.down.sql': 'ALTER TABLE users ADD COLUMN email text;\n' };

let product = '';
beforeAll(() => { product = buildProduct(); });
afterAll(() => { rmSync(product, { recursive: true, force: true }); });

/** A repository as it is on GitHub: the base has gone on since the pull request's branch left it, and the merge of both is there. */
function origin(): Repository {
  const repository = Repository.with(base).commit(old);
  repository.branch('topic').commit(own);
  repository.git('checkout', '--quiet', 'main');
  repository.commit({ 'readme.txt': 'x' });
  repository.git('checkout', '--quiet', '--detach');
  repository.git('merge', '--quiet', '--no-ff', '--message', 'merge', 'topic');
  repository.git('update-ref', 'refs/pull/7/merge', 'HEAD');
  repository.git('checkout', '--quiet', 'main');
  repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  return repository;
}

/** What actions/checkout leaves: one commit, detached. */
function checkout(from: Repository, ref: string, depth = 1): Repository {
  const made = new Repository();
  made.git('init', '--quiet');
  made.git('remote', 'add', 'origin', `file://${from.folder}`);
  made.git('fetch', '--quiet', '--no-tags', ...(depth === 0 ? [] : [`--depth=${depth}`]), 'origin', `+${ref}:refs/remotes/${ref.replace(/^refs\//, '')}`);
  made.git('checkout', '--quiet', '--detach', 'FETCH_HEAD');
  return made;
}

function pullRequest(from: Repository): object {
  return { pull_request: { number: 7, base: { ref: 'main', sha: from.git('rev-parse', 'main').trim() }, head: { ref: 'topic', sha: from.git('rev-parse', 'topic').trim() } } };
}

function judged({ log }: Done): readonly string[] {
  return Array.from(log.matchAll(/^::error file=([^,]*)/gm), ([, file = '']) => file);
}

describe('the base', () => {
  test.each(['refs/pull/7/merge', 'refs/heads/topic'])('of a pull request, in a checkout of one commit of %s', async (ref) => {
    const github = origin();
    const done = await runAction(checkout(github, ref), product, pullRequest(github));
    expect([done.log, judged(done)]).toEqual([expect.any(String), ['db/3_email.up.sql']]);
    expect(done).toMatchObject({ code: 1, outputs: { 'errors': '1', 'warnings': '0', 'infos': '0', 'exit-code': '1' } });
  });

  test('of a pull request, in a checkout of everything', async () => {
    const github = origin();
    expect(judged(await runAction(checkout(github, 'refs/pull/7/merge', 0), product, pullRequest(github)))).toEqual(['db/3_email.up.sql']);
  });

  test('of the merge queue, and of a push', async () => {
    const github = origin();
    const sha = github.git('rev-parse', 'main').trim();
    expect(judged(await runAction(checkout(github, 'refs/pull/7/merge'), product, { merge_group: { base_sha: sha } }))).toEqual(['db/3_email.up.sql']);
    const before = github.git('rev-parse', 'topic~1').trim();
    expect(judged(await runAction(checkout(github, 'refs/heads/topic'), product, { before, ref: 'refs/heads/topic' }))).toEqual(['db/3_email.up.sql']);
    const first = { before: '0'.repeat(40), ref: 'refs/heads/topic', repository: { default_branch: 'main' } };
    expect(judged(await runAction(checkout(github, 'refs/heads/topic'), product, first))).toEqual(['db/3_email.up.sql']);
  });

  test('that is named, and none', async () => {
    const github = origin();
    expect(judged(await runAction(checkout(github, 'refs/heads/topic'), product, {}, { base: 'main' }))).toEqual(['db/3_email.up.sql']);
    expect(judged(await runAction(checkout(github, 'refs/pull/7/merge'), product, pullRequest(github), { base: 'none' }))).toEqual(['db/2_old.up.sql', 'db/3_email.up.sql']);
  });

  test('that cannot be had: it says what to set', async () => {
    const github = origin();
    const made = checkout(github, 'refs/heads/topic');
    made.git('remote', 'remove', 'origin');
    const done = await runAction(made, product, pullRequest(github));
    expect(done).toMatchObject({ code: 2, outputs: { 'exit-code': '2' } });
    expect(done.log).toMatch(/^::error title=pgmiglint::.*fetch-depth: 0 for actions\/checkout/m);
  });
});

describe('what it leaves behind', () => {
  test('the job summary, the files, the matcher, in a folder of the repository', async () => {
    const repository = Repository.with(Object.fromEntries(Object.entries({ ...base, ...own }).map(([path, text]) => [`back/${path}`, text])));
    const done = await runAction(repository, product, {}, { 'working-directory': 'back', 'paths': 'db', 'sarif-file': 'out.sarif', 'html-file': 'out.html', 'fail-on': 'never', 'postgres': '15' });
    expect(done.code).toBe(0);
    expect(judged(done)).toEqual(['back/db/3_email.up.sql']);
    expect(done.log).toMatch(/^::add-matcher::.*pgmiglint-matcher\.json$/m);
    expect(done.summary).toMatch(/^### pgmiglint: 1 error\n/);
    expect(done.summary).toContain('<summary>What is locked</summary>');
    expect(JSON.parse(readFileSync(join(repository.folder, 'back/out.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(readFileSync(join(repository.folder, 'back/out.html'), 'utf8')).toContain('<!doctype html>');
    expect((await runAction(repository, product, {}, { 'working-directory': 'back', 'summary': 'false' })).summary).toBe('');
  });

  test('mistakes are annotations', async () => {
    const done = await runAction(Repository.with(base), product, {}, { paths: 'nowhere' });
    expect(done.code).toBe(2);
    expect(done.log).toMatch(/^::error title=pgmiglint::.*nowhere/m);
    expect(await runAction(Repository.with(base), product, {}, { 'working-directory': 'nowhere' })).toMatchObject({ code: 2, log: expect.stringContaining('is actions/checkout missing') as string });
  });
});

describe('the comment (a local server stands in for the GitHub API)', () => {
  async function commenting(comments: Comment[], files: Readonly<Record<string, string>>, refuses = false): Promise<Done & { readonly calls: readonly string[] }> {
    const { address, calls, server } = await standInApi(comments, refuses);
    onTestFinished(() => { server.close(); });
    const github = Repository.with(base);
    const sha = github.git('rev-parse', 'HEAD').trim();
    github.branch('topic').commit(files);
    const done = await runAction(github, product, { pull_request: { number: 7, base: { sha } } }, { comment: 'true', token: 'ghs_topsecret' }, { GITHUB_API_URL: address });
    expect(done.log + done.summary).not.toContain('topsecret');
    return { ...done, calls };
  }

  test('is written once and then kept up to date', async () => {
    const comments: Comment[] = Array.from({ length: 130 }, (_, id) => ({ id, body: 'a word of somebody else' }));
    const { calls } = await commenting(comments, own);
    expect(calls).toEqual(['GET /repos/octo-org/octo-repo/issues/7/comments?per_page=100&page=1', 'GET /repos/octo-org/octo-repo/issues/7/comments?per_page=100&page=2', 'POST /repos/octo-org/octo-repo/issues/7/comments'].map((call) => expect.stringContaining(`${call} Bearer ghs_topsecret`) as string));
    expect(comments.slice(130).map(({ body }) => body)).toEqual([expect.stringMatching(/^<!-- pgmiglint -->\n### pgmiglint: 1 error\n/)]);
    await commenting(comments, { 'readme.txt': 'x' });
    expect(comments.slice(130).map(({ body }) => body)).toEqual([expect.stringMatching(/^<!-- pgmiglint -->\n### pgmiglint: no findings\n/)]);
  });

  test('is not written where there is nothing to say, nor outside a pull request', async () => {
    const comments: Comment[] = [];
    await commenting(comments, { 'readme.txt': 'x' });
    expect(comments).toEqual([]);
    expect((await runAction(Repository.with(base), product, {}, { comment: 'true' })).log).toContain('no comment is written: this is no pull request');
  });

  test('that is refused is a warning, and the findings count', async () => {
    const done = await commenting([], own, true);
    expect(done.code).toBe(1);
    expect(done.log).toMatch(/^::warning title=pgmiglint::The comment could not be written\. GitHub answers 403: .*pull-requests: write/m);
  });
});

describe('action.yml', () => {
  interface Action {
    readonly name: string;
    readonly description: string;
    readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
    readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
    readonly runs: { readonly using: string; readonly steps: readonly [{ readonly id: string; readonly shell: string; readonly run: string; readonly env: Readonly<Record<string, string>> }] };
  }
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;
  const script = readFileSync(join(root, 'action/run.mjs'), 'utf8');
  const [step] = action.runs.steps;

  test('hands over every input, and the script reads each', () => {
    const variables = Object.keys(action.inputs).map((name) => `INPUT_${name.toUpperCase().replaceAll('-', '_')}`);
    expect(Object.keys(step.env)).toEqual(variables);
    for (const [index, name] of Object.keys(action.inputs).entries()) expect(Object.values(step.env)[index]).toContain(`inputs.${name}`);
    const read = new Set(Array.from(script.matchAll(/input\('(\w+)'\)/g), ([, name = '']) => `INPUT_${name}`));
    expect([...read].sort()).toEqual(variables.toSorted());
    for (const { description, default: usual } of Object.values(action.inputs)) expect([description.length > 10, typeof usual]).toEqual([true, 'string']);
  });

  test('gives out what the script writes', () => {
    for (const [name, { value }] of Object.entries(action.outputs)) expect(value).toBe(`\${{ steps.${step.id}.outputs.${name} }}`);
    expect(Object.keys(action.outputs)).toEqual(['errors', 'warnings', 'infos', 'exit-code']);
    expect(action.runs.using).toBe('composite');
    expect(step.shell).toBe('bash');
    // No expression in the command itself: what a pull request is called could be one.
    expect(step.run).not.toContain('${{');
  });

  test('the token is handed over for the comment alone', () => {
    expect(step.env.INPUT_TOKEN).toBe("${{ inputs.comment == 'true' && inputs.token || '' }}");
    expect(script.match(/input\('TOKEN'\)/g)).toHaveLength(1);
  });
});
