import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import type { Worker } from 'node:worker_threads';
import type { serve } from '../judge/crossing.ts';
import { grammarFlags } from '../parser/grammar-flags.ts';

/** What the command's bundle offers to what starts it. */
export interface Bundle {
  /**
   * @param grammar - where its compiling has begun
   * @param thread - the other one, where it has been started
   */
  readonly run: (grammar?: Promise<WebAssemblyModule>, thread?: Worker) => void;
  readonly serve: typeof serve;
  readonly startLoadingGrammar: () => void;
  readonly isGrammarLoaded: () => boolean;
  readonly hasStartedThread: () => boolean;
}

/** The bundle's name and its hash, from the build: V8 compares no more of a source than its length. */
declare const BUNDLE: { readonly file: string; readonly hash: string };

/**
 * A run calls very many functions, each not often: optimising them as soon as V8 usually does costs a third of the run
 * and never pays. Functions that are really hot are optimised all the same. Node 22 and later have no such flag, and a
 * compiler between that makes it needless.
 */
const patience = '--interrupt-budget=2000000';

/**
 * A pattern's first execution is interpreted and its second compiles it to machine code, which takes longer than most patterns
 * of a small run are at work: the tenth is early enough. What is interpreted so seldom needs no polishing.
 */
const patterns = ['--regexp-tier-up-ticks=10', '--no-regexp-peephole-optimization'];

/** Lets V8 read which of the grammar's functions to compile at once, on other threads (scripts/eager-functions.mjs). Node 22 and later have another way. */
const hints = '--experimental-wasm-compilation-hints';

const major = Number.parseInt(process.versions.node, 10);

/** What an earlier run has compiled. */
export interface KeptCode {
  readonly folder: string;
  readonly names: { readonly common: string; readonly own: string };
  readonly data?: Buffer;
  /** Whether it is from a long run in this folder. */
  readonly isOwn?: boolean;
  /** Whether that run was so large that it started another thread. */
  readonly isShared?: boolean;
}

/**
 * Reads the code that an earlier run compiled: half of the time of a run on one small file would otherwise go into
 * compiling. Node 22 and later do this themselves; for Node 20 the code is kept in the user's cache folder.
 * NODE_DISABLE_COMPILE_CACHE switches both off.
 */
export function readKeptCode(): KeptCode | undefined {
  setFlags();
  const folder = major >= 22 || process.env.NODE_DISABLE_COMPILE_CACHE !== undefined ? undefined : cacheFolder();
  if (folder === undefined) return undefined;
  const names = keptNames();
  const own = kept(join(folder, names.own));
  const file = own ?? kept(join(folder, names.common));
  return { folder, names, ...(file ? { data: file.subarray(0, -1), isOwn: own !== undefined, isShared: own?.at(-1) === 1 } : {}) };
}

/**
 * Reads the command's bundle.
 *
 * @param keeps - whether this thread may write what it compiled
 * @returns what runs the bundle's modules
 */
export function readBundle(code: KeptCode | undefined, keeps: boolean): () => Bundle {
  return code ? readCompiled(code, keeps) : load;
}

/** Compiled code is only taken back under the same flags, and the parser needs the grammar's. */
function setFlags(): void {
  const { setFlagsFromString } = v8();
  for (const flag of grammarFlags) setFlagsFromString(flag);
  if (major < 22) for (const flag of [patience, ...patterns, hints]) setFlagsFromString(flag);
}

interface V8 {
  readonly setFlagsFromString: (flag: string) => void;
}

/**
 * node:v8, which brings all of Node's streams along: three milliseconds of each start, for its heap snapshots. Node 20
 * still lets one in by the old door, which later versions close.
 */
function v8(): V8 {
  const { noDeprecation } = process;
  try {
    process.noDeprecation = true;
    const inner = major < 22 ? (process as unknown as { binding(name: string): Partial<V8> }).binding('v8') : undefined;
    if (typeof inner?.setFlagsFromString === 'function') return inner as V8;
  } catch {
    // Not in this build, or not allowed.
  } finally {
    process.noDeprecation = noDeprecation ?? false;
  }
  return module.require('node:v8') as V8;
}

