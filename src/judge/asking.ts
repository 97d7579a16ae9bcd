import type { Operation } from '../operations/operation.ts';
import type { Mark } from '../parser/mark.ts';
import type { ParsedScript } from '../parser/statement.ts';
import type { Script } from '../project/migration.ts';
import type { Place } from '../source/source-file.ts';
import type { ScriptContext } from './context.ts';
import type { Dispatch, StatementSubscriber } from './dispatch.ts';
import type { DownRun } from './down-run.ts';
import { isPassedOver } from './existence.ts';
import type { Ledger } from './ledger.ts';
import type { Report, Rule } from './rule.ts';

/** What a rule says: nothing, one report or several. */
type Answer = Report | readonly Report[];

/** Asks the rules about what is judged in a set, and enters what they answer. A rule that throws costs its own answer. */
export class Asking {
  readonly #dispatch: Dispatch;
  readonly #ledger: Ledger;
  /** Whether a tool has generated the set's SQL. */
  readonly #isGenerated: boolean;

  constructor(dispatch: Dispatch, ledger: Ledger, isGenerated: boolean) {
    this.#dispatch = dispatch;
    this.#ledger = ledger;
    this.#isGenerated = isGenerated;
  }

  /** Asks about a statement as a whole. @param isBehindNewEnumValue - whether the open transaction has added values to an enum */
  aboutStatement(context: ScriptContext, isBehindNewEnumValue: boolean): void {
    const { direction } = context.script;
    this.#askAll(this.#dispatch.statements[direction], context);
    if (isBehindNewEnumValue) this.#askAll(this.#dispatch.behindNewEnumValues[direction], context);
  }

  #askAll(asked: readonly StatementSubscriber[], context: ScriptContext): void {
    for (const subscriber of asked) {
      const { rule } = subscriber;
      context.asked = subscriber;
      try {
        const answer = subscriber.ask(context);
        if (answer) this.#enter(rule, answer, { part: 'statement' }, context);
      } catch (error) {
        this.#ledger.addBug(rule, atStatement(context), error);
      }
    }
  }

  /**
   * Asks about an operation.
   *
   * @returns that it is certain to change nothing: it finds in its place what it makes, or fails otherwise. What it would
   * make is taken for made: one finding is enough.
   */
  about(operation: Operation, context: ScriptContext): 'collides' | 'fails' | undefined {
    if ('tableIfExists' in operation && operation.tableIfExists && isPassedOver(operation, context)) return undefined;
    const asked = this.#dispatch.operations[context.script.direction].get(operation.kind);
    if (!asked) return undefined;
    let answers: [Rule, Answer][] | undefined;
    // The innermost loop of all: what is done once for each rule is done here.
    for (const subscriber of asked) {
      context.asked = subscriber;
      try {
        const answer = subscriber.ask(operation, context);
        if (answer) (answers ??= []).push([subscriber.rule, answer]);
      } catch (error) {
        this.#ledger.addBug(subscriber.rule, atStatement(context), error);
      }
    }
    return answers && this.#enterAll(answers, operation, context);
  }

  #enterAll(answers: readonly [Rule, Answer][], operation: Operation, context: ScriptContext): 'collides' | 'fails' | undefined {
    // What is certain to fail does nothing else: neither locks nor losses, nor what a second run would do.
    const failing = answers.filter(([, answer]) => isFailing(answer));
    for (const [rule, answer] of failing.length > 0 ? failing : answers) {
      try {
        this.#enter(rule, answer, operation.mark, context);
      } catch (error) {
        this.#ledger.addBug(rule, atStatement(context), error);
      }
    }
    if (failing.length === 0) return undefined;
    if (failing.some(([{ id }]) => id === 'already-exists')) return 'collides';
    const replaces = 'orReplace' in operation && operation.orReplace;
    return /^(?:create|add)-/.test(operation.kind) && !replaces ? undefined : 'fails';
  }

  #enter(rule: Rule, answer: Answer, otherwise: Mark, context: ScriptContext): void {
    this.#ledger.enter(rule, answer, this.#isGenerated, ({ at }) => placeOf(at ?? otherwise, context));
  }

  /** Asks about a script as a whole, when all of it has run. */
  aboutScript(context: ScriptContext): void {
    const ledger = this.#ledger;
    const { script } = context;
    for (const subscriber of this.#dispatch.scripts[script.direction]) {
      const { rule } = subscriber;
      context.asked = subscriber;
      try {
        const answer = subscriber.ask(context);
        if (answer) ledger.enter(rule, answer, this.#isGenerated, ({ at }) => (at && !('part' in at) ? { file: script.file, span: at } : script.heading));
      } catch (error) {
        ledger.addBug(rule, atStatement(context), error);
      }
    }
  }

  /** Asks about a down as a whole. */
  aboutDown(context: DownRun): void {
    const ledger = this.#ledger;
    for (const { rule, ask } of this.#dispatch.downs) {
      try {
        const answer = ask(context);
        if (answer) ledger.enter(rule, answer, this.#isGenerated, (report) => report.place);
      } catch (error) {
        ledger.addBug(rule, context.down.heading, error);
      }
    }
  }

  /** @param isApplied - only what is always said of an applied migration's down */
  aboutErrors(script: Script, errors: ParsedScript['errors'], isApplied: boolean): void {
    const dispatch = this.#dispatch;
    const ledger = this.#ledger;
    for (const rule of dispatch.rules) {
      const judge = rule.syntaxError;
      if (!judge || (isApplied && rule.applied !== 'down')) continue;
      for (const error of errors) {
        const place = { file: script.file, span: error.span };
        ledger.guarded(rule, () => place, () => { ledger.enter(rule, judge(error), false, () => place); });
      }
    }
  }
}

function isFailing(answer: Answer): boolean {
  return 'message' in answer ? answer.fails !== undefined : answer.some(({ fails }) => fails !== undefined);
}

function placeOf(at: NonNullable<Report['at']>, context: ScriptContext): Place {
  return { file: context.script.file, span: 'part' in at ? context.span(at) : at };
}

function atStatement({ script: { file }, statement: { span } }: ScriptContext): Place {
  return { file, span };
}
