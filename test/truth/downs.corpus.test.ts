import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { absent, downOutcomes, generatedOutcomes, setsWithDowns, type DownOutcome, type GeneratedOutcome } from './downs.ts';
import { knownDowns, knownGenerated, toldRefusals } from './known-differences.ts';
import { Server } from './server.ts';

/** Sets of which every migration's generated down runs too: enough of them, in a time that is to be had. */
const sampled = /authelia|chirpstack|pixie|docs\.rs|nakama|xmtp|authgear|neondatabase/;

describe.skipIf(absent !== false)(`downs do on a server what is said of them${absent === false ? '' : ` (${absent})`}`, () => {
  let server: Server;
  const downs: DownOutcome[] = [];
  const generated: GeneratedOutcome[] = [];

  beforeAll(async () => {
    server = await Server.start();
    for (const set of await setsWithDowns()) {
      downs.push(...(await downOutcomes(server, set)));
      if (sampled.test(set.path)) generated.push(...(await generatedOutcomes(server, set)));
    }
  });
  afterAll(() => server.stop());

  it('agrees whether a down undoes its up', () => {
    const judged = downs.filter(({ failed, unread }) => failed === undefined && unread === undefined);
    const wrong = judged.filter(({ server: found, ours }) => found.length > 0 !== ours.length > 0);
    expect(judged.length).toBeGreaterThanOrEqual(1400);
    expect(wrong.map(({ path }) => path)).toEqual(knownDowns.map(({ path }) => path));
  });

  it('warns of downs that the server refuses, and of none that it takes', () => {
    const refused = downs.filter(({ failed }) => failed !== undefined);
    const tell = (state: string): readonly [number, number] => {
      const of = refused.filter(({ failed }) => failed?.startsWith(state));
      return [of.filter(({ told }) => told.some((said) => said.startsWith(state))).length, of.length];
    };
    expect(downs.filter(({ failed, told }) => failed === undefined && told.length > 0).map(({ path }) => path)).toEqual([]);
    expect(Object.fromEntries(Object.keys(toldRefusals).map((state) => [state, tell(state)]))).toEqual(toldRefusals);
  });

  it('writes downs that undo, or says what they do not', () => {
    const undone = generated.filter(({ failed, server: found }) => failed === undefined && found.length === 0);
    const silent = generated.filter((each) => !undone.includes(each) && !each.admits);
    expect(generated.length).toBeGreaterThanOrEqual(200);
    expect(undone.length / generated.length).toBeGreaterThanOrEqual(0.9);
    expect(silent.map(({ path }) => path)).toEqual(knownGenerated.filter(({ path }) => sampled.test(path)).map(({ path }) => path));
  });
});
