import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comparison } from './compare.ts';
import { absent, outcomes, type Outcome } from './histories.ts';
import { knownDifferences } from './known-differences.ts';
import { Server } from './server.ts';

type Clean = Outcome & { readonly comparison: Comparison };

describe.skipIf(absent !== false)(`the replay is true for every history that a server takes${absent === false ? '' : ` (${absent})`}`, () => {
  let server: Server;
  let all: readonly Outcome[] = [];
  let clean: readonly Clean[] = [];

  beforeAll(async () => {
    server = await Server.start();
    all = await outcomes(server);
    clean = all.filter((outcome): outcome is Clean => 'comparison' in outcome);
  });
  afterAll(() => server.stop());

  it('has enough histories to compare', () => {
    const refused = all.flatMap((outcome) => ('refused' in outcome ? [`${outcome.path}: ${outcome.refused}`] : []));
    expect(clean.length, refused.join('\n')).toBeGreaterThanOrEqual(84);
    expect(new Set(clean.map(({ path }) => path.split('/')[0])).size).toBeGreaterThanOrEqual(40);
  });

  it('gives at least 99 % of the columns as the server has them', () => {
    const columns = clean.reduce((sum, { comparison }) => sum + comparison.columns, 0);
    const equal = clean.reduce((sum, { comparison }) => sum + comparison.equalColumns, 0);
    expect(columns).toBeGreaterThan(11_000);
    expect(equal / columns).toBeGreaterThanOrEqual(0.99);
  });

  it('differs only where the list says so', () => {
    const differing = clean.filter(({ comparison }) => comparison.differences.length > 0);
    const counted = differing.map(({ path, comparison }) => {
      const known = knownDifferences.find(({ set }) => path.startsWith(set));
      return known?.differences === comparison.differences.length ? known.set : `${path}: ${comparison.differences.join('; ')}`;
    });
    expect(counted).toEqual(knownDifferences.map(({ set }) => set));
  });
});
