import type { AheadMigration } from '../applied/applied.ts';
import type { Execution, Migration, MigrationSet, Remark, Script } from '../project/migration.ts';
import { SourceFile, type Span } from '../source/source-file.ts';
import type { SetToJudge } from './judge-sets.ts';

/**
 * A set as it crosses to the other thread. Rows instead of objects, because the names of fields would travel with each;
 * files by their numbers, because they lose their methods on the way.
 */
export interface PlainSet {
  readonly set: Omit<MigrationSet, 'migrations' | 'baseline' | 'schemaFile'>;
  /** The path and the text of each file. */
  readonly files: readonly string[];
  readonly migrations: readonly PlainMigration[];
  readonly baseline: PlainScript | undefined;
  readonly schemaFile: PlainScript | undefined;
  /** Numbers of migrations. */
  readonly applied: readonly number[];
  readonly known: readonly number[] | undefined;
  readonly ahead: readonly AheadMigration[] | undefined;
}

type PlainMigration = readonly [version: string, name: string, repeatable: boolean, up: PlainScript | undefined, down: PlainScript | undefined, opaque: string | undefined];

type PlainScript = readonly [
  file: number, start: number, end: number, direction: 'up' | 'down', execution: Execution, headingStart: number, headingEnd: number,
  chunks: readonly Span[] | undefined, remarks: readonly Remark[] | undefined,
];

export function plainSet({ set, applied, known, ahead }: SetToJudge): PlainSet {
  const { migrations, baseline, schemaFile, ...rest } = set;
  const files: string[] = [];
  const numbers = new Map<SourceFile, number>();
  const fileNumber = (file: SourceFile): number => {
    let number = numbers.get(file);
    if (number === undefined) {
      numbers.set(file, (number = numbers.size));
      files.push(file.path, file.text);
    }
    return number;
  };
  const script = (one: Script | undefined): PlainScript | undefined => one
    && [fileNumber(one.file), one.span.start, one.span.end, one.direction, one.execution, one.heading.span.start, one.heading.span.end, one.chunks, one.remarks];
  const places = (some: ReadonlySet<Migration>): number[] => (some.size === 0 ? [] : migrations.flatMap((migration, at) => (some.has(migration) ? [at] : [])));
  return {
    set: rest,
    migrations: migrations.map(({ version, name, repeatable, up, down, opaque }) => [version, name, repeatable, script(up), script(down), opaque]),
    baseline: script(baseline),
    schemaFile: script(schemaFile),
    files,
    applied: places(applied),
    known: known && places(known),
    ahead,
  };
}

/** The set again, with files of its own, which are told by their paths. */
export function wholeSet({ set, files, migrations, baseline, schemaFile, applied, known, ahead }: PlainSet): { readonly one: SetToJudge; readonly files: ReadonlyMap<string, SourceFile> } {
  const sources: SourceFile[] = [];
  for (let at = 0; at < files.length; at += 2) sources.push(new SourceFile(files[at] ?? '', files[at + 1] ?? ''));
  const script = ([number, start, end, direction, execution, headingStart, headingEnd, chunks, remarks]: PlainScript): Script => {
    const file = sources[number] ?? new SourceFile('', '');
    const own = { file, span: { start, end }, direction, execution, heading: { file, span: { start: headingStart, end: headingEnd } } };
    return chunks || remarks ? { ...own, ...(chunks ? { chunks } : {}), ...(remarks ? { remarks } : {}) } : own;
  };
  const own = migrations.map(([version, name, repeatable, up, down, opaque]): Migration => ({
    version, name, repeatable, ...(up ? { up: script(up) } : {}), ...(down ? { down: script(down) } : {}), ...(opaque === undefined ? {} : { opaque }),
  }));
  const some = (places: readonly number[]): ReadonlySet<Migration> => {
    const numbers = new Set(places);
    return new Set(own.filter((_, at) => numbers.has(at)));
  };
  return {
    one: {
      set: { ...set, migrations: own, ...(baseline ? { baseline: script(baseline) } : {}), ...(schemaFile ? { schemaFile: script(schemaFile) } : {}) },
      applied: some(applied),
      ...(known ? { known: some(known) } : {}),
      ...(ahead ? { ahead } : {}),
    },
    files: new Map(sources.map((file) => [file.path, file])),
  };
}
