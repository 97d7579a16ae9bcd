import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaults } from '../../src/config/load.ts';
import { serve, type Message } from '../../src/judge/crossing.ts';
import type { Finding } from '../../src/judge/finding.ts';
import { judgeSets, type SetToJudge } from '../../src/judge/judge-sets.ts';
import { Sharing, type Thread } from '../../src/judge/share.ts';
import { discover } from '../../src/project/discover.ts';
import type { MigrationSet } from '../../src/project/migration.ts';

const cwd = mkdtempSync(join(tmpdir(), 'share-'));
const names = ['a', 'b', 'c', 'd'];

beforeAll(() => {
  for (const set of names) {
    mkdirSync(join(cwd, set));
    writeFileSync(join(cwd, set, '1_make.up.sql'), 'CREATE TABLE IF NOT EXISTS t (c text, d text);\n');
    writeFileSync(join(cwd, set, '1_make.down.sql'), 'DROP TABLE t;\n');
    writeFileSync(join(cwd, set, '2_narrow.up.sql'), `ALTER TABLE t ALTER COLUMN c TYPE varchar(10);\n-- pgmiglint-disable-next-statement unchecked-drop-column -- seen\nALTER TABLE t DROP COLUMN d;\n${`-- ${set}\n`.repeat(40_000)}`);
  }
});

afterAll(() => { rmSync(cwd, { recursive: true, force: true }); });

/** A thread that is none: what it is given and gives back goes through structured cloning all the same. */
class Channel {
  readonly asked: string[] = [];
  /** Whether a process that has nothing else to do waits for it: whoever listens does. */
  isWaitedFor = true;
  isEnded = false;
  readonly thread: Thread;

  /**
   * @param breaksAt - at which of the sets an error is told, instead of an answer
   * @param serves - whether it ever begins
   */
  constructor(breaksAt = Infinity, serves = true) {
    const { port1, port2 } = new MessageChannel();
    if (serves) serve(port2, spell);
    const thread = {
      on: (event: string, listener: (value: unknown) => void) => {
        this.isWaitedFor = true;
        port1.on(event, listener);
      },
      postMessage: (message: Message) => {
        if ('set' in message && this.asked.push(message.set.set.path) >= breaksAt) port1.emit('error', new Error('out of memory'));
        else port1.postMessage(message);
      },
      ref: () => {
        this.isWaitedFor = true;
        port1.ref();
      },
      unref: () => {
        this.isWaitedFor = false;
        port1.unref();
      },
      terminate: () => {
        this.isEnded = true;
        port1.close();
        return Promise.resolve(0);
      },
    };
    this.thread = thread as unknown as Thread;
  }
}

async function sets(onSet?: (set: MigrationSet) => void, applied = 1): Promise<SetToJudge[]> {
  const project = await discover({ cwd, paths: [], config: defaults, ...(onSet ? { onSet } : {}) });
  return project.sets.map((set): SetToJudge => ({ set, applied: new Set(set.migrations.slice(0, applied)) }));
}

const none = (): void => undefined;

const spell = ({ rule, place }: Finding): string => `${rule} ${place.file.path}:${place.file.position(place.span.start).line}`;

it('two threads find what one finds', async () => {
  const some = await sets();
  const own = await judgeSets(some, defaults);
  const channel = new Channel();
  const both = await new Sharing(() => channel.thread).share(some, defaults, none);
  expect(own.findings.map(({ rule }) => rule).sort()).toEqual([...Array<string>(4).fill('missing-down'), ...Array<string>(4).fill('narrowing-type-change')]);
  expect(own.suppressed.map(({ rule, suppression }) => [rule, suppression])).toEqual(Array(4).fill(['unchecked-drop-column', { by: 'directive', reason: 'seen' }]));
  expect(both).toEqual(own);
  expect(channel.asked.length).toBeGreaterThan(0);
  expect(channel.asked.length).toBeLessThan(names.length);
  expect(channel.isEnded).toBe(true);
});

it('each thread spells what it has found', async () => {
  const some = await sets();
  const own = await judgeSets(some, defaults);
  const channel = new Channel();
  const both = await new Sharing(() => channel.thread, spell).share(some, defaults, none);
  expect(both.findings).toEqual(own.findings.map((finding) => ({ ...finding, spelt: spell(finding) })));
  expect(channel.asked.length).toBeGreaterThan(0);
});

it('sets are judged while others are still looked for', async () => {
  const channel = new Channel();
  const sharing = new Sharing(() => channel.thread);
  sharing.warm();
  const some = await sets((set) => { sharing.offer(set, defaults); }, 0);
  expect(channel.asked).toEqual(['a', 'b']);
  const both = await sharing.share(some, defaults, none);
  expect(both).toEqual(await judgeSets(some, defaults));
  expect(new Set(channel.asked).size).toBe(channel.asked.length);
});

it('a set of which more is known in the end is judged again', async () => {
  const channel = new Channel();
  const sharing = new Sharing(() => channel.thread);
  sharing.warm();
  const some = await sets((set) => { sharing.offer(set, defaults); });
  const both = await sharing.share(some, defaults, none);
  expect(both).toEqual(await judgeSets(some, defaults));
});

it('what the other thread has not begun is judged here', async () => {
  const some = await sets();
  const channel = new Channel(Infinity, false);
  const both = await new Sharing(() => channel.thread).share(some, defaults, none);
  expect(channel.asked.length).toBeGreaterThan(0);
  expect(both).toEqual(await judgeSets(some, defaults));
});

it('a thread that breaks costs nothing but time', async () => {
  const some = await sets();
  const channel = new Channel(2);
  const both = await new Sharing(() => channel.thread).share(some, defaults, none);
  expect(both).toEqual(await judgeSets(some, defaults));
});

it('a run that ends before it judges does not wait for the thread', () => {
  const channel = new Channel();
  new Sharing(() => channel.thread).warm();
  expect(channel.isWaitedFor).toBe(false);
});

it('a small project starts no thread', async () => {
  const some = (await sets()).slice(0, 2);
  let started = 0;
  const sharing = new Sharing(() => {
    started++;
    return undefined;
  });
  await sharing.share(some, defaults, none);
  expect(started).toBe(0);
});

it('a set is told of only when it is what the project holds', async () => {
  const told: MigrationSet[] = [];
  const some = await sets((set) => told.push(set));
  expect(told.map(({ path }) => path)).toEqual(names);
  for (const [at, { set }] of some.entries()) expect(told[at]).toBe(set);
});
