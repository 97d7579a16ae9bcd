import { turn } from './turn.ts';
import type { Worker } from 'node:worker_threads';
import type { Config } from '../config/config.ts';
import type { MigrationSet, Script } from '../project/migration.ts';
import type { Spelling } from './finding.ts';
import { claims, newClaim, type Answer, type Claim, type Message } from './crossing.ts';
import { judgeOf, judgeSets, together, type Judged, type SetToJudge } from './judge-sets.ts';
import { wholeJudged } from './plain-judged.ts';
import { plainSet } from './plain-set.ts';

/** Judges sets, in whatever way is quickest. */
export type Share = (sets: readonly SetToJudge[], config: Config, onScript: () => void) => Promise<Judged>;

/** What is used of a worker. */
export type Thread = Pick<Worker, 'on' | 'postMessage' | 'ref' | 'unref' | 'terminate'>;

/** Below this many characters a second thread costs more than it gives. */
const worthwhile = 800_000;

/** No more than this many characters wait for the other thread while files are still looked for. */
const ahead = 1_600_000;

/**
 * Judges sets in this thread and another one. Sets have nothing to do with each other, and what was found is put
 * together in the order of the sets: the answer is the same. A project of one set, or a small one, is judged here alone.
 *
 * The worker is the module of the other thread; where it is not there (this project's own sources), one thread does all.
 */
export class Sharing {
  readonly #start: () => Thread | undefined;
  readonly #spell: Spelling | undefined;
  #started = false;
  #other: OtherThread | undefined;
  /** What was offered and nobody judges yet. */
  readonly #offered: { readonly set: MigrationSet; readonly size: number }[] = [];
  #sizeOffered = 0;

  /** @param spell - what the report will make of each finding; the other thread knows the same */
  constructor(start: () => Thread | undefined, spell?: Spelling) {
    this.#start = start;
    this.#spell = spell;
  }