/** Begins to compile the grammar on other threads, while this one loads the bundle. After readKeptCode(), which sets V8's flags. */
export function compileGrammar(): Promise<WebAssemblyModule> | undefined {
  try {
    const compiling = WebAssembly.compile(readFileSync(join(__dirname, 'libpg-query.wasm')));
    // Whoever waits for it says what went wrong.
    compiling.catch(() => undefined);
    return compiling;
  } catch {
    return undefined;
  }
}

function load(): Bundle {
  const { enableCompileCache } = module.require('node:module') as { enableCompileCache?: () => unknown };
  enableCompileCache?.();
  return module.require(`./${BUNDLE.file}`) as Bundle;
}

function cacheFolder(): string | undefined {
  const { XDG_CACHE_HOME: cache, HOME: home, LOCALAPPDATA: local } = process.env;
  if (process.platform === 'win32') return local === undefined ? undefined : join(local, 'pgmiglint');
  if (cache !== undefined && cache !== '') return join(cache, 'pgmiglint');
  return home === undefined || home === '' ? undefined : join(home, '.cache', 'pgmiglint');
}

function readCompiled({ folder, names, data, isOwn }: KeptCode, keeps: boolean): () => Bundle {
  const file = join(__dirname, BUNDLE.file);
  // The build has made it a script that gives a module's function: to put a function's text around it here would copy it twice.
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...(data ? { cachedData: data } : {}) });
  const isCompiled = data !== undefined && script.cachedDataRejected !== true;
  let bundle: Bundle | undefined;
  if (keeps && !(isOwn && isCompiled)) {
    process.once('exit', () => {
      if (isOwn && !isCompiled) forget(join(folder, names.own));
      // A run that has read no SQL has compiled too little to be of use to one that does.
      if (!bundle?.isGrammarLoaded()) return;
      const isLong = process.uptime() > longRun || bundle.hasStartedThread();
      if (isLong || !isCompiled) keep(script, folder, isLong ? names.own : names.common, bundle.hasStartedThread());
    });
  }
  return () => {
    const module = { exports: {} as Bundle };
    (script.runInThisContext() as (...values: unknown[]) => void)(module.exports, require, module, file, dirname(file));
    return (bundle = module.exports);
  };
}

/** In seconds: a run that takes longer keeps its code for its own folder. It has compiled more than most runs need, which would slow them down. */
const longRun = 0.25;

/** What the build and the runtime say: only their own code can be taken back. */
const edition = `${BUNDLE.hash}-${process.version}-${process.arch}`;

/** The names of the code that is kept for all runs, and of the code for long runs in this folder. */
function keptNames(): KeptCode['names'] {
  let sum = 0;
  try {
    for (const character of process.cwd()) sum = Math.imul(sum ^ (character.codePointAt(0) ?? 0), 16_777_619);
  } catch {
    // Somebody has taken the folder away, which the command will say.
  }
  return { common: `${edition}.code`, own: `${edition}-${(sum >>> 0).toString(16)}.code` };
}

function kept(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Takes away what was compiled under other flags, or for another processor: it would be refused each time. */
function forget(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A folder that nobody may write to costs time and nothing else.
  }
}

/** For so many folders code is kept, two megabytes each. */
const folders = 8;

/** Writes beside and renames, and takes away what other versions and too many folders left. Where nothing can be written, nothing is kept. */
function keep(script: Script, folder: string, name: string, isShared: boolean): void {
  try {
    // Step by step: asked for all at once, Node 20 never comes back from a place such as /proc.
    for (const each of [dirname(folder), folder]) if (!existsSync(each)) mkdirSync(each, { mode: 0o700 });
    const temporary = join(folder, `${name}.${process.pid}`);
    writeFileSync(temporary, Buffer.concat([script.createCachedData(), Buffer.from([Number(isShared)])]), { mode: 0o600 });
    renameSync(temporary, join(folder, name));
    const others = readdirSync(folder).filter((other) => other.endsWith('.code') && other !== name);
    const own = others.filter((other) => other.startsWith(`${edition}-`));
    for (const other of others) {
      if (!other.startsWith(edition) || (own.length >= folders && own.includes(other))) rmSync(join(folder, other), { force: true });
    }
  } catch {
    // A folder that nobody may write to costs time and nothing else.
  }
}
