import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import type { serve } from '../judge/crossing.ts';
import { grammarFlags } from '../parser/grammar-flags.ts';

/** What the command's bundle offers to what starts it. */
export interface Bundle {
  /** @param grammar - where its compiling has begun */
  readonly run: (grammar?: Promise<WebAssemblyModule>) => void;
  readonly serve: typeof serve;
  readonly startLoadingGrammar: () => void;
}

/** The bundle's name and its hash, from the build: V8 compares no more of a source than its length. */
declare const BUNDLE: { readonly file: string; readonly hash: string };

/**
 * A run calls very many functions, each not often: optimising them as soon as V8 usually does costs a third of the run
 * and never pays. Functions that are really hot are optimised all the same. Node 22 and later have no such flag, and a
 * compiler between that makes it needless.
 */
const patience = '--interrupt-budget=2000000';

/** Lets V8 read which of the grammar's functions to compile at once, on other threads (scripts/eager-functions.mjs). Node 22 and later have another way. */
const hints = '--experimental-wasm-compilation-hints';

const major = Number.parseInt(process.versions.node, 10);

/**
 * Reads the command's bundle with code that an earlier run compiled: half of the time of a run on one small file would
 * otherwise go into compiling. Node 22 and later do this themselves; for Node 20 the code is kept in the user's cache
 * folder. NODE_DISABLE_COMPILE_CACHE switches both off.
 *
 * @param keeps - whether this thread may write what it compiled
 * @returns what runs the bundle's modules
 */
export function readBundle(keeps: boolean): () => Bundle {
  setFlags();
  const folder = major >= 22 || process.env.NODE_DISABLE_COMPILE_CACHE !== undefined ? undefined : cacheFolder();
  return folder === undefined ? load : readKept(folder, keeps);
}

/** Compiled code is only taken back under the same flags, and the parser needs the grammar's. */
function setFlags(): void {
  for (const flag of grammarFlags) setFlagsFromString(flag);
  if (major < 22) for (const flag of [patience, hints]) setFlagsFromString(flag);
}

/** Begins to compile the grammar on other threads, while this one loads the bundle. */
export function compileGrammar(): Promise<WebAssemblyModule> | undefined {
  setFlags();
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

function readKept(folder: string, keeps: boolean): () => Bundle {
  const file = join(__dirname, BUNDLE.file);
  const name = `${BUNDLE.hash}-${process.version}-${process.arch}.code`;
  const cachedData = kept(join(folder, name));
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`;
  const script = new Script(source, { filename: file, ...(cachedData ? { cachedData } : {}) });
  if (keeps && (!cachedData || script.cachedDataRejected)) process.once('exit', () => { keep(script, folder, name); });
  return () => {
    const module = { exports: {} as Bundle };
    (script.runInThisContext() as (...values: unknown[]) => void)(module.exports, require, module, file, dirname(file));
    return module.exports;
  };
}

function kept(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Writes beside and renames, and takes away what other versions left. Where nothing can be written, nothing is kept. */
function keep(script: Script, folder: string, name: string): void {
  try {
    // Step by step: asked for all at once, Node 20 never comes back from a place such as /proc.
    for (const each of [dirname(folder), folder]) if (!existsSync(each)) mkdirSync(each, { mode: 0o700 });
    const temporary = join(folder, `${name}.${process.pid}`);
    writeFileSync(temporary, script.createCachedData(), { mode: 0o600 });
    renameSync(temporary, join(folder, name));
    for (const other of readdirSync(folder)) if (other.endsWith('.code') && other !== name) rmSync(join(folder, other), { force: true });
  } catch {
    // A folder that nobody may write to costs time and nothing else.
  }
}
