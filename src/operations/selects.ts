import type { CopyStmt, FuncCall, Node, SelectStmt } from '../parser/nodes.ts';
import type { Context, Handlers, Lowered } from './context.ts';
import { lowerWrites } from './data.ts';
import type { Operation } from './operation.ts';
import { queryOf } from './queries.ts';
import { Reading } from './reading.ts';
import { settingValues } from './settings.ts';
import { createFromQuery } from './tables.ts';
import { writtenName } from './words.ts';

export const selectHandlers: Handlers = {
  SelectStmt: select,
  CopyStmt: copy,
};

function copy({ relation, query, is_from, is_program }: CopyStmt, context: Context): Lowered {
  if (query) return selectOperations(query, context);
  return { kind: 'copy', mark: context.whole, table: context.relation(relation), direction: is_from ? 'from' : 'to', ...(is_program ? { program: true } : {}) };
}

function select(node: SelectStmt, context: Context): Lowered {
  if (node.intoClause) return createFromQuery({ SelectStmt: node }, node.intoClause, false, context);
  const settings = settingsOf(node, context);
  if (settings.length > 0 && settings.length === node.targetList?.length) return settings;
  const operations = selectOperations({ SelectStmt: node }, context);
  return settings.length > 0 ? [...operations, ...settings] : operations;
}

/** A query that is run for its result or for what its functions do; that of COPY may be a write. */
function selectOperations(query: Node, context: Context): readonly Operation[] {
  const reading = new Reading(context.names);
  const read = queryOf(query, reading);
  const writes = lowerWrites(reading, context);
  if (!('SelectStmt' in query)) return writes;
  const run: Operation = { kind: 'select', mark: context.whole, query: read, functions: reading.functions };
  return writes.length > 0 ? [...writes, run] : [run];
}

/** `SELECT set_config('search_path', '', false)` is a SET. */
function settingsOf({ targetList, fromClause }: SelectStmt, context: Context): readonly Operation[] {
  if (fromClause) return [];
  const settings: Operation[] = [];
  for (const target of targetList ?? []) {
    const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
    const setting = value && 'FuncCall' in value ? setConfig(value.FuncCall, context) : undefined;
    if (setting) settings.push(setting);
  }
  return settings;
}

function setConfig({ funcname, args }: FuncCall, context: Context): Operation | undefined {
  const { schema, name } = writtenName(funcname);
  if (name !== 'set_config' || (schema !== undefined && schema !== 'pg_catalog')) return undefined;
  const [setting, value, local] = (args ?? []).map((node) => ('A_Const' in node ? node.A_Const : undefined));
  if (setting?.sval?.sval === undefined || !value?.sval) return undefined;
  const key = setting.sval.sval.toLowerCase();
  return { kind: 'set', mark: context.whole, setting: key, values: settingValues(key, value.sval.sval ?? ''), local: local?.boolval?.boolval === true };
}
