import { appliedOf, type Applied } from './applied/applied.ts';
import type { ChainDifferences } from './applied/read-applied.ts';
import type { Baseline } from './baseline/baseline.ts';
import type { Config } from './config/config.ts';
import { judgeDifferences } from './judge/differences.ts';
import { byPlace, type Finding } from './judge/finding.ts';
import { judgeSets, type SetToJudge } from './judge/judge-sets.ts';
import type { Result, SetSummary, Timeline } from './judge/result.ts';
import type { Share } from './judge/share.ts';
import type { LeftOut, MigrationSet } from './project/migration.ts';
import type { Project } from './project/project.ts';

/** What a run is asked for. */
export interface LintOptions {
  readonly config: Config;
  /** Judge applied migrations too. */
  readonly all?: boolean;
  /** What is applied, by the path of the set. */
  readonly applied?: ReadonlyMap<string, Applied>;
  /** Findings that were there when it was written, and are not told again. */
  readonly baseline?: Baseline;
  /** What the runners' own lists of sums say against the files. */
  readonly chains?: readonly ChainDifferences[];
  /** Tell the versions of each set too. */
  readonly timelines?: boolean;
  /** Tell what the judged ups lock. */
  readonly locks?: boolean;
  /** Told how many of the scripts have been read. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Judges part of a large project on another processor; absent: one thread does it all. */
  readonly share?: Share;
}

/**
 * discover → read → section → split → parse → lower → replay → judge → suppress → report: this is all from "split" to
 * "suppress". Never throws for what stands in a file; a rule that throws is listed in `bugs`.
 */
export async function lint(project: Project, { config, all, applied, baseline, chains = [], timelines = false, locks = false, onProgress, share = judgeSets }: LintOptions): Promise<Result> {
  const sets = project.sets.map((set) => toJudge(set, applied?.get(set.path), all));
  const total = project.sets.reduce((sum, set) => sum + set.migrations.length, 0);
  let done = 0;
  const judged = await share(sets, config, () => onProgress?.(Math.min(++done, total), total));
  const differences = await judgeDifferences(project.sets, applied, chains, config);

  const { only } = project;
  const asked = (some: readonly Finding[]): Finding[] => (only ? some.filter(({ place }) => only.has(place.file.path)) : some).toSorted(byPlace);
  const found = { findings: asked(judged.findings.concat(differences.findings)), suppressed: asked(judged.suppressed) };
  const { findings, suppressed, baselined } = baseline ? (await import('./baseline/apply.ts')).applyBaseline(found, baseline) : { ...found, baselined: undefined };
  const count = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity).length;
  const { files, statements, standIns, unknown } = judged;
  return {
    sets: project.sets.map((set) => summarise(set, applied?.get(set.path))),
    findings,
    suppressed,
    unreadable: [...project.unreadable, ...judged.unreadable.filter(({ file }) => only?.has(file) ?? true)].sort((a, b) => (a.file < b.file ? -1 : Number(a.file > b.file)) || a.line - b.line),
    leftOut: leftOut(project),
    // In an order that does not depend on who was first.
    unknown: new Map([...unknown].sort(([a], [b]) => (a < b ? -1 : 1))),
    bugs: [...judged.bugs, ...differences.bugs],
    summary: { files: files.size, statements, errors: count('error'), warnings: count('warning'), infos: count('info'), suppressed: found.suppressed.length, standIns, ...(baselined === undefined ? {} : { baselined }) },
    ...(locks ? { locked: await (await import('./judge/locked.ts')).lockedBy(project.sets, judgedUps(sets, only), config) } : {}),
    ...(timelines ? { timelines: project.sets.map((set) => timelineOf(set, applied?.get(set.path))) } : {}),
  };
}

/** Files of no set, and those in a set's folder that its runner passes over. */
function leftOut({ leftOut: others, sets, only }: Project): readonly LeftOut[] {
  const told = new Set(others.map(({ path }) => path));
  const inSets = sets.flatMap((set) => set.leftOut).filter(({ path }) => !told.has(path) && (only?.has(path) ?? true));
  return [...others, ...inSets];
}

function toJudge(set: MigrationSet, applied: Applied | undefined, all = false): SetToJudge {
  const known = appliedOf(set, applied);
  return { set, applied: all ? new Set() : known, ...(all ? { known } : {}), ...(applied?.ahead ? { ahead: applied.ahead } : {}) };
}

function summarise(set: MigrationSet, applied: Applied | undefined): SetSummary {
  return {
    path: set.path,
    runner: set.runner,
    evidence: set.evidence,
    migrations: set.migrations.length,
    pending: set.migrations.length - appliedOf(set, applied).size,
    ...(applied ? { appliedFrom: applied.evidence ?? applied.source } : {}),
  };
}

/** Whether a file holds an up that was judged. */
function judgedUps(sets: readonly SetToJudge[], only: Project['only']): (path: string) => boolean {
  const paths = new Set(sets.flatMap(({ set, applied }) => set.migrations.filter((migration) => !applied.has(migration)).map(({ up }) => up?.file.path)));
  return (path) => paths.has(path) && (only?.has(path) ?? true);
}

function timelineOf(set: MigrationSet, applied: Applied | undefined): Timeline {
  const done = appliedOf(set, applied);
  return {
    path: set.path,
    versions: set.migrations.map((migration) => {
      const { version, name, up, down, opaque } = migration;
      const files = [...new Set([up?.file.path, opaque, down?.file.path].filter((path) => path !== undefined))];
      return { version, name, files, pending: !done.has(migration) };
    }),
  };
}
