import type { Applied } from './applied/applied.ts';
import type { Config } from './config/config.ts';
import { Dispatch } from './judge/dispatch.ts';
import type { Finding } from './judge/finding.ts';
import { isApplied, judgeSet, type Run } from './judge/judge-set.ts';
import { Ledger } from './judge/ledger.ts';
import { Levels } from './judge/levels.ts';
import type { Result, SetSummary } from './judge/result.ts';
import { Suppressions } from './judge/suppressions.ts';
import { loadGrammar } from './parser/postgres-grammar.ts';
import type { MigrationSet } from './project/migration.ts';
import type { Project } from './project/project.ts';
import { rules } from './rules/registry.ts';

/** What a run is asked for. */
export interface LintOptions {
  readonly config: Config;
  /** Judge applied migrations too. */
  readonly all?: boolean;
  /** What is applied, by the path of the set. */
  readonly applied?: ReadonlyMap<string, Applied>;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * discover → read → section → split → parse → lower → replay → judge → suppress → report: this is all from "split" to
 * "suppress". Never throws for what stands in a file; a rule that throws is listed in `bugs`.
 */
export async function lint(project: Project, options: LintOptions): Promise<Result> {
  await loadGrammar();
  const levels = await Levels.of(options.config);
  const ledger = new Ledger(levels);
  const suppressions = new Suppressions();
  const counts = { statements: 0, standIns: 0, done: 0 };
  const files = new Set<string>();
  const total = project.sets.reduce((sum, set) => sum + set.migrations.length, 0);
  const run: Run = {
    dispatch: new Dispatch(rules, levels),
    ledger,
    config: options.config,
    onScript(script, parsed, judged) {
      files.add(script.file.path);
      counts.statements += parsed.statements.length + parsed.errors.length;
      counts.standIns += parsed.standIns;
      suppressions.read(script, parsed, judged);
      if (script.direction === 'up') options.onProgress?.(++counts.done, total);
    },
  };

  for (const set of project.sets) {
    const applied = options.applied?.get(set.path);
    judgeSet(set, options.all ? undefined : applied, run);
    judgeDifferences(set, applied, run);
  }
  const kept = suppressions.apply(ledger, run.dispatch.rules, rules);
  const { only } = project;
  const findings = (only ? kept.filter(({ place }) => only.has(place.file.path)) : kept).sort(byPlace);
  const severities = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    sets: project.sets.map((set) => summarise(set, options.applied?.get(set.path))),
    findings,
    unreadable: project.unreadable,
    leftOut: project.leftOut,
    unknown: ledger.unknown,
    bugs: ledger.bugs,
    summary: {
      files: files.size,
      statements: counts.statements,
      errors: severities('error'),
      warnings: severities('warning'),
      infos: severities('info'),
      suppressed: suppressions.suppressed,
      standIns: counts.standIns,
    },
  };
}

function judgeDifferences(set: MigrationSet, applied: Applied | undefined, { dispatch, ledger }: Run): void {
  if (!applied) return;
  for (const rule of dispatch.rules) {
    const judge = rule.difference;
    if (!judge) continue;
    for (const difference of applied.differences) {
      ledger.guarded(rule, () => difference.place, () => {
        ledger.enter(rule, judge(difference), set.generated, ({ place }) => place);
      });
    }
  }
}

function summarise(set: MigrationSet, applied: Applied | undefined): SetSummary {
  const pending = set.migrations.filter((migration) => !isApplied(migration, applied));
  return {
    path: set.path,
    runner: set.runner,
    evidence: set.evidence,
    migrations: set.migrations.length,
    pending: pending.length,
    ...(applied ? { appliedFrom: applied.source } : {}),
  };
}

/** The order of a report: file, line, column, rule. */
function byPlace(a: Finding, b: Finding): number {
  const byFile = a.place.file.path < b.place.file.path ? -1 : Number(a.place.file.path > b.place.file.path);
  return byFile || a.place.span.start - b.place.span.start || (a.rule < b.rule ? -1 : 1);
}
