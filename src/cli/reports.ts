import { closeSync, existsSync, openSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { findRepository, realFolder } from '../applied/repository.ts';
import type { Result } from '../judge/result.ts';
import { plain } from '../reporters/palette.ts';
import { reporters } from '../reporters/registry.ts';
import { whole, type ReportOptions } from '../reporters/reporter.ts';
import { CallError, type Io } from './io.ts';
import type { Call } from './options.ts';
import { oneOf } from './parse.ts';

/** What a call wants printed, and which reports go into files. */
export interface Reports {
  readonly stdout: string;
  readonly files: readonly { readonly format: string; /** Absolute. */ readonly path: string; readonly shown: string }[];
}

/**
 * Reads `--format` and `--output`, and looks whether the files can be written before anything is judged.
 *
 * @throws CallError - an unknown format, two reports for stdout, or a folder that is not there
 */
export async function reportsOf(call: Call, { cwd }: Io): Promise<Reports> {
  const formats = Object.keys(reporters);
  const given = call.value('format');
  if (given !== undefined) await oneOf('format', given, formats);
  const outputs = [];
  for (const output of call.values('output')) {
    const [, format = '', shown = ''] = /^([^=]*)=(.*)$/s.exec(output) ?? [];
    if (shown === '') throw new CallError(`--output takes a format and a file, such as sarif=report.sarif, not "${output}"`);
    await oneOf('format', format, formats);
    outputs.push({ format, shown, path: resolve(cwd, shown) });
  }
  const printed = [...(given === undefined ? [] : [given]), ...outputs.filter(({ shown }) => shown === '-').map(({ format }) => format)];
  if (printed.length > 1) throw new CallError(`only one report can go to stdout, not ${printed.join(' and ')}`);
  const files = outputs.filter(({ shown }) => shown !== '-');
  for (const { path, shown } of files) {
    if (!existsSync(dirname(path))) throw new CallError(`--output ${shown}: there is no folder ${dirname(shown)}`);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw new CallError(`--output ${shown}: this is a folder`);
    if (files.some((other) => other.path === path && other.shown !== shown) || files.filter((other) => other.path === path).length > 1) throw new CallError(`--output ${shown}: two reports for one file`);
  }
  return { stdout: printed[0] ?? 'text', files };
}

/** Whether any of the reports is of that format. */
export function wants({ stdout, files }: Reports, format: string): boolean {
  return stdout === format || files.some((file) => file.format === format);
}

/** Writes the reports that go into files, each whole or not at all. @throws CallError - one cannot be written */
export async function writeReports({ files }: Reports, result: Result, options: ReportOptions): Promise<void> {
  for (const { format, path, shown } of files) {
    const report = await reporters[format]?.();
    if (!report) continue;
    const { all, below, version } = options;
    try {
      replaceFile(path, whole(report(result, { palette: plain, ...(all === undefined ? {} : { all }), ...(below === undefined ? {} : { below }), ...(version === undefined ? {} : { version }) })));
    } catch (error) {
      throw new CallError(`--output ${shown} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** Writes a file beside and renames it, so that nobody ever reads half of one. What is no plain file, such as a pipe, is written to. */
export function replaceFile(path: string, text: string): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there && !there.isFile()) {
    const file = openSync(path, 'w');
    try {
      writeSync(file, text);
    } finally {
      closeSync(file);
    }
    return;
  }
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Where a folder lies below its repository's root, with `/` behind; undefined at the root and in no repository. */
export function belowRepository(cwd: string): string | undefined {
  const folder = realFolder(cwd);
  const repository = findRepository(folder);
  const below = repository ? relative(repository.root, folder).split(sep).join('/') : '';
  return below === '' ? undefined : `${below}/`;
}
