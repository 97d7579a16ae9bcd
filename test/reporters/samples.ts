import type { Finding } from '../../src/judge/finding.ts';
import type { Result } from '../../src/judge/result.ts';
import { findingAt, placeOf, resultOf, sqlFile } from './results.ts';

const file = sqlFile('narrowing.sql', 'db/migrations/000007_x.up.sql');
const history = sqlFile('history.sql', 'db/migrations/000004_add_email.up.sql');
const nasty = sqlFile('nasty.sql', `db/migrations/000008 a,b:c%'"<&>.up.sql`);

/** A finding as rules make them. */
export const usual: Finding = findingAt(placeOf(file, 'varchar(255)'), {
  rule: 'narrowing-type-change',
  message: 'varchar(255) cannot hold every value of varchar(320)',
  related: [{ place: placeOf(history, 'varchar(320)'), message: 'varchar(320) since here' }],
  instead: [{ script: 'next', transaction: false, sql: 'SELECT 1;' }],
});

/** What breaks reporters that do not escape. */
export const hostile: Finding = findingAt(placeOf(nasty, '日本 text'), {
  severity: 'warning',
  message: 'first 100% of <b>`a|b`</b> & "c",\n@everyone ]]> ::error::x \u0007\u001b[31m\u202e postgres://me:secret@host/db',
  related: [{ place: placeOf(nasty, 'other'), message: 'postgres://me:secret@host/db' }],
  instead: [{ script: 'this', transaction: true, sql: "SELECT '```', '</pre><script>', 'postgres://me:secret@host/db';" }],
});

export const severalLines: Finding = findingAt(placeOf(nasty, 'DROP COLUMN x,\n  DROP COLUMN y'), { rule: 'unchecked-drop-column', severity: 'info' });

/** Everything that a report can hold. */
export const everything: Result = resultOf([usual, hostile, severalLines], {
  suppressed: [
    { ...usual, place: placeOf(file, 'BEGIN'), suppression: { by: 'directive', reason: 'we know <this> & postgres://me:secret@host/db' } },
    { ...usual, place: placeOf(file, 'COMMIT'), suppression: { by: 'baseline' } },
  ],
  unreadable: [{ file: 'db/latin1.sql', line: 2, column: 3, message: 'This file is not UTF-8: postgres://me:secret@host/db' }],
  bugs: [{ rule: 'some-rule', file: 'db/a.sql', line: 3, message: 'x is undefined' }],
  summary: { files: 82, statements: 310, errors: 1, warnings: 1, infos: 1, suppressed: 1, standIns: 0, baselined: 1 },
  locked: [
    { place: placeOf(file, 'ALTER TABLE users ALTER COLUMN email TYPE varchar(255)'), locks: [{ relation: 'users', mode: 'ACCESS EXCLUSIVE', blocks: ['reads', 'writes'] }], rewrites: ['users'], scans: [], duration: 'rewrite' },
    { place: placeOf(nasty, `ALTER TABLE "a\`b|c" ADD COLUMN 日本 text DEFAULT 'postgres://me:secret@host/db'`), locks: [{ relation: '"a`b|c<"', mode: 'ACCESS EXCLUSIVE', blocks: ['reads', 'writes'] }], rewrites: [], scans: [], duration: 'brief' },
  ],
  timelines: [{ path: 'db/migrations', versions: [
    { version: '000004', name: 'add_email', files: [history.path], pending: false },
    { version: '000007', name: 'x', files: [file.path], pending: true },
    { version: '000008', name: `a'"<&>`, files: [nasty.path], pending: true },
  ] }],
});

export const nothing: Result = resultOf([]);
