import type { Result, SetSummary } from '../judge/result.ts';
import { count } from './summary.ts';
import { stepHeading } from './step-heading.ts';
import { tell, tellAll, type Told } from './told.ts';
import { attributes, xmlText } from './xml.ts';

interface Suite {
  readonly name: string;
  readonly failed: readonly Told[];
  readonly skipped: readonly Told[];
  /** What to say where nothing failed: a report without any test counts as a mistake in many places. */
  readonly passed: string;
}

/** A test suite for each migration set, with a failed test for each finding and a skipped one for each that is switched off. */
export function junit(result: Result): string {
  const suites = suitesOf(result);
  const failures = suites.reduce((sum, { failed }) => sum + failed.length, 0);
  const tests = suites.reduce((sum, suite) => sum + size(suite), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'pgmiglint', tests, failures, errors: 0 })}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n');
}

function suitesOf(result: Result): readonly Suite[] {
  const failed = tellAll(result);
  const skipped = result.suppressed.map((finding) => tell(finding));
  const home = (file: string): SetSummary | undefined => result.sets.filter(({ path }) => path === '.' || file.startsWith(`${path}/`)).sort((a, b) => b.path.length - a.path.length)[0];
  const own = (set: SetSummary | undefined) => ({ failed: failed.filter(({ file }) => home(file) === set), skipped: skipped.filter(({ file }) => home(file) === set) });
  const others = own(undefined);
  return [
    ...result.sets.map((set): Suite => ({ name: `${set.path} (${set.runner})`, passed: `${count(set.migrations, 'migration')} without findings`, ...own(set) })),
    ...(others.failed.length + others.skipped.length > 0 || result.sets.length === 0 ? [{ name: 'other files', passed: 'no findings', ...others }] : []),
  ];
}

function size({ failed, skipped }: Suite): number {
  return Math.max(failed.length + skipped.length, 1);
}

function suiteLines(suite: Suite): readonly string[] {
  const { name, failed, skipped, passed } = suite;
  return [
    `  <testsuite${attributes({ name, tests: size(suite), failures: failed.length, errors: 0, skipped: skipped.length })}>`,
    ...failed.flatMap((told) => [
      `    <testcase${attributes(titles(told))}>`,
      `      <failure${attributes({ type: told.severity, message: told.message })}>${xmlText(detail(told))}</failure>`,
      '    </testcase>',
    ]),
    ...skipped.flatMap((told) => [`    <testcase${attributes(titles(told))}>`, `      <skipped>${xmlText(why(told))}</skipped>`, '    </testcase>']),
    ...(failed.length + skipped.length === 0 ? [`    <testcase${attributes({ name: passed, classname: name })}/>`] : []),
    '  </testsuite>',
  ];
}

function titles({ rule, file, start }: Told): Readonly<Record<string, string>> {
  return { name: `${rule} ${file}:${start.line}:${start.column}`, classname: file };
}

function detail({ file, start, message, related, instead }: Told): string {
  return [
    `${file}:${start.line}:${start.column}: ${message}`,
    ...related.map((other) => `${other.file}:${other.start.line}:${other.start.column}: ${other.message}`),
    ...instead.flatMap((step) => ['', `${stepHeading(step)}:`, step.sql]),
  ].join('\n');
}

function why({ suppression }: Told): string {
  return suppression?.by === 'baseline' ? 'in the baseline' : suppression?.reason ?? 'suppressed without a reason';
}
