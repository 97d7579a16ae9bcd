import type { LockStmt, Node, TransactionStmt, TransactionStmtKind, VariableSetStmt } from '../parser/nodes.ts';
import type { Context, Handlers, Lowered } from './context.ts';
import type { Operation, OperationOf } from './operation.ts';

type Action = OperationOf<'transaction'>['action'];

const actions: Readonly<Record<TransactionStmtKind, Action>> = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_COMMIT: 'commit',
  TRANS_STMT_ROLLBACK: 'rollback',
  TRANS_STMT_SAVEPOINT: 'savepoint',
  TRANS_STMT_RELEASE: 'release',
  TRANS_STMT_ROLLBACK_TO: 'rollback to',
  TRANS_STMT_PREPARE: 'prepare',
  TRANS_STMT_COMMIT_PREPARED: 'commit prepared',
  TRANS_STMT_ROLLBACK_PREPARED: 'rollback prepared',
};

/** By number, from 1 (src/include/storage/lockdefs.h). */
const lockModes: readonly string[] = [
  'ACCESS SHARE', 'ROW SHARE', 'ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE',
];

export const sessionHandlers: Handlers = {
  TransactionStmt: transaction,
  VariableSetStmt: set,
  LockStmt: lock,
};

function transaction({ kind = 'TRANS_STMT_BEGIN', chain }: TransactionStmt, context: Context): Operation {
  return { kind: 'transaction', mark: context.whole, action: actions[kind], chain: chain ?? false };
}

function set({ kind, name = '', args = [], is_local }: VariableSetStmt, context: Context): Lowered {
  const base = { kind: 'set', mark: context.whole, local: is_local ?? false } as const;
  if (kind === 'VAR_RESET_ALL') return { setting: 'all', values: [], ...base };
  if (kind !== 'VAR_SET_MULTI') return { setting: name.toLowerCase(), values: args.map(value), ...base };
  const several = args.flatMap((node): readonly Operation[] => {
    if (!('DefElem' in node)) return [];
    const { defname = '', arg } = node.DefElem;
    const setting = name === 'TRANSACTION' ? defname : `default_${defname}`;
    return [{ ...base, setting, values: arg ? [value(arg)] : [], local: name === 'TRANSACTION' }];
  });
  return several.length > 0 ? several : { ...base, setting: name.toLowerCase(), values: args.map(value), local: true };
}

/** A value of SET as text, whatever kind of constant it is. */
function value(node: Node): string {
  if ('TypeCast' in node) return node.TypeCast.arg ? value(node.TypeCast.arg) : '';
  if (!('A_Const' in node)) return '';
  const { ival, fval, sval, boolval } = node.A_Const;
  if (ival) return String(ival.ival ?? 0);
  if (boolval) return String(boolval.boolval ?? false);
  return fval?.fval ?? sval?.sval ?? '';
}

function lock({ relations = [], mode = 0 }: LockStmt, context: Context): readonly Operation[] {
  return relations.map((node, index) => {
    const relation = 'RangeVar' in node ? node.RangeVar : undefined;
    const only = relation?.inh ? {} : { only: true };
    return { kind: 'lock-table', mark: context.object(index, relations.length), table: context.relation(relation), ...only, mode: lockModes[mode - 1] ?? '' };
  });
}
