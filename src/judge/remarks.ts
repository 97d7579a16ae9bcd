import type { Migration, Remark, Script } from '../project/migration.ts';
import type { FileReport } from './rule.ts';

/** What the runner said of a migration's files when they were read, as reports. */
export function remarksOf({ up, down }: Migration, kind: Remark['kind']): readonly FileReport[] {
  return up?.remarks || down?.remarks ? [...ofScript(up, kind), ...ofScript(down, kind)] : none;
}

const none: readonly never[] = [];

function ofScript(script: Script | undefined, kind: Remark['kind']): readonly FileReport[] {
  if (!script?.remarks) return none;
  const { file, remarks } = script;
  return remarks.filter((remark) => remark.kind === kind).map(({ span, message }) => ({ message, place: { file, span } }));
}
