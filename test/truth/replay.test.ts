import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { absent, outcomes } from './histories.ts';
import { Server } from './server.ts';

/** A sample that takes seconds; `npm run test:corpus` takes all. */
const sample = [
  'authelia__authelia', 'chirpstack__chirpstack/chirpstack/migrations_postgres', 'content-services__content-sources-backend', 'goharbor__harbor',
  'heroiclabs__nakama', 'instantdb__instant', 'rust-lang__docs.rs', 'xmtp__xmtpd',
];

describe.skipIf(absent !== false)(`the replay is true for a sample of real histories${absent === false ? '' : ` (${absent})`}`, () => {
  let server: Server;

  beforeAll(async () => {
    server = await Server.start();
  });
  afterAll(() => server.stop());

  it('has every column, constraint, index and enum as the server has it', async () => {
    const results = await outcomes(server, sample);
    expect(results.flatMap((outcome) => ('refused' in outcome ? [`${outcome.path}: ${outcome.refused}`] : outcome.comparison.differences))).toEqual([]);
    expect(results.length).toBe(sample.length);
    const columns = results.reduce((sum, outcome) => sum + ('comparison' in outcome ? outcome.comparison.columns : 0), 0);
    expect(columns).toBeGreaterThan(2000);
  });
});
