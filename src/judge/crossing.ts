import type { MessagePort } from 'node:worker_threads';
import type { Config } from '../config/config.ts';
import type { Spelling } from './finding.ts';
import { judgeOf } from './judge-sets.ts';
import { plainJudged, type PlainJudged } from './plain-judged.ts';
import { wholeSet, type PlainSet } from './plain-set.ts';
import { turn } from './turn.ts';

/** What a thread is sent: the configuration for what follows, or a set by its number. */
export type Message = ConfigMessage | SetMessage;

interface ConfigMessage {
  readonly config: Config;
  /** Whether each finding is to come spelt. */
  readonly isSpelt: boolean;
}

interface SetMessage {
  readonly number: number;
  readonly set: PlainSet;
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

type Judge = ReturnType<typeof judgeOf>;

/** A set that this thread was sent, with what judges it. */
interface Waiting extends SetMessage {
  readonly judge: Judge;
}

/** The other thread's side: judges each set that it is sent, and answers. @param spell - what spells findings, where they are to come spelt */
export function serve(port: Pick<MessagePort, 'on' | 'postMessage'>, spell?: Spelling): void {
  let judge: Judge | undefined;
  let isAtWork = false;
  const waiting: Waiting[] = [];
  const answer = async ({ number, set, claim, judge }: Waiting): Promise<void> => {
    const judging = await judge;
    if (!claims(claim)) return;
    const { one, files } = wholeSet(set);
    port.postMessage({ number, judged: plainJudged(await judging(one), files) } satisfies Answer);
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
    if ('config' in message) judge = judgeOf(message.config, undefined, message.isSpelt ? spell : undefined);
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
