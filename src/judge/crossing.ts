import type { MessagePort } from 'node:worker_threads';
import type { Config } from '../config/config.ts';
import type { Migration, MigrationSet, Script } from '../project/migration.ts';
import { SourceFile, type Place, type Span } from '../source/source-file.ts';
import type { Finding, Spelling } from './finding.ts';
import { judgeOf, type Judged, type SetToJudge } from './judge-sets.ts';
import { turn } from './turn.ts';

/** What a thread is sent: the configuration for what follows, or a set by its number (its files have lost their methods). */
export type Message = ConfigMessage | SetMessage;

interface ConfigMessage {
  readonly config: Config;
  /** Whether each finding is to come spelt. */
  readonly isSpelt: boolean;
}

interface SetMessage {
  readonly number: number;
  readonly one: SetToJudge;
  readonly size: number;
  readonly claim: Claim;
}

/** Memory of both threads: which of them judges a set. */
export type Claim = Int32Array<SharedArrayBuffer>;

export function newClaim(): Claim {
  return new Int32Array(new SharedArrayBuffer(4));
}

/** @returns whether it is this thread that judges the set: the first that asks */
export function claims(claim: Claim): boolean {
  return Atomics.compareExchange(claim, 0, 0, 1) === 0;
}

/** What it sends back for each set. */
export interface Answer {
  readonly number: number;
  readonly judged: PlainJudged;
}

interface PlainPlace {
  readonly path: string;
  readonly span: Span;
  /** Where it is not the file as it stands: parts are hidden. */
  readonly text?: string;
}

/** What judging a set gave, files by their paths, so that no text travels twice. */
export interface PlainJudged extends Omit<Judged, 'findings' | 'suppressed'> {
  readonly findings: readonly PlainFinding[];
  readonly suppressed: readonly PlainFinding[];
}

type PlainFinding = Omit<Finding, 'place' | 'related'> & {
  readonly place: PlainPlace;
  readonly related: readonly { readonly place: PlainPlace; readonly message: string }[];
};

type Judge = ReturnType<typeof judgeOf>;

/** A set that this thread was sent, with what judges it. */
interface Waiting extends SetMessage {
  readonly judge: Judge;
}

/** The other thread's side: judges each set that it is sent, and answers. @param spelling - loads what spells findings */
export function serve(port: Pick<MessagePort, 'on' | 'postMessage'>, spelling?: () => Promise<Spelling>): void {
  let judge: Judge | undefined;
  let isAtWork = false;
  const waiting: Waiting[] = [];
  const begin = async ({ config, isSpelt }: ConfigMessage): Judge => judgeOf(config, undefined, isSpelt ? await spelling?.() : undefined);
  const answer = async ({ number, one, claim, judge }: Waiting): Promise<void> => {
    const judging = await judge;
    if (!claims(claim)) return;
    const { own, plain } = revived(one);
    port.postMessage({ number, judged: plain(await judging(own)) } satisfies Answer);
  };
  const work = async (): Promise<void> => {
    if (isAtWork) return;
    isAtWork = true;
    while (waiting.length > 0) {
      // All that has been sent is heard first.
      await turn();
      await answer(takeLargest(waiting));
    }
    isAtWork = false;
  };
  port.on('message', (message: Message) => {
    if ('config' in message) judge = begin(message);
    else if (judge) {
      waiting.push({ ...message, judge });
      void work();
    }
  });
}

/** Takes the largest set out: with small ones left in the end, both threads end together. */
function takeLargest(waiting: Waiting[]): Waiting {
  const largest = waiting.reduce((best, one) => (one.size > best.size ? one : best));
  waiting.splice(waiting.indexOf(largest), 1);
  return largest;
}

/** Gives the files of a set their methods back; `plain` takes them out of what was found. */
function revived(one: SetToJudge): { readonly own: SetToJudge; readonly plain: (judged: Judged) => PlainJudged } {
  const files = new Map<SourceFile, SourceFile>();
  const texts = new Map<string, string>();
  const revive = (bare: SourceFile): SourceFile => {
    let own = files.get(bare);
    if (!own) {
      files.set(bare, (own = new SourceFile(bare.path, bare.text)));
      texts.set(own.path, own.text);
    }
    return own;
  };
  const script = (bare: Script): Script => ({ ...bare, file: revive(bare.file), heading: { ...bare.heading, file: revive(bare.heading.file) } });
  return { own: reviveSet(one, script), plain: (judged) => plainJudged(judged, texts) };
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

function plainJudged(judged: Judged, texts: ReadonlyMap<string, string>): PlainJudged {
  const place = ({ file, span }: Place): PlainPlace => {
    const text = texts.get(file.path);
    return text === undefined || text === file.text ? { path: file.path, span } : { path: file.path, span, text: file.text };
  };
  const finding = (whole: Finding): PlainFinding => ({ ...whole, place: place(whole.place), related: whole.related.map((related) => ({ ...related, place: place(related.place) })) });
  return { ...judged, findings: judged.findings.map(finding), suppressed: judged.suppressed.map(finding) };
}

/** What another thread found in a set, with the set's own files. */
export function wholeJudged(judged: PlainJudged, set: MigrationSet): Judged {
  const files = new Map<string, SourceFile>();
  const know = (script: Script | undefined): void => { if (script) files.set(script.file.path, script.file); };
  know(set.baseline);
  know(set.schemaFile);
  for (const { up, down } of set.migrations) {
    know(up);
    know(down);
  }
  const place = ({ path, span, text }: PlainPlace): Place => ({ file: text === undefined ? files.get(path) ?? new SourceFile(path, '') : new SourceFile(path, text), span });
  const finding = (plain: PlainFinding): Finding => ({ ...plain, place: place(plain.place), related: plain.related.map((related) => ({ ...related, place: place(related.place) })) });
  return { ...judged, findings: judged.findings.map(finding), suppressed: judged.suppressed.map(finding) };
}
