import type { Migration, Remark } from '../project/migration.ts';
import type { FileReport } from './rule.ts';

/** What the runner said of a migration's files when they were read, as reports. */
export function remarksOf({ up, down }: Migration, kind: Remark['kind']): readonly FileReport[] {
  return [up, down].flatMap((script): readonly FileReport[] =>
    script?.remarks?.filter((remark) => remark.kind === kind).map(({ span, message }) => ({ message, place: { file: script.file, span } })) ?? []);
}
