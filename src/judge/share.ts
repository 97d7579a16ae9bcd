import type { Worker } from 'node:worker_threads';
import type { Config } from '../config/config.ts';
import type { Migration, MigrationSet, Script, Unreadable } from '../project/migration.ts';
import { SourceFile, type Place, type Span } from '../source/source-file.ts';
import type { Finding } from './finding.ts';
import { judgeSets, type Judged, type SetToJudge } from './judge-sets.ts';

/** Judges sets, in whatever way is quickest. */
export type Share = (sets: readonly SetToJudge[], config: Config, onScript: () => void) => Promise<Judged>;

/** What a worker is given: sets as plain values (their files have lost their methods). */
export interface Work {
  readonly sets: readonly SetToJudge[];
  readonly config: Config;
}

interface PlainPlace {
  readonly path: string;
  readonly span: Span;
  /** Where it is not the file as it stands: parts are hidden. */
  readonly text?: string;
}

/** What a worker gives back: files by their paths, so that no text travels twice. */
export interface Answer extends Omit<Judged, 'findings' | 'suppressed'> {
  readonly findings: readonly PlainFinding[];
  readonly suppressed: readonly PlainFinding[];
}

type PlainFinding = Omit<Finding, 'place' | 'related'> & {
  readonly place: PlainPlace;
  readonly related: readonly { readonly place: PlainPlace; readonly message: string }[];
};

/** Below this many characters a second thread costs more than it gives. */
const worthwhile = 500_000;

/**
 * Halves the sets between this thread and another one. Sets have nothing to do with each other, so the answer is the
 * same; a project of one set, or a small one, is judged here alone.
 *
 * The worker is the module of the other thread; where it is not there (this project's own sources), one thread does all.
 */
export class Sharing {
  readonly #start: () => Worker | undefined;
  #thread: { worker: Worker | undefined } | undefined;

  constructor(start: () => Worker | undefined) {
    this.#start = start;
  }

  /** Starts the other thread, for a run that looks large: it is ready when the files have been found. */
  warm(): void {
    if (this.#thread) return;
    const worker = this.#start();
    const thread: { worker: Worker | undefined } = { worker };
    // One that cannot even start is not waited for.
    worker?.once('error', () => { thread.worker = undefined; });
    this.#thread = thread;
  }

  readonly share: Share = async (sets, config, onScript) => {
    const [here, there] = halves(sets);
    if (there.length > 0) this.warm();
    const thread = this.#thread?.worker;
    if (!thread || there.length === 0) {
      void thread?.terminate();
      return judgeSets(sets, config, onScript);
    }
    const answer = new Promise<Answer>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
    });
    thread.postMessage({ sets: there, config } satisfies Work);
    const own = await judgeSets(here, config, onScript);
    const other = await answer;
    void thread.terminate();
    return together(own, other, there);
  };
}

/** Sets by size, each to the half that has less so far; nothing in the second half where sharing is not worth it. */
function halves(sets: readonly SetToJudge[]): readonly [SetToJudge[], SetToJudge[]] {
  const sized = sets.map((one) => ({ one, size: sizeOf(one.set) })).sort((a, b) => b.size - a.size);
  const total = sized.reduce((sum, { size }) => sum + size, 0);
  if (total < worthwhile || sets.length < 2) return [[...sets], []];
  const here = { sets: [] as SetToJudge[], size: 0 };
  const there = { sets: [] as SetToJudge[], size: 0 };
  for (const { one, size } of sized) {
    const half = here.size <= there.size ? here : there;
    half.sets.push(one);
    half.size += size;
  }
  return [here.sets, there.sets];
}

function sizeOf({ migrations }: MigrationSet): number {
  return migrations.reduce((sum, { up, down }) => sum + (up?.file.text.length ?? 0) + (down?.file.text.length ?? 0), 0);
}

function together(own: Judged, answer: Answer, sets: readonly SetToJudge[]): Judged {
  const files = new Map<string, SourceFile>();
  for (const { set } of sets) for (const { file } of scriptsOf(set)) files.set(file.path, file);
  const place = ({ path, span, text }: PlainPlace): Place => ({ file: text === undefined ? files.get(path) ?? new SourceFile(path, '') : new SourceFile(path, text), span });
  const whole = (finding: PlainFinding): Finding => ({
    ...finding,
    place: place(finding.place),
    related: finding.related.map((related) => ({ ...related, place: place(related.place) })),
  });
  const unknown = new Map(own.unknown);
  for (const [what, times] of answer.unknown) unknown.set(what, (unknown.get(what) ?? 0) + times);
  return {
    findings: [...own.findings, ...answer.findings.map(whole)],
    unreadable: [...own.unreadable, ...answer.unreadable] satisfies Unreadable[],
    bugs: [...own.bugs, ...answer.bugs],
    unknown,
    files: own.files + answer.files,
    statements: own.statements + answer.statements,
    standIns: own.standIns + answer.standIns,
    suppressed: [...own.suppressed, ...answer.suppressed.map(whole)],
  };
}

function scriptsOf({ baseline, schemaFile, migrations }: MigrationSet): Script[] {
  return [baseline, schemaFile, ...migrations.flatMap(({ up, down }) => [up, down])].filter((script) => script !== undefined);
}

/** Judges a worker's share: gives the files their methods back, and takes them out of the answer. */
export async function judgeWork({ sets, config }: Work): Promise<Answer> {
  const files = new Map<SourceFile, SourceFile>();
  const revived = (file: SourceFile): SourceFile => {
    let own = files.get(file);
    if (!own) files.set(file, (own = new SourceFile(file.path, file.text)));
    return own;
  };
  const script = (plain: Script): Script => ({ ...plain, file: revived(plain.file), heading: { ...plain.heading, file: revived(plain.heading.file) } });
  const judged = await judgeSets(sets.map((one) => reviveSet(one, script)), config);
  const read = new Map<string, string>();
  for (const { path, text } of files.values()) read.set(path, text);
  const plain = ({ file, span }: Place): PlainPlace => {
    const text = read.get(file.path);
    return { path: file.path, span, ...(text === undefined || text === file.text ? {} : { text: file.text }) };
  };
  const bare = (finding: Finding): PlainFinding => ({
    ...finding,
    place: plain(finding.place),
    related: finding.related.map((related) => ({ ...related, place: plain(related.place) })),
  });
  return { ...judged, findings: judged.findings.map(bare), suppressed: judged.suppressed.map(bare) };
}

function reviveSet({ set, applied, known, ahead }: SetToJudge, script: (plain: Script) => Script): SetToJudge {
  const pairs = set.migrations.map((migration) => {
    const { up, down } = migration;
    return { migration, own: { ...migration, ...(up ? { up: script(up) } : {}), ...(down ? { down: script(down) } : {}) } };
  });
  const own = (some: ReadonlySet<Migration>): ReadonlySet<Migration> => new Set(pairs.filter(({ migration }) => some.has(migration)).map((pair) => pair.own));
  return {
    set: { ...set, migrations: pairs.map(({ own }) => own), ...(set.baseline ? { baseline: script(set.baseline) } : {}), ...(set.schemaFile ? { schemaFile: script(set.schemaFile) } : {}) },
    applied: own(applied),
    ...(known ? { known: own(known) } : {}),
    ...(ahead ? { ahead } : {}),
  };
}
