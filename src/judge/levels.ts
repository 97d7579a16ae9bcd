import type { Config } from '../config/config.ts';
import type { Level, Report, Severity } from './finding.ts';
import type { Rule } from './rule.ts';

const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** Whether a severity reaches a threshold. */
export function reaches(severity: Severity, threshold: Severity): boolean {
  return rank[severity] >= rank[threshold];
}

interface Override {
  readonly matches: (path: string) => boolean;
  readonly rules: Config['rules'];
}

/** What the configuration says of rules, by file. */
export class Levels {
  readonly #rules: Config['rules'];
  readonly #overrides: readonly Override[];

  private constructor(rules: Config['rules'], overrides: readonly Override[]) {
    this.#rules = rules;
    this.#overrides = overrides;
  }

  /** Reads a configuration; the glob matcher is loaded only where it has overrides. */
  static async of(config: Config): Promise<Levels> {
    if (config.overrides.length === 0) return new Levels(config.rules, []);
    const { default: picomatch } = await import('picomatch');
    return new Levels(
      config.rules,
      config.overrides.map(({ files, rules }) => ({ matches: picomatch([...files], { dot: true }), rules })),
    );
  }

  /** The configured level of a rule in a file; undefined where nothing is configured. */
  #configured(rule: Rule, path: string): Level | undefined {
    let level = this.#rules[rule.id];
    for (const override of this.#overrides) {
      const own = override.rules[rule.id];
      if (own !== undefined && override.matches(path)) level = own;
    }
    return level;
  }

  /** Whether no file of this run can have a finding of the rule. */
  isOff(rule: Rule): boolean {
    const level = this.#rules[rule.id] ?? (rule.convention === true ? 'off' : rule.severity);
    return level === 'off' && !this.#overrides.some(({ rules }) => (rules[rule.id] ?? 'off') !== 'off');
  }

  /** Whether a preset or the configuration asks for the rule, in some file at the least. */
  isAskedFor({ id }: Rule): boolean {
    const isOn = (rules: Config['rules']): boolean => (rules[id] ?? 'off') !== 'off';
    return isOn(this.#rules) || this.#overrides.some(({ rules }) => isOn(rules));
  }

  /** The severity of a report in a file; undefined where the rule is off there. A configured level caps a report's own. */
  severity(rule: Rule, report: Pick<Report, 'severity' | 'convention'>, path: string, generated: boolean): Severity | undefined {
    const configured = this.#configured(rule, path);
    if (configured === 'off' || (configured === undefined && (rule.convention === true || report.convention))) return undefined;
    const usual = report.severity ?? (generated && configured === undefined ? rule.whenGenerated : undefined);
    const level = configured ?? rule.severity;
    if (usual === undefined) return level;
    if (configured === undefined) return usual;
    return rank[usual] < rank[configured] ? usual : configured;
  }
}
