import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Applied } from '../../src/applied/applied.ts';
import { parseLockFile, readLockFile } from '../../src/applied/lock-file.ts';
import { lockFileName } from '../../src/applied/lock-path.ts';
import { readApplied } from '../../src/applied/read-applied.ts';
import { bytesFrom } from '../../src/applied/set-files.ts';
import { readSum, sha256, writeSum } from '../../src/applied/sums.ts';
import { spell } from '../../src/config/problem.ts';
import type { MigrationSet } from '../../src/project/migration.ts';
import { SourceFile } from '../../src/source/source-file.ts';
import { hasSha256sum, migration, setOf, temporaryFolder, writeFiles } from './sets.ts';

const sum = (text: string): string => sha256(Buffer.from(text));
const line = (text: string, path: string): string => `${writeSum({ sha256: sum(text), path })}\n`;

describe('a line', () => {
  const names = ['a.sql', 'with space.sql', ' leading.sql', 'back\\slash.sql', 'new\nline.sql', 'return\r.sql', 'both\\\n.sql', '*star.sql', 'ä日本🐘.sql', '2024_x/migration.sql', '#comment.sql'];

  test.each(names)('%j comes back as it was', (path) => {
    const entry = { sha256: sum('x'), path };
    expect(readSum(writeSum(entry))).toEqual(entry);
  });

  test.skipIf(!hasSha256sum).each(names)('%j is written as sha256sum writes it', (path) => {
    const folder = temporaryFolder();
    writeFiles(folder, { [path]: 'SELECT 1;\n' });
    const theirs = execFileSync('sha256sum', ['--', path], { cwd: folder, encoding: 'utf8' });
    expect(`${writeSum({ sha256: sum('SELECT 1;\n'), path })}\n`).toBe(theirs);
  });

  test('may be in binary mode, in capitals, or begin with ./', () => {
    expect(readSum(`${sum('x').toUpperCase()} *./a.sql`)).toEqual({ sha256: sum('x'), path: 'a.sql' });
  });

  test.each([['', 'blank'], ['  ', 'blank'], ['# by hand', 'comment'], ['<<<<<<< HEAD', 'conflict'], ['=======', 'conflict'], ['>>>>>>> branch', 'conflict'], ['abc  a.sql', 'malformed'], [sum('x'), 'malformed'], [`${sum('x')} a.sql`, 'malformed']])('%j is %s', (text, kind) => {
    expect(readSum(text)).toBe(kind);
  });
});

function problems(text: string): readonly string[] {
  const parsed = parseLockFile(new SourceFile('db/.applied.sha256', text));
  return 'problems' in parsed ? parsed.problems.map(spell) : [];
}

describe('a lock file', () => {
  test('may have CRLF, comments, blank lines and no last line break', () => {
    const parsed = parseLockFile(new SourceFile('db/.applied.sha256', `# ours\r\n\r\n${sum('a')}  a.sql\r\n${sum('b')}  b.sql`));
    expect('lines' in parsed && [...parsed.lines.keys()]).toEqual(['a.sql', 'b.sql']);
  });

  test('with a merge conflict says the way out, once', () => {
    expect(problems(`${line('a', 'a.sql')}<<<<<<< HEAD\n${line('b', 'b.sql')}=======\n${line('c', 'b.sql')}>>>>>>> other\n`)).toEqual([
      'db/.applied.sha256:2:1: an unresolved merge conflict: keep the lines of both sides, take the marks of git away, then run "pgmiglint record --check"',
    ]);
  });

  test('names every line that is wrong', () => {
    expect(problems(`nonsense\n${line('a', 'a.sql')}${sum('a')}\n${line('b', 'a.sql')}`)).toEqual([
      'db/.applied.sha256:1:1: expected a line of sha256sum: 64 hexadecimal digits, two spaces, a path',
      'db/.applied.sha256:3:1: expected a line of sha256sum: 64 hexadecimal digits, two spaces, a path',
      'db/.applied.sha256:4:1: "a.sql" is listed twice, with different sums: keep the line of what was applied',
    ]);
  });
});

const pair = [migration('1', { up: '1_a.up.sql', down: '1_a.down.sql' }), migration('2', { up: '2_b.up.sql' })];

/** What is known of a set whose files and lock file stand in a folder of its own. */
function known(files: Readonly<Record<string, string | Uint8Array>>, lock: string, set: MigrationSet = setOf(pair)): Applied {
  const folder = temporaryFolder();
  writeFiles(join(folder, 'db'), { ...files, [lockFileName]: lock });
  const applied = readLockFile(set, bytesFrom(folder));
  if (!applied || 'problems' in applied) throw new Error('not readable');
  return applied;
}

