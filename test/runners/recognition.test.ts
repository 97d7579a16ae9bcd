import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Tree } from '../../src/project/tree.ts';
import { runners } from '../../src/runners/registry.ts';

const projects = fileURLToPath(new URL('../../fixtures/projects', import.meta.url));
const folders = readdirSync(projects, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ parentPath, name }) => `${parentPath}/${name}`);
const tree = new Tree(projects);

describe('a runner', () => {
  test.each(runners.map((runner) => [runner.id, runner] as const))('%s is never surer than it says, and would know each file below a set of its own', (_id, runner) => {
    for (const path of folders) {
      const folder = tree.folder(path);
      const recognition = runner.recognise(folder);
      if (!recognition) continue;
      expect(recognition.strength).toBeLessThanOrEqual(runner.atMost ?? Infinity);
      const { read } = runner.history(folder);
      for (const file of runner.mayHold ? folder.below() : []) if (read(file) !== undefined) expect(runner.mayHold?.(folder, file)).toBe(true);
    }
  });
});
