import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { effectsOf } from '../../src/effects/effects.ts';
import { mayBlock } from '../../src/judge/reach.ts';
import { lower } from '../../src/operations/lower.ts';
import type { QualifiedName } from '../../src/operations/operation.ts';
import { loadGrammar } from '../../src/parser/postgres-grammar.ts';
import { readScript } from '../../src/parser/read-script.ts';
import { blocksWrites } from '../../src/postgres/lock-modes.ts';
import type { Script } from '../../src/project/migration.ts';
import { Replay } from '../../src/schema/replay.ts';
import { SourceFile } from '../../src/source/source-file.ts';
import { fixtures } from '../rules/fixture.ts';

await loadGrammar();

it('passes over nothing that blocks a relation in use', () => {
  let idle = 0;
  const missed: string[] = [];
  for (const { path, folder } of fixtures()) {
    if (folder) continue;
    const replay = new Replay();
    for (const [index, sql] of readFileSync(path, 'utf8').split('-- history ends here').entries()) {
      const file = new SourceFile(path, sql);
      const span = { start: 0, end: sql.length };
      const script: Script = { file, span, direction: 'up', execution: { wrap: 'none', send: 'statements', session: 'kept' }, heading: { file, span } };
      replay.startScript(index);
      for (const statement of readScript(script).statements) {
        for (const operation of lower(statement, replay.names())) {
          const { catalog } = replay;
          const inUse = (relation: QualifiedName): boolean => (catalog.table(relation) ?? catalog.view(relation))?.declared.script !== index;
          if (!mayBlock(operation, catalog, inUse)) {
            idle++;
            const locks = effectsOf(operation, catalog, 18).locks.filter(({ mode, role, relation }) => blocksWrites(mode) && role !== 'index' && role !== 'sequence' && inUse(relation));
            missed.push(...locks.map(({ relation, mode }) => `${path}: ${operation.kind} takes ${mode} on ${relation.name}`));
          }
          replay.apply(operation, statement);
        }
      }
    }
  }
  expect(missed).toEqual([]);
  expect(idle).toBeGreaterThan(100);
});
