import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import type { Repository } from '../applied/repositories.ts';

const root = join(import.meta.dirname, '../..');

/** Builds the product as a project has it installed. */
export function buildProduct(): string {
  const folder = mkdtempSync(join(tmpdir(), 'action-product-'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), join(folder, 'dist')], { stdio: 'pipe' });
  return folder;
}

/** What the action did. */
export interface Done {
  readonly code: number;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the action's script in a checkout, with the variables and the event that GitHub documents. */
export async function runAction(checkout: Repository, product: string, event: object, inputs: Readonly<Record<string, string>> = {}, more: Readonly<Record<string, string>> = {}): Promise<Done> {
  const temporary = mkdtempSync(join(checkout.folder, '.git/runner-'));
  const [output, summary, eventFile] = ['output', 'summary.md', 'event.json'].map((name) => join(temporary, name)) as [string, string, string];
  for (const file of [output, summary]) writeFileSync(file, '');
  writeFileSync(eventFile, JSON.stringify(event));
  if (!existsSync(join(checkout.folder, 'node_modules'))) {
    mkdirSync(join(checkout.folder, 'node_modules'));
    symlinkSync(product, join(checkout.folder, 'node_modules/pgmiglint'));
  }
  const env = {
    PATH: process.env.PATH, HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1',
    CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: checkout.folder, GITHUB_EVENT_PATH: eventFile, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary,
    GITHUB_REPOSITORY: 'octo-org/octo-repo', GITHUB_ACTION_PATH: root, RUNNER_TEMP: temporary,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase().replaceAll('-', '_')}`, value])),
    ...more,
  };
  const child = spawn(process.execPath, [join(root, 'action/run.mjs')], { cwd: checkout.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { log += chunk.toString(); });
  const code = await new Promise<number>((resolve) => { child.on('close', (ended) => { resolve(ended ?? 128); }); });
  return {
    code,
    log,
    outputs: Object.fromEntries(readFileSync(output, 'utf8').split('\n').filter((line) => line !== '').map((line) => line.split('=') as [string, string])),
    summary: readFileSync(summary, 'utf8'),
  };
}

/** A comment as the API gives it. */
export interface Comment {
  readonly id: number;
  body: string;
}

/**
 * A stand-in for the part of GitHub's REST API that the action calls: lists, creates and updates comments of issue 7.
 * It is no GitHub: it knows nothing but what the documentation of these three calls says.
 */
export async function standInApi(comments: Comment[], refuses = false): Promise<{ readonly address: string; readonly calls: string[]; readonly server: Server }> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body += chunk.toString(); });
    request.on('end', () => {
      const url = new URL(request.url ?? '', 'http://localhost');
      calls.push(`${request.method ?? ''} ${url.pathname}${url.search} ${request.headers.authorization ?? ''}`);
      const answer = (status: number, content: unknown): void => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content)); };
      if (refuses) { answer(403, { message: 'Resource not accessible by integration' }); return; }
      const issue = '/repos/octo-org/octo-repo/issues';
      const id = Number(/^\/repos\/octo-org\/octo-repo\/issues\/comments\/(\d+)$/.exec(url.pathname)?.[1]);
      const known = comments.find((comment) => comment.id === id);
      if (url.pathname === `${issue}/7/comments` && request.method === 'GET') {
        const [size, page] = [Number(url.searchParams.get('per_page')), Number(url.searchParams.get('page'))];
        answer(200, comments.slice((page - 1) * size, page * size));
      } else if (url.pathname === `${issue}/7/comments` && request.method === 'POST') {
        comments.push({ id: 1000 + comments.length, body: (JSON.parse(body) as Comment).body });
        answer(201, comments.at(-1));
      } else if (known && request.method === 'PATCH') {
        known.body = (JSON.parse(body) as Comment).body;
        answer(200, known);
      } else answer(404, { message: 'Not Found' });
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const at = server.address();
  return { address: `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`, calls, server };
}
