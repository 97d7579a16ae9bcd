import type { Applied } from '../applied/applied.ts';
import type { ChainDifferences } from '../applied/read-applied.ts';
import type { Config } from '../config/config.ts';
import type { MigrationSet } from '../project/migration.ts';
import { rules } from '../rules/registry.ts';
import { Ledger } from './ledger.ts';
import { Levels } from './levels.ts';

/** Judges the differences between the files and what is known to be applied, or what the runners' own lists of sums say. */
export async function judgeDifferences(sets: readonly MigrationSet[], applied: ReadonlyMap<string, Applied> | undefined, chains: readonly ChainDifferences[], config: Config): Promise<Pick<Ledger, 'findings' | 'bugs'>> {
  const levels = await Levels.of(config);
  const ledger = new Ledger(levels);
  for (const { set, differences } of [...chains, ...sets.map((one) => ({ set: one, differences: applied?.get(one.path)?.differences ?? [] }))]) {
    for (const difference of differences) {
      for (const rule of rules) {
        const judge = rule.difference;
        if (!judge || levels.isOff(rule)) continue;
        ledger.guarded(rule, () => difference.place, () => { ledger.enter(rule, judge(difference), set.generated, ({ place }) => place); });
      }
    }
  }
  return ledger;
}
