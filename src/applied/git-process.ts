import { spawn } from 'node:child_process';

/** What git answered. `code` is undefined where git could not be started at all. */
export interface GitAnswer {
  readonly code: number | undefined;
  readonly output: Buffer;
  readonly complaint: string;
}

export type Git = (args: readonly string[], input?: string) => Promise<GitAnswer>;

/** Read only: takes no locks, refreshes no index, starts no file system monitor, expands no wildcards. */
const flags = ['--no-optional-locks', '--literal-pathspecs', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];

/**
 * Calls git in a work tree. Never throws.
 *
 * @param root - absolute
 * @param env - the environment; absent: this process's own. A hook's word about where the repository is does not count.
 */
export function gitIn(root: string, env?: Readonly<Record<string, string | undefined>>): Git {
  // Where objects are fetched on demand, nobody is there to type a password.
  const own = env && { ...Object.fromEntries(Object.entries(env).filter(([name]) => !overridden.has(name))), GIT_TERMINAL_PROMPT: '0' };
  return (args, input) => new Promise((resolve) => {
    const child = spawn('git', [...flags, ...args], { cwd: root, ...(own ? { env: own } : {}), stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    const output: Buffer[] = [];
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => { output.push(chunk); });
    child.stderr.on('data', (chunk: Buffer) => { complaint += chunk.toString(); });
    child.on('error', (error) => { resolve({ code: undefined, output: Buffer.alloc(0), complaint: error.message }); });
    child.on('close', (code) => { resolve({ code: code ?? 128, output: Buffer.concat(output), complaint }); });
    // Where git ends before it has read everything, its exit code says so.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

const overridden = new Set(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_PREFIX', 'GIT_NAMESPACE', 'GIT_LITERAL_PATHSPECS', 'GIT_GLOB_PATHSPECS', 'GIT_NOGLOB_PATHSPECS', 'GIT_ICASE_PATHSPECS']);

/** Paths and ids of the files in a tree, as `ls-tree -r -z` prints them. */
export function parseTree(output: Buffer): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const entry of output.toString('utf8').split('\0')) {
    const tab = entry.indexOf('\t');
    const [, type, id] = entry.slice(0, tab).split(' ');
    if (tab > 0 && type === 'blob' && id !== undefined) found.set(entry.slice(tab + 1), id);
  }
  return found;
}

/** One line of `git diff --raw`. */
export interface RawChange {
  readonly status: string;
  readonly path: string;
  /** Ids of the contents; all zeros: not there, or only on the disk. */
  readonly from: string;
  readonly to: string;
}

/** What `diff --raw -z --no-renames` prints. */
export function parseChanges(output: Buffer): readonly RawChange[] {
  const parts = output.toString('utf8').split('\0');
  const found: RawChange[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [, , from = '', to = '', status = ''] = (parts[i] ?? '').split(' ');
    found.push({ status: status.slice(0, 1), path: parts[i + 1] ?? '', from, to });
  }
  return found;
}

/** Contents by id, as `cat-file --batch` prints them. */
export function parseContents(output: Buffer): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0x0a, at);
    if (end < 0) break;
    const [id = '', kind, size] = output.toString('utf8', at, end).split(' ');
    at = end + 1;
    if (kind === 'missing' || size === undefined) continue;
    found.set(id, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}
