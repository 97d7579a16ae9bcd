import { expect, test, vi } from 'vitest';
import { defineRule } from '../../src/judge/rule.ts';
import { Terminal } from '../cli/terminal.ts';

vi.mock('../../src/rules/registry.ts', () => {
  const fail = (): never => { throw new TypeError('no such thing'); };
  const rule = { severity: 'error', summary: '', why: '', references: [] } as const;
  return {
    rules: [
      defineRule({ ...rule, id: 'operation', downs: true, on: { 'drop-table': fail } }),
      defineRule({ ...rule, id: 'migration', migration: fail }),
      defineRule({ ...rule, id: 'syntax', syntaxError: fail }),
      defineRule({ ...rule, id: 'difference', difference: fail }),
      defineRule({ ...rule, id: 'sound', on: { 'drop-table': () => ({ message: 'dropped' }) } }),
    ],
  };
});

const files = { 'db/1_a.up.sql': 'SELECT 1;\nDROP TABLE a;\nSELEC 2;\n', 'db/1_a.down.sql': '\nDROP TABLE b;\n' };

test('whatever breaks in a rule is named with its rule and statement, the others go on, and the exit code is 2', async () => {
  const { code, stdout, stderr } = await new Terminal(files).run('db --format json');
  const { bugs, findings } = JSON.parse(stdout) as { bugs: readonly { rule: string; file: string; line: number; message: string }[]; findings: readonly object[] };
  expect(code).toBe(2);
  const told = bugs.map(({ rule, file, line }) => `${rule} ${file}:${line}`);
  for (const bug of ['operation db/1_a.up.sql:2', 'operation db/1_a.down.sql:2', 'migration db/1_a.up.sql:1', 'syntax db/1_a.up.sql:3']) expect(told).toContain(bug);
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'sound', file: 'db/1_a.up.sql', line: 2 }));
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('a rule about what is applied breaks alone', async () => {
  const terminal = new Terminal(files);
  await terminal.run('record');
  terminal.write({ 'db/1_a.up.sql': 'DROP TABLE a, c;' });
  const { code, stdout, stderr } = await terminal.run('db --all');
  expect([code, stderr]).toEqual([2, expect.stringContaining('pgmiglint: a bug in the rule difference, at db/1_a.up.sql:1: no such thing\n')]);
  expect(stdout).toContain('error[sound]: dropped');
});
