import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plain } from '../../src/reporters/palette.ts';
import { reporters } from '../../src/reporters/registry.ts';
import { whole } from '../../src/reporters/reporter.ts';
import { fixturesFolder, runText } from '../rules/fixture.ts';

const sql = readFileSync(join(fixturesFolder, 'secret-in-migration/unsafe.sql'), 'utf8');
const secrets = ['tr0ub4dor', 'hunter22', 'AKIAQ3EGTSMA5KXW2RNB', 'MC4CAQAwBQYDK2VwBCIEIDJvbmx5', 'BEGIN PRIVATE KEY'];

describe.each(Object.keys(reporters))('%s', (format) => {
  it('prints no secret of a migration', async () => {
    for (const secret of secrets) expect(sql).toContain(secret);
    const { result } = await runText('secret-in-migration', 'unsafe.sql', sql);
    expect(result.findings).toHaveLength(5);
    const reporter = await reporters[format]?.();
    const printed = whole(reporter?.(result, { palette: plain }) ?? '');
    expect(printed).toContain('secret-in-migration');
    for (const secret of secrets) expect(printed).not.toContain(secret);
  });
});
