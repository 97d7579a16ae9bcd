import { describe, expect, test } from 'vitest';
import { sql, Terminal } from './terminal.ts';

interface Printed {
  readonly statements: readonly {
    readonly line: number;
    readonly sql: string;
    readonly locks: readonly { readonly relation: string; readonly mode: string; readonly blocks: readonly string[]; readonly new?: true }[];
    readonly rewrites: readonly string[];
    readonly scans: readonly string[];
    readonly inTransaction: string;
    readonly transaction?: number;
  }[];
  readonly transactions: readonly { readonly line: number; readonly endLine: number; readonly locks: readonly unknown[] }[];
}

const history = {
  'db/000001_users.up.sql': sql('create-users.sql'),
  'db/000002_orders.up.sql': 'CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);\n',
};

function print(stdout: string): Printed {
  return JSON.parse(stdout) as Printed;
}

describe('locks', () => {
  test('as text: statement by statement, and the transaction as a whole', async () => {
    const terminal = new Terminal({ ...history, 'db/000003_keys.up.sql': sql('add-keys.sql') });
    const { code, stdout, stderr } = await terminal.run('locks db/000003_keys.up.sql');
    expect([code, stderr]).toEqual([0, '']);
    await expect(stdout).toMatchFileSnapshot('snapshots/locks.txt');
  });

  test('as JSON, with the history before the file', async () => {
    const terminal = new Terminal({ ...history, 'db/000003_email.up.sql': sql('shorten-email.sql') });
    const { code, stdout } = await terminal.run('locks db/000003_email.up.sql --format json');
    expect(code).toBe(0);
    const { statements } = print(stdout);
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatchObject({
      file: 'db/000003_email.up.sql',
      direction: 'up',
      locks: [{ relation: 'public.users', mode: 'ACCESS EXCLUSIVE', blocks: ['reads', 'writes'] }, { relation: 'public.users_pkey', mode: 'ACCESS EXCLUSIVE', role: 'index' }],
      rewrites: ['public.users'],
      scans: [],
      inTransaction: 'allowed',
      duration: 'rewrite',
    });
  });

  test('in the version that is named', async () => {
    const terminal = new Terminal({ ...history, 'db/000003_nulls.up.sql': 'ALTER TABLE orders ALTER COLUMN user_id SET NOT NULL;\n', 'db/000002_proof.up.sql': '' });
    terminal.write({ 'db/000002_orders.up.sql': `${history['db/000002_orders.up.sql']}ALTER TABLE orders ADD CHECK (user_id IS NOT NULL);\n` });
    const scans = async (version: number): Promise<readonly string[] | undefined> => print((await terminal.run(`locks db/000003_nulls.up.sql --format json --postgres ${version}`)).stdout).statements[0]?.scans;
    expect(await scans(11)).toEqual(['public.orders']);
    expect(await scans(12)).toEqual([]);
  });

  test('knows what no transaction takes, what is new, and what commits together', async () => {
    const terminal = new Terminal({
      ...history,
      'db/000003_index.up.sql': 'CREATE INDEX CONCURRENTLY orders_user ON orders (user_id);\n',
      'db/000004_notes.up.sql': 'CREATE TABLE notes (id int);\nCREATE INDEX notes_id ON notes (id);\nALTER TABLE users ADD COLUMN note_id int;\n',
    });
    const [alone] = print((await terminal.run('locks db/000003_index.up.sql --format json')).stdout).statements;
    expect(alone).toMatchObject({ inTransaction: 'forbidden', locks: [{ relation: 'public.orders', mode: 'SHARE UPDATE EXCLUSIVE', blocks: [] }] });
    expect(alone?.transaction).toBeUndefined();
    const { statements, transactions } = print((await terminal.run('locks db/000004_notes.up.sql --format json')).stdout);
    expect(statements.map(({ transaction }) => transaction)).toEqual([1, 1, 1]);
    expect(statements.map(({ locks }) => locks)).toEqual([
      [],
      [{ relation: 'public.notes', mode: 'SHARE', blocks: ['writes'], role: 'target', new: true }],
      [{ relation: 'public.users', mode: 'ACCESS EXCLUSIVE', blocks: ['reads', 'writes'], role: 'target' }],
    ]);
    expect(transactions).toMatchObject([{ line: 1, endLine: 3, locks: [{ relation: 'public.notes', new: true }, { relation: 'public.users' }] }]);
  });

  test('of a down too, on the schema that its up leaves', async () => {
    const terminal = new Terminal({ ...history, 'db/000003_note.up.sql': 'ALTER TABLE orders ADD COLUMN note text REFERENCES users;\n', 'db/000003_note.down.sql': 'ALTER TABLE orders DROP COLUMN note;\n' });
    const [down] = print((await terminal.run('locks db/000003_note.down.sql --format json')).stdout).statements;
    expect(down).toMatchObject({ direction: 'down', locks: [{ relation: 'public.orders' }, { relation: 'public.users', mode: 'ACCESS EXCLUSIVE', role: 'referenced' }] });
  });

  test('follows the time zone of the session', async () => {
    const terminal = new Terminal({
      'db/1_t.up.sql': 'CREATE TABLE t (at timestamp);\n',
      'db/2_t.up.sql': "ALTER TABLE t ALTER COLUMN at TYPE timestamptz;\nSET timezone = 'UTC';\nALTER TABLE t ALTER COLUMN at TYPE timestamp;\nSET timezone = 'Europe/Paris';\nALTER TABLE t ALTER COLUMN at TYPE timestamptz;\n",
    });
    const { statements } = print((await terminal.run('locks db/2_t.up.sql --format json')).stdout);
    expect(statements.map(({ rewrites }) => rewrites)).toEqual([[], [], [], [], ['public.t']]);
    expect(statements[0]).toMatchObject({ depends: ['The table is rewritten unless the session’s TimeZone is UTC.'] });
  });

  test('says what is wrong with a call', async () => {
    const terminal = new Terminal({ ...history, 'notes/readme.txt': '', 'db/000003_bad.up.sql': 'ALTER TABEL users ADD x int;\n' });
    expect((await terminal.run('locks'))).toEqual({ code: 2, stdout: '', stderr: 'pgmiglint: locks needs <files…>\n' });
    expect((await terminal.run('locks db/nowhere.sql')).code).toBe(2);
    expect((await terminal.run('locks db/nowhere.sql')).stderr).toContain('db/nowhere.sql');
    expect((await terminal.run('locks notes')).code).toBe(2);
    expect((await terminal.run('locks db --format xml')).stderr).toContain('unknown format "xml"');
    expect((await terminal.run('locks db --postgres 8')).stderr).toContain('--postgres takes a major version');
    const bad = await terminal.run('locks db/000003_bad.up.sql');
    expect(bad.code).toBe(2);
    expect(bad.stderr).toContain('db/000003_bad.up.sql:1:');
  });

  test('of a file that no runner runs', async () => {
    const { code, stderr } = await new Terminal({ ...history, 'db/seed.sql': 'SELECT 1;' }).run('locks db/seed.sql');
    expect([code, stderr]).toEqual([2, 'pgmiglint: db/seed.sql is no migration: golang-migrate runs only files called VERSION_name.up.sql or VERSION_name.down.sql\n']);
  });
});
