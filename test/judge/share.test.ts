import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaults } from '../../src/config/load.ts';
import { judgeSets, type SetToJudge } from '../../src/judge/judge-sets.ts';
import { judgeWork } from '../../src/judge/share.ts';
import { discover } from '../../src/project/discover.ts';

const cwd = mkdtempSync(join(tmpdir(), 'share-'));

beforeAll(() => {
  for (const set of ['a', 'b']) {
    mkdirSync(join(cwd, set));
    writeFileSync(join(cwd, set, '1_make.up.sql'), 'CREATE TABLE IF NOT EXISTS t (c text, d text);\n');
    writeFileSync(join(cwd, set, '1_make.down.sql'), 'DROP TABLE t;\n');
    writeFileSync(join(cwd, set, '2_narrow.up.sql'), 'ALTER TABLE t ALTER COLUMN c TYPE varchar(10);\n-- pgmiglint-disable-next-statement unchecked-drop-column -- seen\nALTER TABLE t DROP COLUMN d;\n');
  }
});

afterAll(() => { rmSync(cwd, { recursive: true, force: true }); });

it('another thread finds what this one finds', async () => {
  const project = await discover({ cwd, paths: [], config: defaults });
  const sets = project.sets.map((set): SetToJudge => ({ set, applied: new Set(set.migrations.slice(0, 1)) }));
  const own = await judgeSets(sets, defaults);
  // What a thread is given and gives back goes through structured cloning.
  const answer = structuredClone(await judgeWork(structuredClone({ sets, config: defaults })));
  expect(own.findings.map(({ rule }) => rule).sort()).toEqual(['missing-down', 'missing-down', 'narrowing-type-change', 'narrowing-type-change']);
  for (const list of ['findings', 'suppressed'] as const) {
    expect(answer[list].map(({ rule, place, related, suppression }) => [rule, place.path, place.span, related.map((one) => one.place), suppression])).toEqual(
      own[list].map(({ rule, place, related, suppression }) => [rule, place.file.path, place.span, related.map((one) => ({ path: one.place.file.path, span: one.place.span })), suppression]),
    );
  }
  expect(own.suppressed.map(({ rule, suppression }) => [rule, suppression])).toEqual(Array(2).fill(['unchecked-drop-column', { by: 'directive', reason: 'seen' }]));
  expect({ ...answer, findings: [], suppressed: [] }).toEqual({ ...own, findings: [], suppressed: [] });
});
