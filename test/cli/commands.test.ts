import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rules/registry.ts';
import { sql, Terminal } from './terminal.ts';

describe('rules', () => {
  test('is a table', async () => {
    const { code, stdout } = await new Terminal().run('rules');
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(rules.length);
    for (const { id, summary } of rules) expect(stdout).toMatch(new RegExp(`^${id} .*${summary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'm'));
  });

  test('as JSON', async () => {
    const all = JSON.parse((await new Terminal().run('rules --format json')).stdout) as { id: string }[];
    expect(all.map(({ id }) => id)).toEqual(rules.map(({ id }) => id).sort());
    expect(all).toContainEqual(expect.objectContaining({ id: 'missing-down', severity: 'error', convention: false }));
  });
});

describe('explain', () => {
  test.each(rules.map(({ id }) => id))('%s', async (id) => {
    const { code, stdout, stderr } = await new Terminal().run(['explain', id]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`[${id}]: `);
    expect(stdout).toContain('\nWhy\n\n  ');
    expect(stdout).not.toMatch(/^\s*--\s*\^+/m);
  });
});

describe('sets', () => {
  const files = { 'db/1_users.up.sql': sql('create-users.sql'), 'db/1_users.down.sql': 'DROP TABLE users;', 'db/2_email.sql': 'SELECT 1;', 'notes/x.sql': 'SELECT 1;' };

  test('as text, as --explain-discovery says it', async () => {
    const terminal = new Terminal(files);
    const { code, stdout } = await terminal.run('sets');
    expect([code, stdout]).toEqual([0, (await terminal.run('--explain-discovery')).stdout]);
    expect(stdout).toContain('db\n  runner      golang-migrate\n');
  });

  test('as JSON', async () => {
    expect(JSON.parse((await new Terminal(files).run('sets --format json')).stdout)).toEqual({
      version: 1,
      sets: [{
        path: 'db',
        runner: 'golang-migrate',
        evidence: '1 file named VERSION_name.up.sql',
        migrations: [{ version: '1', name: 'users', pending: true, repeatable: false, up: 'db/1_users.up.sql', down: 'db/1_users.down.sql' }],
        leftOut: [{ file: 'db/2_email.sql', reason: 'golang-migrate runs only files called VERSION_name.up.sql or VERSION_name.down.sql', fate: 'never run' }],
      }],
      leftOut: [{ file: 'notes/x.sql', reason: 'it is in no migration set' }],
      unreadable: [],
    });
  });

  test('knows what is applied', async () => {
    const terminal = new Terminal(files);
    await terminal.run('record db');
    expect(JSON.parse((await terminal.run('sets db --format json')).stdout)).toMatchObject({ sets: [{ appliedFrom: 'lock file', migrations: [{ pending: false }] }] });
  });

  test('of nothing, of paths that are not there, in another format', async () => {
    expect((await new Terminal({ 'a.txt': '' }).run('sets')).code).toBe(2);
    expect((await new Terminal(files).run('sets nowhere')).code).toBe(2);
    expect((await new Terminal(files).run('sets --format xml')).stderr).toContain('xml');
  });
});

describe('schema', () => {
  const files = {
    'db/000001_users.up.sql': sql('create-users.sql'),
    'db/000002_email.up.sql': sql('shorten-email.sql'),
    'db/000003_mood.up.sql': "CREATE TYPE mood AS ENUM ('sad', 'ok');\nALTER TABLE users ADD COLUMN mood mood DEFAULT 'ok';\n",
  };

  test('as JSON, at a version', async () => {
    const terminal = new Terminal(files);
    const types = async (call: string): Promise<unknown> => {
      const { tables } = JSON.parse((await terminal.run(`schema --format json ${call}`)).stdout) as { tables: { columns: { name: string; type: string }[] }[] };
      return tables[0]?.columns.map(({ name, type }) => `${name} ${type}`);
    };
    expect(await types('')).toEqual(['id bigint', 'email character varying(255)', 'mood mood']);
    expect(await types('db --at 1')).toEqual(['id bigint', 'email character varying(320)']);
  });

  test('as text', async () => {
    const { code, stdout } = await new Terminal(files).run('schema db');
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot('snapshots/schema.txt');
  });

  test('of one set at a time, and of versions that are there', async () => {
    expect(await new Terminal({ 'a/1_x.up.sql': 'SELECT 1;', 'b/1_x.up.sql': 'SELECT 1;' }).run('schema')).toEqual({ code: 2, stdout: '', stderr: 'pgmiglint: there are 2 migration sets here, name one: a, b\n' });
    expect((await new Terminal(files).run('schema --at 000004')).stderr).toBe('pgmiglint: db has no version "000004", did you mean 000001?\n');
    expect((await new Terminal({ 'a.txt': '' }).run('schema')).code).toBe(2);
  });
});

describe('completion', () => {
  test.each(['bash', 'zsh', 'fish'])('for %s knows commands, options, rules and runners', async (shell) => {
    const { code, stdout } = await new Terminal().run(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['record', 'sets', 'explain-discovery', 'missing-down', 'golang-migrate', 'fail-on']) expect(stdout).toContain(word);
  });

  test.each([['pgmiglint ex', 1, 'explain'], ['pgmiglint explain missing-d', 2, 'missing-down'], ['pgmiglint --fail-on w', 2, 'warning'], ['pgmiglint record --un', 2, '--until']])('bash completes "%s"', async (line, at, expected) => {
    const script = (await new Terminal().run('completion bash')).stdout;
    const answer = execFileSync('bash', ['-c', `${script}\nCOMP_WORDS=(${line}); COMP_CWORD=${at}; _pgmiglint; printf '%s\\n' "\${COMPREPLY[@]}"`], { encoding: 'utf8' });
    expect(answer.trim().split('\n')).toContain(expected);
  });
});
