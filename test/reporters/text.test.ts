import { describe, expect, test } from 'vitest';
import { plain, type Palette } from '../../src/reporters/palette.ts';
import { text } from '../../src/reporters/text.ts';
import { SourceFile } from '../../src/source/source-file.ts';
import { findingAt, placeOf, resultOf, sqlFile } from './results.ts';

const narrowing = sqlFile('narrowing.sql', 'db/migrations/000007_x.up.sql');
const history = sqlFile('history.sql', 'db/migrations/000004_add_email.up.sql');
const long = sqlFile('long.sql', 'db/migrations/000008_long.up.sql');
const options = { palette: plain };

const narrowed = findingAt(placeOf(narrowing, 'varchar(255)'), {
  rule: 'narrowing-type-change',
  message: 'varchar(255) cannot hold every value of varchar(320)',
  related: [{ place: placeOf(history, 'varchar(320)'), message: 'varchar(320) since here' }],
  instead: [
    { script: 'this', transaction: true, sql: 'ALTER TABLE users ADD CONSTRAINT email_length\n  CHECK (length(email) <= 255) NOT VALID;' },
    { script: 'next', transaction: false, sql: 'ALTER TABLE users VALIDATE CONSTRAINT email_length;' },
  ],
  documentation: 'docs/rules/narrowing-type-change.md',
});

/** The lines of the first excerpt of a report about one place. */
function drawn(file: SourceFile, part: string, columns?: number): string[] {
  const report = text(resultOf([findingAt(placeOf(file, part))]), { palette: plain, ...(columns === undefined ? {} : { columns }) });
  return report.split('\n').slice(2).filter((line) => line.includes('|') || line.includes('...')).slice(0, -1);
}

describe('the text report', () => {
  test('shows place, source, history and advice', async () => {
    const report = text(resultOf([narrowed], { summary: { files: 82, statements: 310, errors: 1, warnings: 0, infos: 0, suppressed: 3, standIns: 1 } }), options);
    await expect(report).toMatchFileSnapshot('snapshots/narrowing.txt');
  });

  test('shows spans of several lines by a bar, and what else happened', async () => {
    const findings = [
      findingAt(placeOf(long, 'CREATE TABLE one (\n    id int\n  );')),
      findingAt(placeOf(long, long.text.slice(long.text.indexOf('CREATE TABLE two'), long.text.indexOf('END'))), { severity: 'warning' }),
      findingAt(placeOf(long, '$$\nBEGIN'), { severity: 'info' }),
    ];
    const report = text(resultOf(findings, {
      unreadable: [{ file: 'db/latin1.sql', line: 1, column: 1, message: 'not UTF-8' }],
      bugs: [{ rule: 'some-rule', file: 'db/a.sql', line: 3, message: 'x is undefined' }],
      leftOut: [{ path: 'sqlite/1.sql', reason: 'SQLite' }, { path: 'sqlite/2.sql', reason: 'SQLite' }, { path: 'a.sql', reason: 'no version' }],
      unknown: new Map([['the old type of a column', 2]]),
    }), options);
    await expect(report).toMatchFileSnapshot('snapshots/several-lines.txt');
  });

  test('is one line where nothing was found', () => {
    expect(text(resultOf([]), options)).toBe('no findings: db/migrations (golang-migrate), 41 migrations in 82 files with 310 statements; 2 judged, 39 applied already\n');
    const noted = resultOf([], { leftOut: [{ path: 'a.sql', reason: 'SQLite' }], unknown: new Map([['x', 2]]) });
    expect(text(noted, { ...options, all: true })).toBe(
      'no findings: db/migrations (golang-migrate), 41 migrations in 82 files with 310 statements; 41 judged, 39 applied already; 2 questions that the history does not answer; 1 file left out (--explain-discovery says why)\n',
    );
    expect(text(resultOf([]), { ...options, quiet: true })).toBe('');
  });

  test('tells many sets by their runners', () => {
    const sets = Array.from({ length: 9 }, (_, index) => ({ path: `s${index}`, runner: index < 6 ? 'goose' : 'flyway', evidence: '', migrations: 2, pending: 2 }));
    expect(text(resultOf([], { sets }), options)).toContain('9 migration sets (6 goose, 3 flyway), 18 migrations in 82 files');
    expect(text(resultOf([narrowed], { sets }), options)).toContain('  9 migration sets (6 goose, 3 flyway): 18 migrations, 18 judged\n');
  });

  test('paints with the palette that it gets', () => {
    const palette: Palette = { ...plain, error: (part) => `<e>${part}</e>`, note: (part) => `<n>${part}</n>` };
    const report = text(resultOf([narrowed]), { palette });
    expect(report).toContain('<e>error[narrowing-type-change]</e>: varchar(255) cannot');
    expect(report).toContain(' <e>^^^^^^^^^^^^</e>');
    expect(report).toContain('<n>note</n>: varchar(320) since here');
  });
});

