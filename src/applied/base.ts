import { currentBranch, defaultBranch, type Repository } from './repository.ts';

/** What git is asked for. */
export interface BaseRequest {
  /** Who names the base: `--base`, an environment variable, the configuration, or nobody. */
  readonly from: '--base' | '--staged' | 'the configuration' | 'the default branch' | `$${string}`;
  /** The base as it was named; absent: the default branch, where another branch is checked out. */
  readonly name?: string;
  /** What git may know it as; the first that it does know counts. */
  readonly refs: readonly string[];
  /** Compare the index rather than the files. */
  readonly staged: boolean;
}

/** Where a CI system says what a change is to be merged into; and how, where it is no branch's name. */
const variables: readonly (readonly [name: string, kind: 'branch' | 'commit'])[] = [
  ['GITHUB_BASE_REF', 'branch'],
  ['CI_MERGE_REQUEST_TARGET_BRANCH_NAME', 'branch'],
  ['CI_MERGE_REQUEST_DIFF_BASE_SHA', 'commit'],
  ['BITBUCKET_PR_DESTINATION_BRANCH', 'branch'],
  ['SYSTEM_PULLREQUEST_TARGETBRANCH', 'branch'],
];

/** What a call says of its base. */
export interface BaseWords {
  /** `--base`. */
  readonly option?: string | undefined;
  /** `--staged`. */
  readonly staged: boolean;
  /** The configuration's key: a ref, or `false` for none unless the call names one. */
  readonly configured?: string | false | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Which base is meant: the call's word counts before the environment's, and that before the configuration's. */
export function baseRequest({ option, staged, configured, env }: BaseWords): BaseRequest | undefined {
  if (option !== undefined) return { from: '--base', name: option, refs: [option, `origin/${option}`], staged };
  if (staged) return { from: '--staged', name: 'HEAD', refs: ['HEAD'], staged };
  if (configured === false) return undefined;
  const told = variables.flatMap(([variable, kind]) => {
    const value = env[variable]?.replace(/^refs\/heads\//, '');
    return value === undefined || value === '' ? [] : [{ variable, value, refs: kind === 'commit' ? [value] : [`origin/${value}`, value] }];
  });
  const [first] = told;
  if (first) return { from: `$${first.variable}`, name: first.value, refs: told.flatMap(({ refs }) => refs), staged };
  if (configured !== undefined) return { from: 'the configuration', name: configured, refs: [configured, `origin/${configured}`], staged };
  return { from: 'the default branch', refs: [], staged };
}

/** The refs to try in a repository; none: git is not asked. On the default branch itself nothing is known to be applied. */
export function refsIn(repository: Repository, request: BaseRequest): readonly string[] {
  if (request.from !== 'the default branch') return request.refs;
  const branch = currentBranch(repository);
  const base = branch === undefined ? undefined : defaultBranch(repository);
  return base === undefined || base.name === branch ? [] : [base.ref];
}

/** Whether somebody asked for this base in so many words, so that it has to be there. */
export function isDemanded({ from }: BaseRequest): boolean {
  return from === '--base' || from === '--staged' || from === 'the configuration';
}
