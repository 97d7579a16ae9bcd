import type { AlterTableCmd, AlterTableType, Node } from '../parser/nodes.ts';
import { items, word, writtenName } from './words.ts';

/**
 * The commands that no operation of their own describes, in PostgreSQL's words. Source:
 * alter_table_type_to_string in src/backend/commands/tablecmds.c.
 */
const actions: Partial<Readonly<Record<AlterTableType, string>>> = {
  AT_SetStatistics: 'set statistics',
  AT_SetOptions: 'alter column set',
  AT_ResetOptions: 'alter column reset',
  AT_SetStorage: 'set storage',
  AT_SetCompression: 'set compression',
  AT_AlterConstraint: 'alter constraint',
  AT_AlterColumnGenericOptions: 'alter column options',
  AT_ChangeOwner: 'owner to',
  AT_ClusterOn: 'cluster on',
  AT_DropCluster: 'set without cluster',
  AT_SetLogged: 'set logged',
  AT_SetUnLogged: 'set unlogged',
  AT_DropOids: 'set without oids',
  AT_SetAccessMethod: 'set access method',
  AT_SetTableSpace: 'set tablespace',
  AT_SetRelOptions: 'set',
  AT_ResetRelOptions: 'reset',
  AT_ReplaceRelOptions: 'set',
  AT_EnableTrig: 'enable trigger',
  AT_EnableAlwaysTrig: 'enable always trigger',
  AT_EnableReplicaTrig: 'enable replica trigger',
  AT_DisableTrig: 'disable trigger',
  AT_EnableTrigAll: 'enable trigger all',
  AT_DisableTrigAll: 'disable trigger all',
  AT_EnableTrigUser: 'enable trigger user',
  AT_DisableTrigUser: 'disable trigger user',
  AT_EnableRule: 'enable rule',
  AT_EnableAlwaysRule: 'enable always rule',
  AT_EnableReplicaRule: 'enable replica rule',
  AT_DisableRule: 'disable rule',
  AT_AddOf: 'of',
  AT_DropOf: 'not of',
  AT_ReplicaIdentity: 'replica identity',
  AT_EnableRowSecurity: 'enable row level security',
  AT_DisableRowSecurity: 'disable row level security',
  AT_ForceRowSecurity: 'force row level security',
  AT_NoForceRowSecurity: 'no force row level security',
  AT_GenericOptions: 'options',
  AT_SetIdentity: 'set identity',
};

/** `REPLICA_IDENTITY_…` in src/include/catalog/pg_class.h. */
const replicaIdentities: Readonly<Record<string, string>> = { d: 'default', n: 'nothing', f: 'full' };

/** The words of a command, lower case; those of the grammar for a command that no list here knows. */
export function actionOf({ subtype = 'AT_AddColumn', def }: AlterTableCmd): string {
  if (subtype === 'AT_ColumnDefault') return def ? 'set default' : 'drop default';
  return actions[subtype] ?? subtype.slice('AT_'.length).replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

/** What an action is about: a column, trigger, constraint, index, role, or the names of storage parameters. */
export function argumentOf({ name, newowner, def }: AlterTableCmd): string | undefined {
  if (name !== undefined) return name;
  if (newowner) return newowner.rolename ?? newowner.roletype?.slice('ROLESPEC_'.length).toLowerCase();
  if (!def) return undefined;
  if ('ATAlterConstraint' in def) return def.ATAlterConstraint.conname;
  if ('TypeName' in def) return writtenName(def.TypeName.names).name;
  if ('ReplicaIdentityStmt' in def) return def.ReplicaIdentityStmt.name ?? replicaIdentities[def.ReplicaIdentityStmt.identity_type ?? ''];
  return optionNames(items(def)).join(', ') || word(def) || undefined;
}

/** The names in a list such as `(fillfactor = 70, toast.autovacuum_enabled)`. */
function optionNames(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (!('DefElem' in node)) return [];
    const { defnamespace, defname = '' } = node.DefElem;
    return [defnamespace === undefined ? defname : `${defnamespace}.${defname}`];
  });
}
