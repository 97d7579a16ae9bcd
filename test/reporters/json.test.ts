import { expect, test } from 'vitest';
import { json as inPieces } from '../../src/reporters/json.ts';
import { plain } from '../../src/reporters/palette.ts';
import type { Result } from '../../src/judge/result.ts';
import { reporters } from '../../src/reporters/registry.ts';
import { whole } from '../../src/reporters/reporter.ts';
import { SourceFile } from '../../src/source/source-file.ts';
import { findingAt, placeOf, resultOf, sqlFile } from './results.ts';

const file = sqlFile('narrowing.sql', 'db/migrations/000007_x.up.sql');
const history = sqlFile('history.sql', 'db/migrations/000004_add_email.up.sql');

const json = (result: Result): string => whole(inPieces(result));

test('one object with the fields of version 1', () => {
  const finding = findingAt(placeOf(file, 'varchar(255)'), {
    rule: 'narrowing-type-change',
    related: [{ place: placeOf(history, 'varchar(320)'), message: 'since here' }],
    instead: [{ script: 'next', transaction: false, sql: 'SELECT 1;' }],
  });
  const result = resultOf([finding], {
    unreadable: [{ file: 'db/a.sql', line: 1, column: 1, message: 'not UTF-8' }],
    leftOut: [{ path: 'sqlite/1.sql', reason: 'SQLite' }],
    unknown: new Map([['the old type', 2]]),
  });
  const printed = json(result);
  expect(printed.endsWith('}\n')).toBe(true);
  expect(JSON.parse(printed)).toEqual({
    version: 1,
    sets: [{ path: 'db/migrations', runner: 'golang-migrate', evidence: 'files end in .up.sql', migrations: 41, pending: 2, appliedFrom: 'lock file' }],
    findings: [{
      rule: 'narrowing-type-change', severity: 'error', file: 'db/migrations/000007_x.up.sql', line: 3, column: 43, endLine: 3, endColumn: 55,
      message: 'something is wrong',
      instead: [{ script: 'next', transaction: false, sql: 'SELECT 1;' }],
      related: [{ file: 'db/migrations/000004_add_email.up.sql', line: 3, column: 8, endLine: 3, endColumn: 20, message: 'since here' }],
      documentation: 'docs/rules/some-rule.md',
    }],
    unreadable: [{ file: 'db/a.sql', line: 1, column: 1, message: 'not UTF-8' }],
    leftOut: [{ file: 'sqlite/1.sql', reason: 'SQLite' }],
    unknown: [{ what: 'the old type', times: 2 }],
    bugs: [],
    summary: { files: 82, statements: 310, errors: 1, warnings: 0, infos: 0, suppressed: 0, standIns: 0 },
  });
});

test('columns count UTF-16 units', () => {
  const elephants = new SourceFile('a.sql', "SELECT '🐘🐘', x;");
  expect(json(resultOf([findingAt(placeOf(elephants, 'x'))]))).toContain('"line":1,"column":16,"endLine":1,"endColumn":17');
});

test('a long report comes in pieces, and is the same', () => {
  const findings = Array.from({ length: 1000 }, (_, number) => findingAt(placeOf(file, 'BEGIN'), { message: `number ${number}` }));
  expect(inPieces(resultOf(findings)).length).toBeGreaterThan(3);
  const printed = JSON.parse(json(resultOf(findings))) as { findings: { message: string }[] };
  expect(printed.findings.map(({ message }) => message)).toEqual(findings.map(({ message }) => message));
  expect(json(resultOf([]))).toContain('"findings":[],"unreadable":[]');
});

test('no password in any text', () => {
  const url = 'postgres://me:secret@host/db';
  const place = placeOf(file, 'BEGIN');
  const finding = findingAt(place, { message: url, related: [{ place, message: url }], instead: [{ script: 'this', transaction: true, sql: url }] });
  const printed = json(resultOf([finding], {
    unreadable: [{ file: 'a', line: 1, column: 1, message: url }],
    leftOut: [{ path: 'a', reason: url }],
    bugs: [{ rule: 'a', file: 'a', line: 1, message: url }],
    unknown: new Map([[url, 1]]),
  }));
  expect(printed).not.toContain('secret');
  expect(printed.match(/postgres:\/\/me:\*{6}@host/g)).toHaveLength(7);
});

test('every format of the registry reports', async () => {
  for (const load of Object.values(reporters)) expect(whole((await load())(resultOf([]), { palette: plain }))).toMatch(/\n$|^$/);
});