describe('source lines', () => {
  test.each([
    ['tabs are four blanks', '\tDROP\tx;', 'x', ['1 |     DROP    x;', '  |             ^']],
    ['wide characters take two columns', "SELECT '日本', x;", 'x', ["1 | SELECT '日本', x;", '  |                ^']],
    ['combining marks take none', "SELECT 'e\u0301', x;", 'x', ["1 | SELECT 'e\u0301', x;", '  |             ^']],
    ['emoji underlined', "SELECT '🐘';", '🐘', ["1 | SELECT '🐘';", '  |         ^^']],
    ['nothing steers the terminal', 'SELECT \u001b[31m\u202ex;', 'x', ['1 | SELECT \u241b[31m\ufffdx;', '  |              ^']],
    ['a password is hidden', "SELECT 'postgres://me:p@ss@host/db', x;", 'x', ["1 | SELECT 'postgres://me:****@host/db', x;", '  |                                      ^']],
    ['an empty file', '', '', ['1 |', '  | ^']],
    ['carriage returns are line ends', 'SELECT 1;\r\nDROP x;\r\n', 'DROP x;\r\n', ['2 | DROP x;', '  | ^^^^^^^']],
  ])('%s', (_, source, part, expected) => {
    expect(drawn(new SourceFile('a.sql', source), part).slice(1)).toEqual(expected);
  });

  test('a very long line is cut around the span', () => {
    const file = new SourceFile('a.sql', `INSERT INTO a VALUES ${'(1), '.repeat(200_000)} boom ${'(2), '.repeat(200_000)};`);
    const [line = '', marks = ''] = drawn(file, 'boom', 80).slice(1);
    expect(line).toMatch(/^1 \| ….*boom.*…$/);
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('boom');
  });

  test('a span longer than the page shows its start', () => {
    const file = new SourceFile('a.sql', `SELECT ${'x'.repeat(5000)}, 1;`);
    const [line = '', marks = ''] = drawn(file, 'x'.repeat(5000), 60).slice(1);
    expect(line).toMatch(/x…$/);
    expect(line.length).toBeLessThanOrEqual(60);
    expect(marks.length).toBeLessThanOrEqual(60);
    expect(line.slice(marks.indexOf('^'))).toMatch(/^x+…$/);
  });

  test('names and messages stay on their line', () => {
    const report = text(resultOf([findingAt(placeOf(new SourceFile('a\n\u001b[31m.sql', 'x'), 'x'), { message: 'first\n\u001b[0m second' })]), options);
    expect(report).toContain('--> a\\n\u241b[31m.sql:1:1\n');
    expect(report).toContain(': first\n  \u241b[0m second\n');
  });

  test('ten thousand findings on one line of a megabyte take no longer than they must', () => {
    const file = new SourceFile('a.sql', 'abcd '.repeat(200_000));
    const findings = Array.from({ length: 10_000 }, (_, index) => findingAt({ file, span: { start: index * 100, end: index * 100 + 4 } }));
    expect(text(resultOf(findings), options).length).toBeGreaterThan(1_000_000);
  }, 10_000);
});
