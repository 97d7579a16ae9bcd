import type { OperationOf } from '../operations/operation.ts';
import { typeChange } from '../postgres/type-changes.ts';
import { isUtc, typeRewrite } from '../postgres/type-rewrites.ts';
import { key, type Constraint, type Table } from '../schema/catalog.ts';
import type { Collected } from './collected.ts';
import { lockReferenced, referrersOf } from './constraints.ts';

type AlterType = OperationOf<'alter-column-type'>;

/** What a new type does to a table: `maybe` where the history does not tell. */
interface Storage {
  readonly rewrites: boolean | 'maybe';
  readonly indexRebuild: boolean;
}

/** What ALTER COLUMN … TYPE does beyond the lock on the table itself. */
export function changeType(operation: AlterType, collected: Collected): void {
  const { table, column } = operation;
  const tables = collected.family(table);
  if (tables.length === 0) collected.depends(unknownType);
  for (const each of tables) {
    const isRewritten = changeIn(each, operation, collected);
    remakeForeignKeys(each, column, isRewritten, collected);
  }
  if (collected.before.column(table, column)?.identity !== undefined) collected.lockOwned(table, 'SHARE ROW EXCLUSIVE', column);
}

const unknownType = 'The history does not show the type that the column has: most changes of a type rewrite the table.';

/** Foreign keys over the column are made again, to and from this table; where the values are new, they are checked. */
function remakeForeignKeys({ name, constraints }: Table, column: string, isRewritten: boolean, collected: Collected): void {
  for (const { references, columns, parent, validated } of constraints.values()) {
    if (!references || !columns.includes(column) || parent !== undefined) continue;
    lockReferenced(references.table, 'ACCESS EXCLUSIVE', collected);
    if (isRewritten && validated) collected.scan(references.table, 'foreign key');
  }
  for (const referring of referrersOf(name, collected)) {
    const keys = Array.from(referring.constraints.values()).filter((constraint) => refers(constraint, name, column));
    if (keys.length === 0) continue;
    collected.lock(referring.name, 'ACCESS EXCLUSIVE', 'referencing');
    if (isRewritten && keys.some(({ validated }) => validated)) collected.scan(referring.name, 'foreign key');
  }
}

function refers({ references }: Constraint, table: Table['name'], column: string): boolean {
  return references !== undefined && key(references.table) === key(table) && references.columns.includes(column);
}

/** @returns whether the table is written anew */
function changeIn(table: Table, operation: AlterType, collected: Collected): boolean {
  const { column: name } = operation;
  const { rewrites, indexRebuild } = storageOf(table, operation, collected);
  if (rewrites === true) collected.rewrite(table.name);
  for (const index of table.indexes.values()) {
    if (!index.reads.includes(name)) continue;
    // An expression or predicate is bound to the old type.
    if (indexRebuild || index.partial || index.expressions.length > 0) collected.rebuild(table.name, index);
    else collected.lock({ schema: table.name.schema, name: index.name }, 'ACCESS EXCLUSIVE', 'index');
  }
  for (const { type, columns, validated } of table.constraints.values()) {
    if (type === 'check' && validated && columns.includes(name)) collected.scan(table.name, 'check');
  }
  return rewrites === true;
}

function storageOf(table: Table, { column: name, type, using, collation }: AlterType, collected: Collected): Storage {
  const column = table.columns.get(name);
  // Any expression but the column itself gives every row a value of its own.
  if (using && using.column !== name) return { rewrites: true, indexRebuild: true };
  if (!column?.type) {
    collected.depends(unknownType);
    return { rewrites: 'maybe', indexRebuild: false };
  }
  const { before, session: { timeZone } } = collected;
  const change = typeChange(before.resolve(column.type), before.resolve(type), using?.castTo ? 'explicit' : 'assignment');
  const { rewrites, indexRebuild } = typeRewrite(change, using !== undefined, collected.postgres);
  const isBuiltAgain = indexRebuild || collationOf(collation) !== collationOf(column.collation);
  if (typeof rewrites === 'boolean') return { rewrites, indexRebuild: isBuiltAgain };
  if (rewrites === 'by time zone' && timeZone !== undefined) return { rewrites: !isUtc(timeZone), indexRebuild: isBuiltAgain };
  collected.depends(rewrites === 'unknown' ? 'What the types hold is not known here: most changes of a type rewrite the table.' : 'The table is rewritten unless the session’s TimeZone is UTC.');
  return { rewrites: 'maybe', indexRebuild: isBuiltAgain };
}

function collationOf(written: string | undefined): string | undefined {
  return written === 'default' || written === 'pg_catalog.default' ? undefined : written;
}
