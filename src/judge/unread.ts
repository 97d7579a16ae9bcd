import type { Operation, QualifiedName } from '../operations/operation.ts';
import { objectKey, type Catalog } from '../schema/catalog.ts';
import type { Trace } from './down-run.ts';

/** Commands that may do anything to the schema. */
const opaque: ReadonlySet<string> = new Set(['call', 'execute', 'import foreign schema', 'drop owned', 'reassign owned']);

/** What hangs on them is not followed. */
const cascades: ReadonlySet<string> = new Set(['function', 'procedure', 'routine', 'aggregate', 'extension', 'operator', 'operator class', 'collation', 'server', 'foreign data wrapper']);

/** Functions of PostgreSQL's own that leave the schema as it is, whose names tell no more. */
const harmless = /^(?:setval|nextval|currval|set_config|current_\w+|now|count|sum|min|max|coalesce|length|lower|upper|version|gen_random_uuid|to_reg\w+|exists|format|concat\w*|array_\w+|string_\w+|json\w*|pg_(?!create|drop)\w+|generate_series|has_\w+_privilege|txid_\w+|row_number|random|md5|encode|decode|regexp_\w+|unnest|obj_description|col_description|uuid_generate_\w+)$/;

/** Why nobody can say what a script does to the schema; undefined where all of it was read. */
export function unreadOf({ parsed, operations }: Trace, before: Catalog): string | undefined {
  if (!parsed) return undefined;
  if (parsed.errors.length > 0) return 'a statement that cannot be read';
  if ((parsed.unresolved ?? []).length > 0) return 'a placeholder for whole statements';
  for (const { operation } of operations) {
    const why = whyOpaque(operation, before);
    if (why !== undefined) return why;
  }
  return undefined;
}

function whyOpaque(operation: Operation, before: Catalog): string | undefined {
  const { within, kind } = operation;
  if (kind === 'dynamic-sql') return 'an EXECUTE that puts its SQL together at run time';
  if (kind === 'do' && !operation.read) return 'a DO block that cannot be read';
  if (within && changesSchema(kind) && (within.loop || (within.branch && !within.asksCatalog))) return 'a DO block whose effect depends on the data';
  if (kind === 'other' && opaque.has(operation.command)) return `a ${operation.command.toUpperCase()}`;
  if (kind === 'drop-object' && operation.cascade && cascades.has(operation.object)) return `a DROP ${operation.object.toUpperCase()} CASCADE`;
  if (kind === 'select') return operation.functions.some((name) => isOpaqueCall(name, before)) ? 'a function that may do anything' : undefined;
  return undefined;
}

function changesSchema(kind: Operation['kind']): boolean {
  return !['do', 'assertion', 'select', 'insert', 'update', 'delete', 'other', 'set', 'transaction', 'lock-table'].includes(kind);
}

/** The history's own routines have been followed where they are called. */
function isOpaqueCall(name: QualifiedName, before: Catalog): boolean {
  if (name.schema === 'pg_catalog' || (name.schema === '' && harmless.test(name.name))) return false;
  return !before.objects.has(objectKey('routine', name.schema === '' ? { schema: 'public', name: name.name } : name));
}