  /** Starts the other thread, for a run that looks large: it is ready when the first sets have been found. */
  warm(): void {
    if (this.#started) return;
    this.#started = true;
    const thread = this.#start();
    if (thread) this.#other = new OtherThread(thread, this.#spell !== undefined);
  }

  /**
   * Takes a set, of which nothing is known to be applied, before all have been found: the other thread judges it while
   * this one goes on looking. What was offered and is not asked for in the end is no harm.
   */
  offer(set: MigrationSet, config: Config): void {
    const size = sizeOf(set);
    this.#offered.push({ set, size });
    this.#sizeOffered += size;
    const other = this.#other;
    if (!other) return;
    while (other.burden < Math.min(ahead, this.#sizeOffered / 2)) {
      const next = this.#offered.shift();
      if (!next) break;
      other.take({ set: next.set, applied: new Set() }, next.size, config);
    }
  }

  readonly share: Share = async (sets, config, onScript) => {
    const sized = sets.map((one) => ({ one, size: sizeOf(one.set) }));
    if (sets.length > 1 && sized.reduce((sum, { size }) => sum + size, 0) >= worthwhile) this.warm();
    const other = this.#other;
    if (!other || (other.burden === 0 && sets.length < 2)) {
      other?.end();
      return judgeSets(sets, config, onScript);
    }
    const here = new Map<SetToJudge, Judged>();
    const judge = await judgeOf(config, onScript, this.#spell);
    const open = sized.filter(({ one }) => !other.knows(one, config)).sort((a, b) => b.size - a.size);
    for (let own = open.shift(); own; own = open.shift()) {
      // The other thread has enough to do for as long as this one does not listen, however wrong the sizes may be.
      while (other.burden < 5 * own.size) {
        const next = open.shift();
        if (!next) break;
        other.take(next.one, next.size, config);
      }
      here.set(own.one, await judge(own.one));
      await turn();
    }
    // Both end together: what the other thread has not begun is judged here.
    const asked = new Map(sets.map((one) => [one.set, one]));
    for (let back = other.takeBack(); back; back = other.takeBack()) {
      const one = asked.get(back);
      if (!one || here.has(one)) continue;
      here.set(one, await judge(one));
      await turn();
    }
    await other.rest();
    const judged: Judged[] = [];
    // What the other thread left undone, because it broke, is done here.
    for (const one of sets) judged.push(here.get(one) ?? other.answer(one, config) ?? await judge(one));
    other.end();
    return together(judged);
  };
}

/** A set that the other thread was asked to judge. */
interface Question {
  readonly one: SetToJudge;
  readonly config: Config;
  readonly size: number;
  readonly claim: Claim;
  judged?: Judged;
  isTakenBack?: true;
}

/** The other thread: what it was asked, and what it has answered. */
class OtherThread {
  /** How many characters it has not judged yet. */
  burden = 0;
  readonly #thread: Thread;
  readonly #isSpelt: boolean;
  readonly #questions: Question[] = [];
  readonly #bySet = new Map<MigrationSet, Question>();
  /** The questions, the largest set first, once nothing more is asked. */
  #bySize: readonly Question[] | undefined;
  #config: Config | undefined;
  #onRest: (() => void) | undefined;

  constructor(thread: Thread, isSpelt: boolean) {
    this.#thread = thread;
    this.#isSpelt = isSpelt;
    thread.on('message', (answer: Answer) => { this.#hear(answer); });
    // One that breaks, or cannot even start, is not waited for and gets no more.
    thread.on('error', () => {
      this.burden = Infinity;
      this.#onRest?.();
    });
    // A run that ends before it judges does not wait for it. To listen would take this back.
    thread.unref();
  }

  take(one: SetToJudge, size: number, config: Config): void {
    if (config !== this.#config) this.#send({ config, isSpelt: this.#isSpelt });
    this.#config = config;
    const question = { one, config, size, claim: newClaim() };
    this.#send({ number: this.#questions.push(question) - 1, set: plainSet(one), size, claim: question.claim });
    this.#bySet.set(one.set, question);
    this.burden += size;
  }

  #send(message: Message): void {
    this.#thread.postMessage(message);
  }

  #hear({ number, judged }: Answer): void {
    const question = this.#questions[number];
    if (!question) return;
    question.judged = wholeJudged(judged, question.one.set);
    this.burden -= question.size;
    if (this.#isAtRest()) this.#onRest?.();
  }

  #isAtRest(): boolean {
    return this.burden === Infinity || this.#questions.every(({ judged, isTakenBack }) => judged !== undefined || isTakenBack === true);
  }

  /** Takes back the largest set that it has not begun. */
  takeBack(): MigrationSet | undefined {
    this.#bySize ??= this.#questions.toSorted((a, b) => b.size - a.size);
    const question = this.#bySize.find(({ claim }) => claims(claim));
    if (!question) return undefined;
    question.isTakenBack = true;
    this.burden -= question.size;
    return question.one.set;
  }

  /** Waits until it has answered everything. */
  async rest(): Promise<void> {
    if (this.#isAtRest()) return;
    this.#thread.ref();
    await new Promise<void>((resolve) => { this.#onRest = resolve; });
  }

  /** Whether it was asked just this. */
  knows(one: SetToJudge, config: Config): boolean {
    return this.#question(one, config) !== undefined;
  }

  answer(one: SetToJudge, config: Config): Judged | undefined {
    return this.#question(one, config)?.judged;
  }

  #question(one: SetToJudge, config: Config): Question | undefined {
    const question = this.#bySet.get(one.set);
    return question?.config === config && (question.one === one || (isUntouched(question.one) && isUntouched(one))) ? question : undefined;
  }

  end(): void {
    void this.#thread.terminate();
  }
}

/** Whether nothing is known to be applied of a set. */
function isUntouched({ applied, known = applied, ahead }: SetToJudge): boolean {
  return applied.size === 0 && known.size === 0 && ahead === undefined;
}

/** What a script costs by itself: as much as so many characters. */
const scriptItself = 2000;

/** What judging a set costs, in characters. */
function sizeOf({ migrations }: MigrationSet): number {
  let size = 0;
  for (const { up, down } of migrations) size += weightOf(up) + weightOf(down);
  return size;
}

function weightOf(script: Script | undefined): number {
  return script ? script.file.text.length + scriptItself : 0;
}
