import { isMadeElsewhere } from '../postgres/outside-tables.ts';
export { key, keyFor, partKey } from '../schema/catalog.ts';
import { key, partKey, type Catalog, type Gone, type Moment, type Table } from '../schema/catalog.ts';
import type { Context, Operation, QualifiedName } from './rule.ts';

/** That something is certainly not there, and what became of it where the history has shown it. */
export interface Absence {
  readonly gone?: Gone;
}

const systemSchema = /^(?:pg_|information_schema$)/;

/**
 * Whether what happens to the operation follows from the history: nothing around it lets it pass, and the script comes where
 * the history has it. popx cuts one migration into many versions, whose downs undo it together and one by one do not.
 */
export function isPlain({ within }: Operation, { script, set }: Pick<Context, 'script' | 'set'>): boolean {
  return within === undefined && (script.direction === 'up' || set.runner !== 'popx');
}

/** The table, where everything that it holds is certain. */
export function sureTable(name: QualifiedName, { before }: Pick<Context, 'before'>): Table | undefined {
  const table = before.table(name);
  if (!table || table.partial || !before.isSure(table.declared) || before.doubts.has(key(name))) return undefined;
  return table;
}

/** Whether something of a name is certain: what made it is known, and nothing under a condition touched it. */
export function isCertain(at: string, declared: Moment, { before }: Pick<Context, 'before'>): boolean {
  return before.isSure(declared) && !before.doubts.has(at);
}

/** That no table, view, index or sequence has that name; undefined where one has, or where nobody can know. */
export function absentRelation(name: QualifiedName, context: Context): Absence | undefined {
  const at = key(name);
  if (context.before.isTaken(at) || systemSchema.test(name.schema)) return undefined;
  return absence(at, context) ?? (neverMade(name, context) ? {} : undefined);
}

/** Whether the IF EXISTS of an ALTER TABLE makes it nothing but a notice: the history is certain that there is no such table. */
export function isPassedOver({ table, within }: Extract<Operation, { readonly table: QualifiedName }>, context: Context): boolean {
  return !within && absentRelation(table, context) !== undefined;
}

/** That no type has that name. */
export function absentType(name: QualifiedName, context: Context): Absence | undefined {
  const { before } = context;
  const at = key(name);
  if (before.types.has(at) || before.isTaken(at) || systemSchema.test(name.schema)) return undefined;
  return absence(at, context) ?? (neverMade(name, context) ? {} : undefined);
}

/** That a table has no such column. */
export function absentColumn(name: QualifiedName, column: string, context: Context): Absence | undefined {
  const { before } = context;
  const table = before.table(name);
  if (!table || table.columns.has(column) || systemColumns.has(column)) return undefined;
  return absentPart(name, column, context);
}

/** That a table has no such part, which its catalog entry does not show. */
export function absentPart(name: QualifiedName, part: string, context: Context): Absence | undefined {
  const at = partKey(name, part);
  const gone = absence(at, context);
  if (gone) return gone;
  return sureTable(name, context) && !context.before.doubts.has(at) ? {} : undefined;
}

const systemColumns = new Set(['ctid', 'oid', 'tableoid', 'xmin', 'xmax', 'cmin', 'cmax']);

/** What has been dropped, renamed or moved away, and not come back in a way that nobody can see. */
function absence(at: string, { before, set }: Context): Absence | undefined {
  const gone = before.gone.get(at);
  if (!gone || !before.isSure(gone.moment) || before.doubts.has(at) || hasRepeatable(set)) return undefined;
  return { gone };
}

/** Whether the history is known from an empty database on, and has no such thing. */
function neverMade(name: QualifiedName, context: Context): boolean {
  const { before, set, ordinal } = context;
  if (!before.isWhole || set.hasOthers || ordinal < 2 || before.doubts.has(key(name)) || hasRepeatable(set)) return false;
  if (name.schema !== 'public' && !before.schemas.has(name.schema)) return false;
  return !isMadeElsewhere(name) && isNowhere(name.name, before);
}

/** Repeatable migrations run again whenever they change: where in the history, nobody knows. */
function hasRepeatable({ migrations }: Context['set']): boolean {
  return migrations.at(-1)?.repeatable === true;
}

/** Where another schema holds something of that name, the `search_path` may be another one than it seems. */
function isNowhere(name: string, { tables, views, sequences, types }: Catalog): boolean {
  for (const map of [tables, views, sequences, types]) for (const each of map.values()) if (each.name.name === name) return false;
  return true;
}
