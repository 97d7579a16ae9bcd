import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Overlay } from '../project/tree.ts';
import { isFolder } from '../project/tree.ts';
import { decode } from '../source/decode.ts';
import { gitIn, parseChanges, parseContents } from './git-process.ts';
import { findRepository, realFolder, type Repository } from './repository.ts';

/**
 * What a commit would hold where that is something else than what stands on the disk: files that are staged as they no
 * longer are, files deleted from the disk alone, and, as gone, files that git does not know.
 *
 * @param paths - files and folders of the call
 * @param cwd - absolute
 */
export async function stagedOverlays(paths: readonly string[], cwd: string, env: Readonly<Record<string, string | undefined>>): Promise<readonly Overlay[]> {
  const byRoot = new Map<string, { readonly repository: Repository; readonly below: Set<string> }>();
  for (const path of paths) {
    const asked = existing(resolve(cwd, path));
    const folder = realFolder(asked);
    const repository = findRepository(folder);
    if (!repository) continue;
    const known = byRoot.get(repository.root) ?? { repository, below: new Set() };
    known.below.add(relative(repository.root, folder).split(sep).join('/'));
    byRoot.set(repository.root, known);
  }
  const all = await Promise.all(Array.from(byRoot.values(), ({ repository, below }) => overlaysOf(repository, below, cwd, env)));
  return all.flat();
}

/** Files without SQL in them on which a history depends: lock files, lists of sums, journals, plans, this program's own. */
const beside = /(?:^|\/)(?:\.applied\.sha256|\.pgmiglint[^/]*\.json|atlas\.sum|_journal\.json|sqitch\.plan|[^/]*changelog[^/]*\.(?:xml|ya?ml|json))$/i;
const sql = /sql$/i;
/** Folders that hold migrations in programming languages beside those in SQL. */
const folders = /(?:^|\/)(?:migrations?|migrate|versions?|changes?)\//i;

/**
 * Whether anything staged can concern a migration, deletions included: one question to git. Hooks run before every
 * commit, and most commits have nothing to do with the database.
 *
 * @returns true also where git does not answer
 */
export async function isMigrationStaged(cwd: string, env: Readonly<Record<string, string | undefined>>): Promise<boolean> {
  const repository = findRepository(realFolder(cwd));
  if (!repository) return true;
  const { code, output } = await gitIn(repository.root, env)(['diff', '--cached', '--name-only', '--no-renames', '--no-ext-diff', '--no-relative', '-z', '--ignore-submodules=all']);
  return code !== 0 || output.toString('utf8').split('\0').some((path) => sql.test(path) || beside.test(path) || folders.test(path));
}

/** The folder of a path, or the nearest above it that there is: a glob's, or one whose files are staged and deleted. */
function existing(path: string): string {
  let at = path;
  while (!isFolder(at) && dirname(at) !== at) at = dirname(at);
  return at;
}

async function overlaysOf({ root }: Repository, below: ReadonlySet<string>, cwd: string, env: Readonly<Record<string, string | undefined>>): Promise<readonly Overlay[]> {
  const git = gitIn(root, env);
  const folders = below.has('') ? [] : ['--', ...below];
  const [differing, untracked] = await Promise.all([
    git(['diff-files', '--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff', '--ignore-submodules=all', ...folders]),
    git(['ls-files', '--others', '--exclude-standard', '--directory', '-z', ...folders]),
  ]);
  const changes = parseChanges(differing.output).filter(({ from }) => !/^0*$/.test(from));
  const ids = new Set(changes.map(({ from }) => from));
  const contents = ids.size === 0 ? new Map<string, Buffer>() : parseContents((await git(['cat-file', '--batch'], `${[...ids].join('\n')}\n`)).output);
  // Reports show paths as the call gave them, not as links resolve them.
  const shown = (path: string): string => join(spelledRoot(root, cwd), path);
  const staged = changes.flatMap(({ path, from }): readonly Overlay[] => {
    const bytes = contents.get(from);
    return bytes && 'text' in decode(bytes) ? [{ path: shown(path), text: bytes.toString('utf8') }] : [];
  });
  const unknown = untracked.output.toString('utf8').split('\0').filter((path) => path !== '');
  return [...staged, ...unknown.map((path): Overlay => ({ path: shown(path.replace(/\/$/, '')), text: undefined }))];
}

/** The repository's root in the spelling of the working directory, which may lead through symbolic links. */
function spelledRoot(root: string, cwd: string): string {
  const real = realFolder(cwd);
  return real === cwd ? root : resolve(cwd, relative(real, root));
}
