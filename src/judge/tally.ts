import type { Unresolved } from '../parser/statement.ts';
import type { Unreadable } from '../project/migration.ts';
import { rules } from '../rules/registry.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { Judged } from './judge-sets.ts';
import type { Ledger } from './ledger.ts';
import type { Rule } from './rule.ts';
import { Suppressions, type Outline } from './suppressions.ts';

/** What a run keeps of a script that it has read. */
export interface ScriptOutline extends Outline {
  readonly standIns: number;
  readonly unresolved?: readonly Unresolved[];
}

/** Counts what was read, and turns what was entered into what is reported. */
export class Tally {
  readonly #suppressions = new Suppressions();
  readonly #files = new Set<string>();
  readonly #unreadable: Unreadable[] = [];
  #statements = 0;
  #standIns = 0;

  /** A script has been read. */
  add(file: SourceFile, outline: ScriptOutline, judged: boolean): void {
    this.#files.add(file.path);
    this.#statements += outline.statements.length + outline.errors.length;
    this.#standIns += outline.standIns;
    for (const { message, span } of outline.unresolved ?? []) this.#unreadable.push({ file: file.path, ...file.position(span.start), message });
    this.#suppressions.read(file, outline, judged);
  }

  /** @param own - the rules that are on */
  async judged(ledger: Ledger, own: readonly Rule[]): Promise<Judged> {
    const findings = await this.#suppressions.apply(ledger, own, rules);
    const { bugs, unknown } = ledger;
    return { findings, unreadable: this.#unreadable, bugs, unknown, files: this.#files, statements: this.#statements, standIns: this.#standIns, suppressed: this.#suppressions.suppressed };
  }
}
