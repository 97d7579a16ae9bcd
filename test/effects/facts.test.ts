import { beforeAll, describe, expect, it } from 'vitest';
import { createdLocks } from '../../src/effects/objects.ts';
import { lower } from '../../src/operations/lower.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { alterTableLocks, alterTableRow, modeIn } from '../../src/postgres/alter-table-locks.ts';
import { lockModes } from '../../src/postgres/lock-modes.ts';
import { publicNames } from '../operations/lowered.ts';
import { effectCases, knows } from '../real-servers/cases.ts';
import { majors } from '../real-servers/majors.ts';
import { parse } from '../real-servers/foretold.ts';
import { readGolden } from '../real-servers/golden.ts';

let operations: readonly Operation[];

beforeAll(async () => {
  await loadGrammar();
  // Some cases are refused by the grammar, in every version.
  operations = effectCases.flatMap(({ sql }) => parse(sql).flatMap((statement) => lower(statement, publicNames)));
});

describe('no row without a proof', () => {
  it('each form of ALTER TABLE is asked of servers', () => {
    const asked = new Set(operations.map(alterTableRow));
    expect(Object.keys(alterTableLocks).filter((row) => !asked.has(row))).toEqual([]);
  });

  it('each kind of object that is made on a table is asked of servers', () => {
    const asked = new Set(operations.map((operation) => (operation.kind === 'create-object' ? operation.object : undefined)));
    expect(Object.keys(createdLocks).filter((object) => !asked.has(object as keyof typeof createdLocks))).toEqual([]);
  });

  it('each mode of LOCK TABLE is asked of servers', () => {
    const asked = new Set(operations.map((operation) => (operation.kind === 'lock-table' ? operation.mode.toUpperCase() : undefined)));
    expect(lockModes.filter((mode) => !asked.has(mode))).toEqual([]);
  });

  it('each case has a record of every major that knows it', () => {
    const golden = readGolden(effectCases);
    expect(effectCases.length).toBeGreaterThan(600);
    const missing = effectCases.flatMap((one) => majors.filter((major) => knows(one, major) && !golden.get(one.name)?.has(major)).map((major) => `${one.name} in ${major}`));
    expect(missing).toEqual([]);
  });
});

describe('the rows', () => {
  it('say where they come from', () => {
    for (const [row, { source }] of Object.entries(alterTableLocks)) expect(source, row).toMatch(/^(?:https:\/\/www\.postgresql\.org\/docs\/|measured$)/);
  });

  it('hold for the version', () => {
    const attach = alterTableLocks['attach-partition'];
    expect(attach && [modeIn(attach, 11), modeIn(attach, 12), modeIn(attach)]).toEqual(['ACCESS EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE']);
  });
});
