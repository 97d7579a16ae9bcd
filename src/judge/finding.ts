import type { Mark } from '../parser/mark.ts';
import type { Catalog } from '../schema/catalog.ts';
import type { Place, Span } from '../source/source-file.ts';
import type { Context } from './rule.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Severity as a configuration gives it. */
export type Level = Severity | 'off';

/** One step of the safe way: SQL to paste, in this script or in one that comes after it. */
export interface Step {
  readonly script: 'this' | 'next';
  /** Whether that script may run in a transaction. */
  readonly transaction: boolean;
  readonly sql: string;
}

/** Another place that made it so. */
export interface Related {
  readonly place: Place;
  readonly message: string;
}

/** What a rule returns. The engine stamps id, severity, file and link. */
export interface Report {
  readonly message: string;
  /** Where in the statement, or in the file; the whole statement where left out. */
  readonly at?: Mark | Span;
  readonly related?: readonly Related[];
  readonly instead?: readonly Step[];
  /** Where this case is less or more than the rule's own severity. A configured severity caps it, and `off` wins. */
  readonly severity?: Severity;
  /** No more than a convention: said only where a preset or the configuration asks for the rule. */
  readonly convention?: true;
  /** Parts of the file that no reporter may show: asterisks stand in their place. */
  readonly hides?: readonly Span[];
  /** The SQLSTATE that PostgreSQL is certain to answer. */
  readonly fails?: string;
  /** The cause: of a rule's reports in one script that have the same, the first is kept. */
  readonly once?: string;
  /** Takes the report back where the rest of the script makes it good; asked when the script ends. */
  readonly unless?: (end: ScriptEnd) => boolean;
  /** Takes the report back where a later migration makes it good; asked of the catalog that the last up leaves. */
  readonly unlessInTheEnd?: (catalog: Catalog) => boolean;
}

/** A script when all of it has run. */
export interface ScriptEnd extends Pick<Context, 'earlier' | 'earlierOf'> {
  /** The catalog that it leaves. */
  readonly after: Catalog;
}

/** What a reporter prints. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly place: Place;
  readonly message: string;
  readonly related: readonly Related[];
  readonly instead: readonly Step[];
  /** The SQLSTATE that PostgreSQL is certain to answer. */
  readonly fails?: string;
  /** The rule's page, a path in the package. */
  readonly documentation: string;
  /** Who switched it off; absent: nobody did. */
  readonly suppression?: Suppression;
  /** As the report will spell it, where the run was asked for one that spells each by itself: worked out by the thread that found it. */
  readonly spelt?: string;
}

/** How a report spells a finding by itself. */
export type Spelling = (finding: Finding) => string;

/** The order of a report: file, line, column, rule. */
export function byPlace(a: Finding, b: Finding): number {
  const byFile = a.place.file.path < b.place.file.path ? -1 : Number(a.place.file.path > b.place.file.path);
  return byFile || a.place.span.start - b.place.span.start || (a.rule < b.rule ? -1 : Number(a.rule > b.rule));
}

/** A comment in the file, or an entry of the baseline. */
export interface Suppression {
  readonly by: 'directive' | 'baseline';
  /** As the comment gives it. */
  readonly reason?: string;
}
