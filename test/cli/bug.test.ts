import { expect, test, vi } from 'vitest';
import { defineRule } from '../../src/judge/rule.ts';
import { Terminal } from './terminal.ts';

vi.mock('../../src/rules/registry.ts', () => ({
  rules: [
    defineRule({ id: 'broken', severity: 'error', summary: '', why: '', references: [], on: { 'drop-table': () => { throw new Error('no such thing'); } } }),
    defineRule({ id: 'sound', severity: 'info', summary: '', why: '', references: [], on: { 'drop-table': () => ({ message: 'dropped' }) } }),
  ],
}));

test('a bug in a rule is named, the other rules go on, and the exit code is 2', async () => {
  const { code, stdout, stderr } = await new Terminal({ 'db/1_a.up.sql': 'SELECT 1;\nDROP TABLE a;\n' }).run('db');
  expect([code, stderr]).toEqual([2, 'pgmiglint: a bug in the rule broken, at db/1_a.up.sql:2: no such thing\n']);
  expect(stdout).toContain('info[sound]: dropped');
  expect(stdout).toContain('bug in the rule broken: no such thing\n --> db/1_a.up.sql:2:1');
});
