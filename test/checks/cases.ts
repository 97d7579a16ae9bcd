import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Terminal } from '../cli/terminal.ts';

/** What a case does, line by line: a directive, and the text below it. */
interface Step {
  readonly word: string;
  readonly value: string;
  readonly text: string;
}

interface Case {
  readonly title: string;
  readonly steps: readonly Step[];
}

/** A step of the safe way, as the JSON has it. */
interface SafeStep {
  readonly script: string;
  readonly transaction: boolean;
  readonly sql: string;
}

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly related?: readonly { readonly file: string; readonly line: number; readonly message: string }[];
  readonly instead?: readonly SafeStep[];
}

const directive = /^-- (case|file|remove|call|finds|says|related|instead|counts|clean)\b:? ?(.*)$/;

/**
 * The cases of a file: SQL with directives in comment lines.
 *
 * - `-- case: TITLE` begins one;
 * - `-- file: PATH [crlf] [bom] [open]` has the file's text below it (`open`: no line break at its end; `{sha256 PATH}` is what it says);
 * - `-- remove: PATH` takes a file away, `-- call: ARGUMENTS` calls the command line in between;
 * - `-- finds: FILE:LINE[:COLUMN-END] RULE [SEVERITY]` expects a finding, and `-- clean` that there is none;
 * - `-- says: TEXT`, `-- related: FILE:LINE` and `-- instead: TEXT` ask more of the finding just named;
 * - `-- counts: TEXT` expects the word on standard error, or among what the JSON counts as unknown.
 */
function readCases(rule: string): readonly Case[] {
  const text = readFileSync(new URL(`${rule}.sql`, import.meta.url), 'utf8');
  const cases: { title: string; steps: { word: string; value: string; text: string }[] }[] = [];
  for (const line of text.split('\n')) {
    const [, word, value = ''] = directive.exec(line) ?? [];
    if (word === 'case') cases.push({ title: value, steps: [] });
    else if (word !== undefined) cases.at(-1)?.steps.push({ word, value, text: '' });
    else {
      const step = cases.at(-1)?.steps.at(-1);
      if (step?.word === 'file') step.text += `${line}\n`;
    }
  }
  return cases;
}

/** Runs every case of `RULE.sql` through the command line; other rules than those named are not looked at. */
export function checkCases(rule: string, siblings: readonly string[] = []): void {
  const watched = new Set([rule, 'syntax-error', 'unknown-suppression', 'unused-suppression', 'suppression-without-reason', ...siblings]);
  const cases = readCases(rule);
  describe(rule, () => {
    test('has 40 cases, and as many silent ones as findings', () => {
      const silent = cases.filter(({ steps }) => steps.some(({ word }) => word === 'clean'));
      expect(cases.length).toBeGreaterThanOrEqual(40);
      expect(silent.length).toBeGreaterThanOrEqual(cases.length * 0.4);
      expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length);
    });

    test.each(cases.map((one) => [one.title, one] as const))('%s', async (_, { steps }) => {
      const { findings, other } = await outcome(steps);
      const found = findings.filter((finding) => watched.has(finding.rule));
      const expected = steps.filter(({ word }) => word === 'finds');
      expect(expected.length > 0 || steps.some(({ word }) => word === 'clean'), 'a case says what it finds').toBe(true);
      expect(found.map((finding, index) => render(finding, expected[index]?.value ?? ''))).toEqual(expected.map(({ value }) => value));
      let current = -1;
      for (const { word, value } of steps) {
        if (word === 'finds') current += 1;
        const finding = found[current];
        if (word === 'says') expect(finding?.message).toContain(value);
        if (word === 'instead') expect(finding?.instead?.map(({ sql }) => sql).join('\n') ?? 'nothing').toContain(value);
        if (word === 'related') expect(finding?.related?.map((place) => `${place.file}:${place.line}`)).toContain(value);
        if (word === 'counts') expect(other).toContain(value);
      }
    });
  });
}

async function outcome(steps: readonly Step[]): Promise<{ readonly findings: readonly Found[]; readonly other: string }> {
  const terminal = new Terminal();
  for (const { word, value, text } of steps) {
    if (word === 'remove') rmSync(join(terminal.folder, value));
    if (word === 'call') expect((await terminal.run(value)).stderr).not.toContain('    at ');
    if (word !== 'file') continue;
    const [, path = '', ways = ''] = /^(.*?)((?: (?:crlf|bom|open))*)$/.exec(value) ?? [];
    terminal.write({ [path]: written(text, ways.split(' '), terminal) });
  }
  const { stdout, stderr } = await terminal.run('--format json .');
  expect(stderr).not.toContain('    at ');
  const { findings, ...rest } = JSON.parse(stdout) as { findings: readonly Found[] };
  return { findings, other: JSON.stringify(rest) + stderr };
}

function written(text: string, ways: readonly string[], terminal: Terminal): string {
  const sums = text.replaceAll(/\{sha256 (.*?)\}/g, (_, path: string) => createHash('sha256').update(terminal.read(path)).digest('hex'));
  const ended = ways.includes('open') ? sums.replace(/\n+$/, '') : sums;
  const broken = ways.includes('crlf') ? ended.replaceAll('\n', '\r\n') : ended;
  return ways.includes('bom') ? `\uFEFF${broken}` : broken;
}

/** A finding in as much detail as what is expected in its place. */
function render({ file, line, column, endLine, endColumn, rule, severity }: Found, expected: string): string {
  const end = endLine === line ? endColumn : `${endLine}:${endColumn}`;
  const columns = expected === '' || /:\d+-[\d:]+ /.test(expected) ? `:${column}-${end}` : '';
  const level = expected === '' || / (error|warning|info)$/.test(expected) ? ` ${severity}` : '';
  return `${file}:${line}${columns} ${rule}${level}`;
}
