import { appendFileSync } from 'node:fs';
import type { Result } from '../judge/result.ts';
import { markdown } from '../reporters/markdown.ts';
import type { ReportOptions } from '../reporters/reporter.ts';
import { CallError } from './io.ts';

/**
 * Adds the whole report to GitHub's job summary: annotations are few, and cut to ten of a kind.
 *
 * @param file - what $GITHUB_STEP_SUMMARY names
 */
export function appendSummary(file: string, result: Result, options: ReportOptions): void {
  try {
    appendFileSync(file, markdown(result, options));
  } catch (error) {
    throw new CallError(`the job summary cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
