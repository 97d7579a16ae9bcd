import type { Catalog } from '../schema/catalog.ts';
import type { Place } from '../source/source-file.ts';
import type { Finding, Report, ScriptEnd, Severity } from './finding.ts';
import type { Levels } from './levels.ts';
import { masked } from './masked.ts';
import type { Bug } from './result.ts';
import type { Rule } from './rule.ts';

/** Where a rule's page stands in the package and the repository. */
const documentation = (id: string): string => `docs/rules/${id}.md`;

/** A finding that what comes later may take back. */
interface Waiting<E> {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly unless: (end: E) => boolean;
  /** Asked when the script has ended: whether the rest of the history may take it back as well. */
  readonly unlessInTheEnd?: (catalog: Catalog) => boolean;
}

/** What a ledger holds of a part of a history. */
export interface Entries {
  readonly findings: readonly Finding[];
  readonly waiting: readonly Waiting<Catalog>[];
  readonly bugs: readonly Bug[];
  readonly unknown: ReadonlyMap<string, number>;
}

/** Takes what rules report and stamps it: id, severity, place, link. Also counts what nobody could know. */
export class Ledger {
  readonly findings: Finding[] = [];
  readonly bugs: Bug[] = [];
  readonly unknown = new Map<string, number>();
  readonly #levels: Levels;
  /** Causes that the script at hand has been told of. */
  readonly #told = new Set<string>();
  #untilScriptEnds: Waiting<ScriptEnd>[] = [];
  #untilHistoryEnds: Waiting<Catalog>[] = [];

  constructor(levels: Levels) {
    this.#levels = levels;
  }

  /** Enters what a rule returned. `place` turns a report into the place it means. */
  enter<R extends Omit<Report, 'at'>>(rule: Rule, reports: R | readonly R[] | undefined, generated: boolean, place: (report: R) => Place): void {
    if (!reports) return;
    for (const report of Array.isArray(reports) ? (reports as readonly R[]) : [reports as R]) {
      const shown = place(report);
      const at = report.hides ? masked(shown, report.hides) : shown;
      const severity = this.#levels.severity(rule, report, at.file.path, generated);
      if (!severity || this.#wasTold(rule, report.once)) continue;
      const found = finding(rule, severity, at, report);
      const { unless, unlessInTheEnd } = report;
      if (unless) this.#untilScriptEnds.push({ rule, finding: found, unless, ...(unlessInTheEnd ? { unlessInTheEnd } : {}) });
      else this.#keep(rule, found, unlessInTheEnd);
    }
  }

  #wasTold({ id }: Rule, once: string | undefined): boolean {
    if (once === undefined) return false;
    const cause = `${id} ${once}`;
    if (this.#told.has(cause)) return true;
    this.#told.add(cause);
    return false;
  }

  /** The script has ended: keeps what nothing in it made good. */
  endScript(end: () => ScriptEnd): void {
    this.#told.clear();
    if (this.#untilScriptEnds.length === 0) return;
    this.#settle(this.#untilScriptEnds, end());
    this.#untilScriptEnds = [];
  }

  /** The set's last up has ended: keeps what no migration made good. */
  endHistory(catalog: Catalog): void {
    this.#settle(this.#untilHistoryEnds, catalog);
    this.#untilHistoryEnds = [];
  }

  /** Hands over all that was entered so far and begins anew. */
  take(): Entries {
    const entries = { findings: this.findings.splice(0), waiting: this.#untilHistoryEnds, bugs: this.bugs.splice(0), unknown: new Map(this.unknown) };
    this.#untilHistoryEnds = [];
    this.unknown.clear();
    return entries;
  }

  /** Enters again what another ledger has handed over. */
  add({ findings, waiting, bugs, unknown }: Entries): void {
    this.findings.push(...findings);
    this.#untilHistoryEnds.push(...waiting);
    this.bugs.push(...bugs);
    for (const [what, times] of unknown) this.unknown.set(what, (this.unknown.get(what) ?? 0) + times);
  }

  #settle<E>(waiting: readonly Waiting<E>[], end: E): void {
    for (const { rule, finding: found, unless, unlessInTheEnd } of waiting) {
      this.guarded(rule, () => found.place, () => {
        if (!unless(end)) this.#keep(rule, found, unlessInTheEnd);
      });
    }
  }

  #keep(rule: Rule, found: Finding, unlessInTheEnd: ((catalog: Catalog) => boolean) | undefined): void {
    if (unlessInTheEnd) this.#untilHistoryEnds.push({ rule, finding: found, unless: unlessInTheEnd });
    else this.findings.push(found);
  }

  /** Runs a rule; one that throws is a bug of this project and costs only this one answer. */
  guarded(rule: Pick<Rule, 'id'>, place: () => Place, judge: () => void): void {
    try {
      judge();
    } catch (error) {
      this.addBug(rule, place(), error);
    }
  }

  /** A rule, or a step of the replay, has thrown. */
  addBug({ id }: Pick<Rule, 'id'>, { file, span }: Place, error: unknown): void {
    const { line } = file.position(span.start);
    this.bugs.push({ rule: id, file: file.path, line, message: error instanceof Error ? error.message : String(error) });
  }

  /** Says that the history does not tell what a rule would need. */
  readonly countUnknown = (what: string): void => {
    this.unknown.set(what, (this.unknown.get(what) ?? 0) + 1);
  };
}

function finding({ id }: Rule, severity: Severity, place: Place, { message, related = none, instead = none, fails }: Omit<Report, 'at'>): Finding {
  const found = { rule: id, severity, place, message, related, instead, documentation: documentation(id) };
  return fails === undefined ? found : { ...found, fails };
}

const none: readonly never[] = [];
