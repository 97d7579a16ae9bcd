// What the pull request, the merge queue or the push is compared with, and how to have it in a shallow checkout.
import { readFileSync } from 'node:fs';

const none = /^0*$/;

/** The event that started the workflow, as GitHub describes it; an empty one where there is none. */
export function readEvent(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}

/** The commit or branch to compare with; undefined where the event has none, as when a workflow is started by hand. */
export function baseOf(event, wanted) {
  if (wanted === 'none') return undefined;
  if (wanted !== '') return wanted;
  const sha = event.pull_request?.base?.sha ?? event.merge_group?.base_sha ?? event.before;
  if (sha !== undefined && !none.test(sha)) return sha;
  // The first push of a branch has nothing before it.
  const usual = event.repository?.default_branch;
  return sha !== undefined && usual !== undefined && event.ref !== `refs/heads/${usual}` ? usual : undefined;
}

/**
 * Makes sure that git knows where HEAD and the base part: fetches what is missing, the least first.
 *
 * @param git - calls git; gives its exit code and what it printed
 * @returns what to compare with
 */
export function reach(base, git) {
  const known = (ref) => git('merge-base', 'HEAD', ref).code === 0;
  const named = [base, `origin/${base}`].find(known);
  if (named !== undefined) return named;
  const shallow = git('rev-parse', '--is-shallow-repository').output.trim() === 'true';
  const head = git('rev-parse', 'HEAD').output.trim();
  if (shallow) {
    // A pull request is checked out as a merge with its base: one commit deeper the base is there.
    git('fetch', '--quiet', '--no-tags', '--depth=2', 'origin', head);
    if (git('rev-parse', '--verify', '--quiet', 'HEAD^2').code === 0) return git('rev-parse', 'HEAD^1').output.trim();
  }
  const isCommit = /^[0-9a-f]{40,64}$/.test(base);
  const fetched = isCommit ? [base] : [`+refs/heads/${base}:refs/remotes/origin/${base}`];
  const ref = isCommit ? base : `origin/${base}`;
  for (const depth of shallow ? ['--depth=50', '--depth=1000', '--unshallow'] : ['']) {
    git('fetch', '--quiet', '--no-tags', ...(depth === '' ? [] : [depth]), 'origin', ...fetched, ...(shallow ? [head] : []));
    if (known(ref)) return ref;
  }
  // pgmiglint itself says what to set.
  return base;
}
