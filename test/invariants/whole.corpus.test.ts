import { expect, test } from 'vitest';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Terminal } from '../cli/terminal.ts';
import { corpus, discoverCorpus, hasCorpus } from './corpus.ts';
import { cutAndTranslated } from './cutting.ts';
import { everything, misplaced, outOfOrder, sqlFiles } from './judging.ts';
import { limits } from './limits.ts';
import { defaults } from '../../src/config/load.ts';
import type { Result } from '../../src/judge/result.ts';
import { lint } from '../../src/lint.ts';
import { loadGrammar, parseSql } from '../../src/parser/postgres-grammar.ts';
import { readScript } from '../../src/parser/read-script.ts';
import type { SourceFile } from '../../src/source/source-file.ts';

function perRule({ findings }: Result): string {
  const counts = new Map<string, number>();
  for (const { rule, severity } of findings) counts.set(`${rule} ${severity}`, (counts.get(`${rule} ${severity}`) ?? 0) + 1);
  return [...counts].map(([key, count]) => `${key}: ${count}\n`).sort().join('');
}

test.skipIf(!hasCorpus)('the whole corpus: everything is read, and nothing breaks', async () => {
  const result = await lint(await discoverCorpus(), { config: defaults });
  expect(result.bugs).toEqual([]);
  expect(misplaced(result)).toEqual([]);
  expect(outOfOrder(result)).toEqual([]);
  const { files, statements } = result.summary;
  const syntaxErrors = result.findings.filter(({ rule }) => rule === 'syntax-error').length;
  console.info({ files, statements, syntaxErrors, unreadable: result.unreadable.length });
  expect(files).toBeGreaterThanOrEqual(limits.files);
  expect(statements).toBeGreaterThanOrEqual(limits.statements);
  expect(syntaxErrors).toBeLessThanOrEqual(limits.syntaxErrors);
  expect(result.unreadable.filter(({ message }) => !message.includes('template'))).toEqual([]);
  expect(result.unreadable.length).toBeLessThanOrEqual(limits.unresolved);
});

test.skipIf(!hasCorpus)('findings per rule: a change of a rule shows here what it does to real migrations', async () => {
  const project = await discoverCorpus();
  await expect(perRule(await lint(project, { config: defaults }))).toMatchFileSnapshot('snapshots/corpus.txt');
  const all = await lint(project, { config: everything });
  expect(all.bugs).toEqual([]);
  expect(misplaced(all)).toEqual([]);
  await expect(perRule(all)).toMatchFileSnapshot('snapshots/corpus-with-conventions.txt');
});

test.skipIf(!hasCorpus)('two runs of the whole corpus are equal, byte for byte', async () => {
  const terminal = new Terminal();
  const call = ['--all', '--format', 'json', corpus];
  const first = await terminal.run(call);
  expect(await terminal.run(call)).toEqual(first);
  expect(JSON.parse(first.stdout)).toMatchObject({ version: 1, bugs: [] });
});

test.skipIf(!hasCorpus)('every file of the corpus alone, cut short, and with CRLF', async () => {
  for (const name of readdirSync(corpus, { withFileTypes: true })) {
    if (name.isDirectory()) await cutAndTranslated(sqlFiles(join(corpus, name.name)));
  }
});

test.skipIf(!hasCorpus)('every statement that the grammar accepts is read', async () => {
  await loadGrammar();
  const read = new Map<SourceFile, number>();
  for (const { migrations } of (await discoverCorpus()).sets) {
    for (const script of migrations.flatMap(({ up, down }) => [up, down])) {
      if (script) read.set(script.file, (read.get(script.file) ?? 0) + readScript(script).statements.length);
    }
  }
  const lost: string[] = [];
  for (const [file, count] of read) {
    const tree = parseSql(file.text);
    if ('statements' in tree && tree.statements.length > count) lost.push(`${file.path}: ${count} of ${tree.statements.length}`);
  }
  expect(lost).toEqual([]);
});