describe('what is applied', () => {
  test('is what is listed', () => {
    const applied = known({ '1_a.up.sql': 'a', '1_a.down.sql': 'd', '2_b.up.sql': 'b' }, line('a', '1_a.up.sql') + line('d', '1_a.down.sql'));
    expect([applied.has('db/1_a.up.sql'), applied.has('db/1_a.down.sql'), applied.has('db/2_b.up.sql')]).toEqual([true, true, false]);
    expect(applied.differences).toEqual([]);
  });

  test('differs where a file was edited, up or down', () => {
    const { differences } = known({ '1_a.up.sql': 'A', '1_a.down.sql': 'D' }, line('a', '1_a.up.sql') + line('d', '1_a.down.sql'));
    expect(differences).toMatchObject([
      { source: 'lock file', change: 'edited', path: 'db/1_a.up.sql', direction: 'up', recorded: sum('a'), found: sum('A'), place: { file: { path: 'db/1_a.up.sql' }, span: { start: 0, end: 0 } } },
      { change: 'edited', path: 'db/1_a.down.sql', direction: 'down' },
    ]);
  });

  test.each([
    ['recorded with LF, checked out with CRLF', 'a;\nb;\n', 'a;\r\nb;\r\n', 'line endings'],
    ['recorded with CRLF, checked out with LF', 'a;\r\nb;\r\n', 'a;\nb;\n', 'line endings'],
    ['recorded with CRLF, checked out with both', 'a;\r\nb;\r\n', 'a;\nb;\r\n', 'line endings'],
    ['edited as well', 'a;\nb;\n', 'a;\r\nc;\r\n', 'edited'],
    ['a blank at the end of a line', 'a;\n', 'a; \n', 'edited'],
    ['a byte order mark', 'a;\n', '\ufeffa;\n', 'edited'],
    ['a return that stands alone', 'a;\rb;\n', 'a;\nb;\n', 'edited'],
  ])('%s: %s', (_, recorded, found, change) => {
    expect(known({ '1_a.up.sql': found }, line(recorded, '1_a.up.sql')).differences).toMatchObject([{ change }]);
  });

  test('differs where a file is gone, at its line', () => {
    const { differences } = known({ '1_a.up.sql': 'a' }, line('a', '1_a.up.sql') + line('x', '000_x_down.sql') + line('y', 'y.sql'));
    expect(differences).toMatchObject([
      { change: 'deleted', path: 'db/000_x_down.sql', direction: 'down', place: { file: { path: 'db/.applied.sha256' } } },
      { change: 'deleted', path: 'db/y.sql', direction: 'up' },
    ]);
    const [first] = differences;
    expect(first?.place.file.position(first.place.span.start)).toEqual({ line: 2, column: 1 });
    expect(first?.found).toBeUndefined();
  });

  test('knows files that are not UTF-8, or in a programming language', () => {
    const bytes = Buffer.from([0xe4, 0xff]);
    const set = setOf([migration('1', { opaque: '1_a.go' }), migration('2', { opaque: '2_latin1.sql' })]);
    const lock = `${sum('go')}  1_a.go\n${sha256(bytes)}  2_latin1.sql\n`;
    expect(known({ '1_a.go': 'go', '2_latin1.sql': bytes }, lock, set).differences).toEqual([]);
    expect(known({ '1_a.go': 'gone', '2_latin1.sql': bytes }, lock, set).differences).toMatchObject([{ path: 'db/1_a.go', change: 'edited' }]);
  });

  test('is compared with the text that is being edited', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'db/1_a.up.sql': 'a', 'db/.applied.sha256': line('a', '1_a.up.sql') });
    const differences = async (text: string): Promise<unknown> => (await readApplied([setOf(pair)], folder, { overlays: [{ path: 'db/1_a.up.sql', text }] })).applied.get('db')?.differences.length;
    expect([await differences('a'), await differences('b')]).toEqual([0, 1]);
  });

  test('is unknown without a lock file, and a broken one is a problem', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'db/1_a.up.sql': 'a' });
    expect((await readApplied([setOf(pair)], folder)).applied.size).toBe(0);
    writeFiles(folder, { 'db/.applied.sha256': Buffer.from([0xff]) });
    expect((await readApplied([setOf(pair)], folder)).problems.map(spell)).toEqual(['db/.applied.sha256:1:1: the lock file is not UTF-8']);
  });
});
