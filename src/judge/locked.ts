import type { Config } from '../config/config.ts';
import type { QualifiedName } from '../operations/operation.ts';
import { quoteIdentifier } from '../postgres/identifiers.ts';
import { blockedBy } from '../postgres/lock-modes.ts';
import type { MigrationSet } from '../project/migration.ts';
import type { Locked } from './result.ts';
import { findLocks } from './locks.ts';

/**
 * What the ups of some files lock so that others wait, statement by statement. Relations that the same script makes are
 * left out: nobody uses them yet.
 *
 * @param isAsked - whether a file is one of them, by its path
 */
export async function lockedBy(sets: readonly MigrationSet[], isAsked: (path: string) => boolean, config: Config): Promise<readonly Locked[]> {
  const { statements } = await findLocks(sets, isAsked, config);
  return statements.flatMap(({ script, statement: { span }, effects, isNew }): readonly Locked[] => {
    const locks = effects.locks.filter(({ relation, mode }) => !isNew(relation) && blockedBy(mode).length > 0);
    if (script.direction !== 'up' || locks.length === 0) return [];
    return [{
      place: { file: script.file, span },
      locks: locks.map(({ relation, mode }) => ({ relation: shown(relation), mode, blocks: blockedBy(mode) })),
      rewrites: effects.rewrites.map(shown),
      scans: [...new Set(effects.scans.map(({ relation }) => shown(relation)))],
      duration: effects.duration,
    }];
  });
}

/** As it is written where `public` is on the search path. */
function shown({ schema, name }: QualifiedName): string {
  return schema === 'public' ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}
