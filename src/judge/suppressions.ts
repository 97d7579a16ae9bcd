import { nearest } from '../config/nearest.ts';
import { directives, type Directive } from '../source/directives.ts';
import type { SourceFile, Span } from '../source/source-file.ts';
import type { Finding } from './finding.ts';
import type { Ledger } from './ledger.ts';
import type { Rule } from './rule.ts';

/** Where a script's statements stand. */
export interface Outline {
  readonly statements: readonly { readonly span: Span }[];
  readonly errors: readonly { readonly statement: Span }[];
}

interface FileDirectives {
  readonly file: SourceFile;
  readonly directives: readonly Directive[];
  /** Statements of all scripts of the file, in order. */
  readonly statements: Span[];
  judged: boolean;
}

/** Takes out the findings that a comment in the file switched off, and says which comments do not do what they should. */
export class Suppressions {
  readonly suppressed: Finding[] = [];
  readonly #files = new Map<string, FileDirectives>();

  /** Looks for directives in a file, at each of its scripts. Costs one search for a word in files without any. */
  read(file: SourceFile, parsed: Outline, judged: boolean): void {
    let known = this.#files.get(file.path);
    if (!known) {
      const found = directives(file);
      if (found.length === 0) return;
      known = { file, directives: found, statements: [], judged: false };
      this.#files.set(file.path, known);
    }
    known.judged ||= judged;
    known.statements.push(...parsed.statements.map(({ span }) => span), ...parsed.errors.map(({ statement }) => statement));
  }

  /**
   * @param rules - those that are on
   * @returns the findings that stay, those about the directives themselves included
   */
  async apply(ledger: Ledger, rules: readonly Rule[], all: readonly Rule[]): Promise<readonly Finding[]> {
    if (this.#files.size === 0) return ledger.findings;
    const used = new Set<string>();
    const kept = ledger.findings.filter((finding) => {
      const known = this.#files.get(finding.place.file.path);
      const at = known ? suppressing(known, finding) : undefined;
      if (!at) return true;
      used.add(`${finding.place.file.path}\n${at.start}`);
      const { reason } = at.directive;
      this.suppressed.push({ ...finding, suppression: { by: 'directive', ...(reason === undefined ? {} : { reason }) } });
      return false;
    });
    ledger.findings.length = 0;
    for (const known of this.#files.values()) {
      if (known.judged) await reportDirectives(known, used, ledger, rules, all);
    }
    return [...kept, ...ledger.findings];
  }
}

/** The comment that switches a finding off, and the offset of the rule's name in it. */
function suppressing(known: FileDirectives, finding: Finding): { readonly directive: Directive; readonly start: number } | undefined {
  for (const directive of known.directives) {
    const word = directive.rules.find(({ name }) => name === finding.rule);
    if (!word || directive.kind === 'unknown') continue;
    const found = { directive, start: word.span.start };
    if (directive.kind === 'file') return found;
    const target = nextStatement(known, directive);
    const { start } = finding.place.span;
    if (target && target.start <= start && start <= target.end) return found;
  }
  return undefined;
}

function nextStatement(known: FileDirectives, directive: Directive): Span | undefined {
  let next: Span | undefined;
  for (const span of known.statements) {
    if (span.start >= directive.span.end && (!next || span.start < next.start)) next = span;
  }
  return next;
}

async function reportDirectives({ file, directives: found }: FileDirectives, used: ReadonlySet<string>, ledger: Ledger, rules: readonly Rule[], all: readonly Rule[]): Promise<void> {
  const report = (id: string, span: Span, message: string): void => {
    const rule = rules.find((candidate) => candidate.id === id);
    if (rule) ledger.enter(rule, { message }, false, () => ({ file, span }));
  };
  for (const directive of found) {
    if (directive.kind === 'unknown') {
      report('unknown-suppression', directive.span, `There is no ${directive.word}: write pgmiglint-disable-next-statement, or pgmiglint-disable for the whole file.`);
      continue;
    }
    if (directive.reason === undefined) {
      report('suppression-without-reason', directive.span, 'This suppression gives no reason. Write it behind the rule: `-- pgmiglint-disable-next-statement rule -- reason`.');
    }
    if (directive.rules.length === 0) {
      report('unknown-suppression', directive.span, 'This suppression names no rule.');
    }
    for (const { name, span } of directive.rules) {
      if (!all.some(({ id }) => id === name)) {
        const near = await nearest(name, all.map(({ id }) => id));
        report('unknown-suppression', span, `There is no rule "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`);
      } else if (!used.has(`${file.path}\n${span.start}`) && rules.some(({ id }) => id === name)) {
        const where = directive.kind === 'file' ? 'this file' : 'the next statement';
        report('unused-suppression', span, `${name} finds nothing in ${where}: the suppression can go.`);
      }
    }
  }
}
