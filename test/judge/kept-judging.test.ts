import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaults, findConfig, loadConfig } from '../../src/config/load.ts';
import type { Config } from '../../src/config/config.ts';
import { readApplied, type AppliedSets } from '../../src/applied/read-applied.ts';
import { KeptJudging } from '../../src/judge/kept-judging.ts';
import type { Result } from '../../src/judge/result.ts';
import { lint } from '../../src/lint.ts';
import { discover, type Discovery } from '../../src/project/discover.ts';
import { KeptSources } from '../../src/project/kept-sources.ts';
import { Rereader } from '../../src/project/reread.ts';
import { Tree } from '../../src/project/tree.ts';
import type { MigrationSet } from '../../src/project/migration.ts';
import { rules } from '../../src/rules/registry.ts';
import { runners } from '../../src/runners/registry.ts';
import { SourceFile } from '../../src/source/source-file.ts';
import { fixtures } from '../rules/fixture.ts';

const root = join(import.meta.dirname, '../../fixtures');
const projects = ['demo', ...readdirSync(join(root, 'projects')).map((name) => `projects/${name}`)].map((name) => join(root, name));
const folders = [...projects, ...fixtures().filter(({ folder }) => folder).map(({ path }) => path)].map((path) => [path.slice(root.length + 1), path] as const);

async function configOf(folder: string): Promise<Config> {
  const file = findConfig(folder);
  const loaded = file === undefined ? { config: defaults } : await loadConfig(file, folder, { rules, runners: runners.map(({ id }) => id) });
  return 'config' in loaded ? loaded.config : defaults;
}

/** What a report shows, without the files' other texts. */
function shown({ findings, unknown, bugs, unreadable, summary }: Result, path?: string): unknown {
  const place = (at: { file: SourceFile; span: object }): unknown => ({ path: at.file.path, ...at.span });
  const own = findings.filter((finding) => path === undefined || finding.place.file.path === path).map((finding) => ({
    ...finding, place: place(finding.place), related: finding.related.map((related) => ({ ...related, place: place(related.place) })),
  }));
  return path === undefined ? { findings: own, unknown: [...unknown], bugs, unreadable, summary } : own;
}

function outlineOf({ path, runner, unordered, hasOthers, migrations }: MigrationSet): string {
  return JSON.stringify([path, runner, unordered, hasOthers, migrations.map(({ version, up, down, opaque }) => [version, up?.file.path, up?.span, down?.file.path, opaque])]);
}

/** The texts that somebody could leave behind while typing in a file. */
function edits(text: string): readonly string[] {
  return [`${text}\nALTER TABLE users ADD COLUMN typed int NOT NULL;\n`, text.slice(0, text.length >> 1), `-- pgmiglint-disable missing-down\n${text}`, '', text];
}

describe.each(folders)('%s', (_, cwd) => {
  test('a history that is kept gives what a fresh run gives, whatever is typed', { timeout: 120_000 }, async () => {
    const config = await configOf(cwd);
    const kept = await KeptJudging.of(config);
    const sources = new KeptSources();
    const search = (overlays: readonly { path: string; text: string }[] = []): Promise<Discovery> => discover({ cwd, paths: [], config, kept: sources, overlays });
    const start = await search();
    const known: AppliedSets = await readApplied(start.sets, cwd);
    const options = { config, applied: known.applied, chains: known.chains };
    expect(shown(await lint(start, { ...options, share: kept.share }))).toEqual(shown(await lint(start, options)));

    for (const set of start.sets) {
      for (const file of new Set(set.migrations.flatMap(({ up, down }) => [up?.file, down?.file]))) {
        if (!file) continue;
        let settled = start;
        for (const text of edits(file.text)) {
          const project = await search([{ path: file.path, text }]);
          const fresh = await lint(project, options);
          const judged = settled.sets.find(({ path }) => path === set.path);
          const typed = judged && new Rereader(judged, new Tree(cwd, undefined, [], undefined, sources), config).withText(new SourceFile(file.path, text));
          settled = project;
          // Another order, or another runner, only a search can tell.
          const isSameSet = project.sets.some((own) => typed !== undefined && outlineOf(own) === outlineOf(typed));
          if (typed && isSameSet && kept.canJudge(typed, file.path)) {
            const own = await lint({ sets: [typed], unreadable: [], leftOut: [] }, { ...options, share: kept.shareFile(file.path) });
            expect([text, shown(own, file.path)]).toEqual([text, shown(fresh, file.path)]);
          }
          expect(shown(await lint(project, { ...options, share: kept.share }))).toEqual(shown(fresh));
        }
      }
    }
  });
});
