import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, renameSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLockFile } from '../../src/applied/lock-file.ts';
import { lockFileName } from '../../src/applied/lock-path.ts';
import { findVersion, plan, writeLockFile, type RecordOptions, type Recording } from '../../src/applied/record.ts';
import { bytesFrom } from '../../src/applied/set-files.ts';
import { sha256, writeSum } from '../../src/applied/sums.ts';
import type { MigrationSet } from '../../src/project/migration.ts';
import { hasSha256sum, migration, setOf, temporaryFolder, writeFiles } from './sets.ts';

const line = (text: string, path: string): string => `${writeSum({ sha256: sha256(Buffer.from(text)), path })}\n`;

const set = setOf([
  migration('9', { up: '9_a.up.sql', down: '9_a.down.sql' }),
  migration('10', { opaque: '10_b.go' }),
  migration('11', { up: '11_c.up.sql', down: '11_c.down.sql' }),
  migration('', { up: 'R__views.sql', repeatable: true }),
]);
const files = { '9_a.up.sql': 'u9', '9_a.down.sql': 'd9', '10_b.go': 'g10', '11_c.up.sql': 'u11', '11_c.down.sql': 'd11', 'R__views.sql': 'r' };
const nine = line('u9', '9_a.up.sql') + line('d9', '9_a.down.sql');
const ten = line('g10', '10_b.go');
const eleven = line('u11', '11_c.up.sql') + line('d11', '11_c.down.sql');

function planned(lock: string | undefined, options: RecordOptions = {}, own: Readonly<Record<string, string>> = files, of: MigrationSet = set): Recording {
  const folder = temporaryFolder();
  writeFiles(join(folder, 'db'), { ...own, ...(lock === undefined ? {} : { [lockFileName]: lock }) });
  const read = bytesFrom(folder);
  const open = openLockFile(of, read);
  if (open && 'problems' in open) throw new Error('not readable');
  return plan(of, open, read, options);
}

describe('a recording', () => {
  test('lists ups and downs in version order, and no repeatable script', () => {
    expect(planned(undefined)).toMatchObject({ text: nine + ten + eleven, changed: true, differing: [], gone: [] });
  });

  test('ends at a version', () => {
    expect(planned(undefined, { until: '10' }).text).toBe(nine + ten);
    expect(planned(nine + ten + eleven, { until: '9' })).toMatchObject({ text: nine + ten + eleven, changed: false });
  });

  test('extends, and brings the lines in order', () => {
    expect(planned(nine)).toMatchObject({ text: nine + ten + eleven, added: ['10_b.go', '11_c.up.sql', '11_c.down.sql'] });
    expect(planned(eleven + nine + ten)).toMatchObject({ text: nine + ten + eleven, changed: true, added: [], differing: [] });
    expect(planned(nine + ten + eleven).changed).toBe(false);
  });

  test('names what differs, and takes it only with force', () => {
    const edited = { ...files, '9_a.up.sql': 'edited' };
    expect(planned(nine, {}, edited)).toMatchObject({ differing: ['9_a.up.sql'], text: nine + ten + eleven });
    expect(planned(nine, { force: true }, edited).text.split('\n')[0]).toBe(line('edited', '9_a.up.sql').trim());
    expect(planned(nine + eleven, { until: '9' }, { ...files, '11_c.up.sql': 'edited' }).differing).toEqual([]);
  });

  test('keeps the line of a file that is gone where it stood, but for force', () => {
    const gone = line('x', '8_x.up.sql');
    const later = line('y', '9b_y.up.sql');
    expect(planned(gone + nine + later + ten)).toMatchObject({ text: gone + nine + later + ten + eleven, gone: ['8_x.up.sql', '9b_y.up.sql'] });
    expect(planned(gone + nine + later, { force: true }).text).toBe(nine + ten + eleven);
  });

  test('keeps lines of files that are there without being part of the history', () => {
    const readme = line('r', 'README.md');
    expect(planned(nine + readme, { force: true }, { ...files, 'README.md': 'r' })).toMatchObject({ text: nine + readme + ten + eleven, gone: [] });
  });

  test('keeps comments', () => {
    expect(planned(`# ours\n${nine}`).text).toBe(`# ours\n${nine}${ten}${eleven}`);
  });

  test('names what it cannot read', () => {
    const rest = Object.entries(files).filter(([path]) => path !== '10_b.go');
    expect(planned(undefined, {}, Object.fromEntries(rest))).toMatchObject({ unreadable: ['db/10_b.go'], text: nine + eleven });
  });
});

test.each([['11', '11'], ['0011', '11'], ['v11', '11'], ['12', undefined], ['', undefined]])('version %j is %j', (wanted, found) => {
  expect(findVersion(set, wanted)).toBe(found);
});

test('leading zeros of the files do not matter', () => {
  expect(findVersion(setOf([migration('000007', { up: 'a' })]), '7')).toBe('000007');
});

describe('writing', () => {
  test('puts the whole file there and nothing else', () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'db/a.sql': 'a' });
    writeLockFile(set, nine, folder);
    writeLockFile(set, nine + ten, folder);
    expect(readFileSync(join(folder, 'db', lockFileName), 'utf8')).toBe(nine + ten);
    expect(readdirSync(join(folder, 'db')).sort()).toEqual([lockFileName, 'a.sql']);
  });

  test('follows a symbolic link', () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'elsewhere/lock': '', 'db/a.sql': 'a' });
    symlinkSync('../elsewhere/lock', join(folder, 'db', lockFileName));
    writeLockFile(set, nine, folder);
    expect(lstatSync(join(folder, 'db', lockFileName)).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'elsewhere/lock'), 'utf8')).toBe(nine);
  });

  test.skipIf(!hasSha256sum)('sha256sum --check agrees', () => {
    const folder = temporaryFolder();
    const strange = setOf([migration('1', { up: '1_with space.up.sql', down: '1_back\\slash.down.sql' }), migration('2', { up: '2/new\nline.sql' })]);
    writeFiles(join(folder, 'db'), { '1_with space.up.sql': 'a', '1_back\\slash.down.sql': 'b', '2/new\nline.sql': 'c' });
    writeLockFile(strange, plan(strange, undefined, bytesFrom(folder), {}).text, folder);
    const check = (): string => execFileSync('sha256sum', ['--check', '--strict', lockFileName], { cwd: join(folder, 'db'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    expect(check().trim().split('\n')).toHaveLength(3);
    unlinkSync(join(folder, 'db', '1_with space.up.sql'));
    renameSync(join(folder, 'db', '1_back\\slash.down.sql'), join(folder, 'db', '1_with space.up.sql'));
    expect(check).toThrow();
  });
});
