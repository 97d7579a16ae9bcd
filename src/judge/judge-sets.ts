import type { AheadMigration } from '../applied/applied.ts';
import type { Config } from '../config/config.ts';
import type { Migration, MigrationSet, Unreadable } from '../project/migration.ts';
import { rules } from '../rules/registry.ts';
import { Dispatch } from './dispatch.ts';
import { byPlace, type Finding, type Spelling } from './finding.ts';
import { judgeHistory } from './judge-history.ts';
import { judgeSet, type Run } from './judge-set.ts';
import { Ledger } from './ledger.ts';
import { replayedFile } from './replayed.ts';
import { compareSchemas, type SchemaDifference } from '../schema/compare.ts';
import { Levels } from './levels.ts';
import { loadReader } from './reader.ts';
import type { Bug } from './result.ts';
import { Tally } from './tally.ts';

/** A migration set, and which of its migrations have been applied and are only replayed. */
export interface SetToJudge {
  readonly set: MigrationSet;
  readonly applied: ReadonlySet<Migration>;
  /** What is known to be applied, where it is judged all the same. */
  readonly known?: ReadonlySet<Migration>;
  /** What the base has gained since this branch left it. */
  readonly ahead?: readonly AheadMigration[];
}

/** What judging sets gives, before it is put in order. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly unreadable: readonly Unreadable[];
  readonly bugs: readonly Bug[];
  readonly unknown: ReadonlyMap<string, number>;
  /** Paths of those that were read; two sets may start from the same one. */
  readonly files: ReadonlySet<string>;
  readonly statements: number;
  readonly standIns: number;
  readonly suppressed: readonly Finding[];
}

/** What judging under a configuration takes, whatever is judged. */
export async function prepare(config: Config): Promise<Pick<Run, 'dispatch' | 'config' | 'reader'> & { readonly levels: Levels }> {
  const levels = await Levels.of(config);
  return { levels, dispatch: new Dispatch(rules, levels, config), config, reader: await loadReader(config) };
}

/** Replays and judges each set. @param onScript - told of each script that has been read */
export async function judgeSets(sets: readonly SetToJudge[], config: Config, onScript?: () => void): Promise<Judged> {
  const judge = await judgeOf(config, onScript);
  const judged: Judged[] = [];
  for (const one of sets) judged.push(await judge(one));
  return together(judged);
}

/**
 * What replays and judges one set after another.
 *
 * @param onScript - told of each script that has been read
 * @param spell - what the report will make of each finding
 */
export async function judgeOf(config: Config, onScript: () => void = () => undefined, spell?: Spelling): Promise<(one: SetToJudge) => Promise<Judged>> {
  const prepared = await prepare(config);
  return async ({ set, applied, known = applied, ahead = [] }) => {
    const ledger = new Ledger(prepared.levels);
    const tally = new Tally();
    const run: Run = {
      ...prepared,
      ledger,
      onScript({ file }, parsed, judged) {
        tally.add(file, parsed, judged);
        onScript();
      },
    };
    const catalog = judgeSet(set, applied, run);
    const schemaDifferences = (): readonly SchemaDifference[] => {
      if (!set.schemaFile || catalog.gap !== undefined) return [];
      const silent: Run = { ...prepared, dispatch: new Dispatch([], prepared.levels), ledger: new Ledger(prepared.levels), onScript: () => undefined };
      return compareSchemas(catalog, replayedFile(set.schemaFile, set, silent));
    };
    judgeHistory({ set, unjudged: applied, applied: known, ahead, schemaDifferences }, run.dispatch, ledger, config);
    return inOrder(await tally.judged(ledger, run.dispatch.rules), spell);
  };
}

/** The findings of a set in the order of the report, which then only merges those of the sets. */
function inOrder(judged: Judged, spell: Spelling | undefined): Judged {
  const findings = judged.findings.toSorted(byPlace);
  return { ...judged, findings: spell ? findings.map((finding) => ({ ...finding, spelt: spell(finding) })) : findings };
}

/** What several sets gave, in their order. */
export function together(all: readonly Judged[]): Judged {
  const unknown = new Map<string, number>();
  const files = new Set<string>();
  for (const judged of all) {
    for (const [what, times] of judged.unknown) unknown.set(what, (unknown.get(what) ?? 0) + times);
    for (const path of judged.files) files.add(path);
  }
  return {
    findings: all.flatMap(({ findings }) => findings),
    suppressed: all.flatMap(({ suppressed }) => suppressed),
    unreadable: all.flatMap(({ unreadable }) => unreadable),
    bugs: all.flatMap(({ bugs }) => bugs),
    unknown,
    files,
    statements: all.reduce((sum, { statements }) => sum + statements, 0),
    standIns: all.reduce((sum, { standIns }) => sum + standIns, 0),
  };
}
