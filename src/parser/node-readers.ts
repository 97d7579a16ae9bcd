// Written by scripts/tree-layouts.mjs; which fields are read, scripts/tree-readers.mjs says.
import { enumValues } from './layouts.ts';
import { words } from './memory.ts';
import type { A_Const, Alias, CollateClause, CreateStmt, FuncCall, GrantStmt, InferClause, IntoClause, Node, ObjectWithArgs, OnConflictClause, PartitionBoundSpec, PartitionSpec, RangeVar, ReturningClause, RoleSpec, SelectStmt, TypeName, WindowDef, WithClause } from './nodes.ts';
import type * as Pg from '@pgsql/types';
import { charOf, readInteger, readList, readNode, readStruct, readText } from './tree-reader.ts';
import { readShortString, readStringNode } from './short-strings.ts';

const A_Expr_Kind = enumValues<Pg.A_Expr_Kind>('A_Expr_Kind');
const AlterTableType = enumValues<Pg.AlterTableType>('AlterTableType');
const BoolExprType = enumValues<Pg.BoolExprType>('BoolExprType');
const CoercionForm = enumValues<Pg.CoercionForm>('CoercionForm');
const ConstrType = enumValues<Pg.ConstrType>('ConstrType');
const DropBehavior = enumValues<Pg.DropBehavior>('DropBehavior');
const FunctionParameterMode = enumValues<Pg.FunctionParameterMode>('FunctionParameterMode');
const GrantTargetType = enumValues<Pg.GrantTargetType>('GrantTargetType');
const MinMaxOp = enumValues<Pg.MinMaxOp>('MinMaxOp');
const NullTestType = enumValues<Pg.NullTestType>('NullTestType');
const ObjectType = enumValues<Pg.ObjectType>('ObjectType');
const RoleSpecType = enumValues<Pg.RoleSpecType>('RoleSpecType');
const SQLValueFunctionOp = enumValues<Pg.SQLValueFunctionOp>('SQLValueFunctionOp');
const SubLinkType = enumValues<Pg.SubLinkType>('SubLinkType');
const TransactionStmtKind = enumValues<Pg.TransactionStmtKind>('TransactionStmtKind');
const VariableSetKind = enumValues<Pg.VariableSetKind>('VariableSetKind');

/** What reads the nodes of a tag that stand at a place, in words. */
export const readers: ((at: number) => Node)[] = [];
readers[1] = (at) => ({ List: { items: readList(at << 2) } });
readers[2] = (at) => ({ Alias: readAlias(at) });
readers[3] = (at) => ({ RangeVar: readRangeVar(at) });
readers[5] = (at) => ({ IntoClause: readIntoClause(at) });
readers[21] = (at) => ({ BoolExpr: { boolop: BoolExprType(words[at + 1]), args: words[at + 2] ? readList(words[at + 2]) : undefined, location: (words[at + 3] ?? 0) || undefined } });
readers[22] = (at) => ({ SubLink: { subLinkType: SubLinkType(words[at + 1]), testexpr: words[at + 3] ? readNode(words[at + 3]) : undefined, subselect: words[at + 5] ? readNode(words[at + 5]) : undefined, location: (words[at + 6] ?? 0) || undefined } });
readers[32] = (at) => ({ CaseExpr: { arg: words[at + 3] ? readNode(words[at + 3]) : undefined, args: words[at + 4] ? readList(words[at + 4]) : undefined, defresult: words[at + 5] ? readNode(words[at + 5]) : undefined, location: (words[at + 6] ?? 0) || undefined } });
readers[33] = (at) => ({ CaseWhen: { expr: words[at + 1] ? readNode(words[at + 1]) : undefined, result: words[at + 2] ? readNode(words[at + 2]) : undefined, location: (words[at + 3] ?? 0) || undefined } });
readers[36] = (at) => ({ RowExpr: { args: words[at + 1] ? readList(words[at + 1]) : undefined, location: (words[at + 5] ?? 0) || undefined } });
readers[38] = (at) => ({ CoalesceExpr: { args: words[at + 3] ? readList(words[at + 3]) : undefined, location: (words[at + 4] ?? 0) || undefined } });
readers[39] = (at) => ({ MinMaxExpr: { op: MinMaxOp(words[at + 4]), args: words[at + 5] ? readList(words[at + 5]) : undefined, location: (words[at + 6] ?? 0) || undefined } });
readers[40] = (at) => ({ SQLValueFunction: { op: SQLValueFunctionOp(words[at + 1]), location: (words[at + 4] ?? 0) || undefined } });
readers[52] = (at) => ({ NullTest: { arg: words[at + 1] ? readNode(words[at + 1]) : undefined, nulltesttype: NullTestType(words[at + 2]), location: (words[at + 4] ?? 0) || undefined } });
readers[53] = (at) => ({ BooleanTest: { arg: words[at + 1] ? readNode(words[at + 1]) : undefined, location: (words[at + 3] ?? 0) || undefined } });
readers[57] = (at) => ({ SetToDefault: { location: (words[at + 4] ?? 0) || undefined } });
readers[64] = (at) => ({ JoinExpr: { isNatural: ((words[at + 2] ?? 0) & 255) !== 0 || undefined, larg: words[at + 3] ? readNode(words[at + 3]) : undefined, rarg: words[at + 4] ? readNode(words[at + 4]) : undefined, usingClause: words[at + 5] ? readList(words[at + 5]) : undefined, quals: words[at + 7] ? readNode(words[at + 7]) : undefined, alias: words[at + 8] ? readAlias((words[at + 8] ?? 0) >> 2) : undefined } });
readers[68] = (at) => ({ TypeName: readTypeName(at) });
readers[69] = (at) => ({ ColumnRef: { fields: words[at + 1] ? readList(words[at + 1]) : undefined, location: (words[at + 2] ?? 0) || undefined } });
readers[71] = (at) => ({ A_Expr: { kind: A_Expr_Kind(words[at + 1]), name: words[at + 2] ? readList(words[at + 2]) : undefined, lexpr: words[at + 3] ? readNode(words[at + 3]) : undefined, rexpr: words[at + 4] ? readNode(words[at + 4]) : undefined, location: (words[at + 7] ?? 0) || undefined } });
readers[72] = (at) => ({ A_Const: readConstant(at) });
readers[73] = (at) => ({ TypeCast: { arg: words[at + 1] ? readNode(words[at + 1]) : undefined, typeName: words[at + 2] ? readTypeName((words[at + 2] ?? 0) >> 2) : undefined, location: (words[at + 3] ?? 0) || undefined } });
readers[74] = (at) => ({ CollateClause: readCollateClause(at) });
readers[75] = (at) => ({ RoleSpec: readRoleSpec(at) });
readers[76] = (at) => ({ FuncCall: readFuncCall(at) });
readers[77] = () => ({ A_Star: {  } });
readers[79] = (at) => ({ A_Indirection: { arg: words[at + 1] ? readNode(words[at + 1]) : undefined, indirection: words[at + 2] ? readList(words[at + 2]) : undefined } });
readers[80] = (at) => ({ A_ArrayExpr: { elements: words[at + 1] ? readList(words[at + 1]) : undefined, location: (words[at + 4] ?? 0) || undefined } });
readers[81] = (at) => ({ ResTarget: { name: words[at + 1] ? readText(words[at + 1]) : undefined, indirection: words[at + 2] ? readList(words[at + 2]) : undefined, val: words[at + 3] ? readNode(words[at + 3]) : undefined } });
readers[83] = (at) => ({ SortBy: { node: words[at + 1] ? readNode(words[at + 1]) : undefined } });
readers[85] = (at) => ({ RangeSubselect: { lateral: ((words[at + 1] ?? 0) & 255) !== 0 || undefined, subquery: words[at + 2] ? readNode(words[at + 2]) : undefined, alias: words[at + 3] ? readAlias((words[at + 3] ?? 0) >> 2) : undefined } });
readers[86] = (at) => ({ RangeFunction: { functions: words[at + 2] ? readList(words[at + 2]) : undefined, alias: words[at + 3] ? readAlias((words[at + 3] ?? 0) >> 2) : undefined, coldeflist: words[at + 4] ? readList(words[at + 4]) : undefined } });
readers[90] = (at) => ({ ColumnDef: { colname: words[at + 1] ? readText(words[at + 1]) : undefined, typeName: words[at + 2] ? readTypeName((words[at + 2] ?? 0) >> 2) : undefined, is_not_null: ((words[at + 4] ?? 0) & 0xff000000) !== 0 || undefined, raw_default: words[at + 7] ? readNode(words[at + 7]) : undefined, collClause: words[at + 12] ? readCollateClause((words[at + 12] ?? 0) >> 2) : undefined, constraints: words[at + 14] ? readList(words[at + 14]) : undefined, location: (words[at + 16] ?? 0) || undefined } });
readers[92] = (at) => ({ IndexElem: { name: words[at + 1] ? readText(words[at + 1]) : undefined, expr: words[at + 2] ? readNode(words[at + 2]) : undefined } });
readers[93] = (at) => ({ DefElem: { defnamespace: words[at + 1] ? readText(words[at + 1]) : undefined, defname: words[at + 2] ? readText(words[at + 2]) : undefined, arg: words[at + 3] ? readNode(words[at + 3]) : undefined, location: (words[at + 5] ?? 0) || undefined } });
readers[100] = (at) => ({ PartitionCmd: { name: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, bound: words[at + 2] ? readStruct<PartitionBoundSpec>(words[at + 2]) : undefined, concurrent: ((words[at + 3] ?? 0) & 255) !== 0 || undefined } });
readers[110] = (at) => ({ WithClause: readWithClause(at) });
readers[111] = (at) => ({ InferClause: readInferClause(at) });
readers[112] = (at) => ({ OnConflictClause: readOnConflictClause(at) });
readers[115] = (at) => ({ CommonTableExpr: { ctename: words[at + 1] ? readText(words[at + 1]) : undefined, aliascolnames: words[at + 2] ? readList(words[at + 2]) : undefined, ctequery: words[at + 4] ? readNode(words[at + 4]) : undefined } });
readers[118] = (at) => ({ ReturningClause: readReturningClause(at) });
readers[137] = (at) => ({ InsertStmt: { relation: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, cols: words[at + 2] ? readList(words[at + 2]) : undefined, selectStmt: words[at + 3] ? readNode(words[at + 3]) : undefined, onConflictClause: words[at + 4] ? readOnConflictClause((words[at + 4] ?? 0) >> 2) : undefined, returningClause: words[at + 5] ? readReturningClause((words[at + 5] ?? 0) >> 2) : undefined, withClause: words[at + 6] ? readWithClause((words[at + 6] ?? 0) >> 2) : undefined } });
readers[138] = (at) => ({ DeleteStmt: { relation: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, usingClause: words[at + 2] ? readList(words[at + 2]) : undefined, whereClause: words[at + 3] ? readNode(words[at + 3]) : undefined, returningClause: words[at + 4] ? readReturningClause((words[at + 4] ?? 0) >> 2) : undefined, withClause: words[at + 5] ? readWithClause((words[at + 5] ?? 0) >> 2) : undefined } });
readers[139] = (at) => ({ UpdateStmt: { relation: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, targetList: words[at + 2] ? readList(words[at + 2]) : undefined, whereClause: words[at + 3] ? readNode(words[at + 3]) : undefined, fromClause: words[at + 4] ? readList(words[at + 4]) : undefined, returningClause: words[at + 5] ? readReturningClause((words[at + 5] ?? 0) >> 2) : undefined, withClause: words[at + 6] ? readWithClause((words[at + 6] ?? 0) >> 2) : undefined } });
readers[141] = (at) => ({ SelectStmt: readSelectStmt(at) });
readers[145] = (at) => ({ CreateSchemaStmt: { schemaname: words[at + 1] ? readText(words[at + 1]) : undefined, authrole: words[at + 2] ? readRoleSpec((words[at + 2] ?? 0) >> 2) : undefined, schemaElts: words[at + 3] ? readList(words[at + 3]) : undefined, if_not_exists: ((words[at + 4] ?? 0) & 255) !== 0 || undefined } });
readers[146] = (at) => ({ AlterTableStmt: { relation: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, cmds: words[at + 2] ? readList(words[at + 2]) : undefined, objtype: ObjectType(words[at + 3]), missing_ok: ((words[at + 4] ?? 0) & 255) !== 0 || undefined } });
readers[147] = (at) => ({ AlterTableCmd: { subtype: AlterTableType(words[at + 1]), name: words[at + 2] ? readText(words[at + 2]) : undefined, newowner: words[at + 4] ? readRoleSpec((words[at + 4] ?? 0) >> 2) : undefined, def: words[at + 5] ? readNode(words[at + 5]) : undefined, behavior: DropBehavior(words[at + 6]), missing_ok: ((words[at + 7] ?? 0) & 255) !== 0 || undefined } });
readers[151] = (at) => ({ AlterDomainStmt: { subtype: charOf((words[at + 1] ?? 0) >>> 0 & 255), typeName: words[at + 2] ? readList(words[at + 2]) : undefined, def: words[at + 4] ? readNode(words[at + 4]) : undefined } });
readers[152] = (at) => ({ GrantStmt: readGrantStmt(at) });
readers[153] = (at) => ({ ObjectWithArgs: readObjectWithArgs(at) });
readers[154] = (at) => ({ AccessPriv: { priv_name: words[at + 1] ? readText(words[at + 1]) : undefined, cols: words[at + 2] ? readList(words[at + 2]) : undefined } });
readers[155] = (at) => ({ GrantRoleStmt: { is_grant: ((words[at + 3] ?? 0) & 255) !== 0 || undefined } });
readers[156] = (at) => ({ AlterDefaultPrivilegesStmt: { action: words[at + 2] ? readGrantStmt((words[at + 2] ?? 0) >> 2) : undefined } });
readers[158] = (at) => ({ VariableSetStmt: { kind: VariableSetKind(words[at + 1]), name: words[at + 2] ? readText(words[at + 2]) : undefined, args: words[at + 3] ? readList(words[at + 3]) : undefined, is_local: ((words[at + 4] ?? 0) & 0xff00) !== 0 || undefined } });
readers[160] = (at) => ({ CreateStmt: readCreateStmt(at) });
readers[161] = (at) => ({ Constraint: { contype: ConstrType(words[at + 1]), conname: words[at + 2] ? readText(words[at + 2]) : undefined, deferrable: ((words[at + 3] ?? 0) & 255) !== 0 || undefined, initdeferred: ((words[at + 3] ?? 0) & 0xff00) !== 0 || undefined, is_enforced: ((words[at + 3] ?? 0) & 0xff0000) !== 0 || undefined, skip_validation: ((words[at + 3] ?? 0) & 0xff000000) !== 0 || undefined, is_no_inherit: ((words[at + 4] ?? 0) & 0xff00) !== 0 || undefined, raw_expr: words[at + 5] ? readNode(words[at + 5]) : undefined, generated_when: charOf((words[at + 7] ?? 0) >>> 0 & 255), generated_kind: charOf((words[at + 7] ?? 0) >>> 8 & 255), nulls_not_distinct: ((words[at + 7] ?? 0) & 0xff0000) !== 0 || undefined, keys: words[at + 8] ? readList(words[at + 8]) : undefined, including: words[at + 10] ? readList(words[at + 10]) : undefined, exclusions: words[at + 11] ? readList(words[at + 11]) : undefined, indexname: words[at + 13] ? readText(words[at + 13]) : undefined, where_clause: words[at + 17] ? readNode(words[at + 17]) : undefined, pktable: words[at + 18] ? readRangeVar((words[at + 18] ?? 0) >> 2) : undefined, fk_attrs: words[at + 19] ? readList(words[at + 19]) : undefined, pk_attrs: words[at + 20] ? readList(words[at + 20]) : undefined, fk_upd_action: charOf((words[at + 21] ?? 0) >>> 24 & 255), fk_del_action: charOf((words[at + 22] ?? 0) >>> 0 & 255), fk_del_set_cols: words[at + 23] ? readList(words[at + 23]) : undefined, location: (words[at + 26] ?? 0) || undefined } });
readers[166] = (at) => ({ CreateExtensionStmt: { extname: words[at + 1] ? readText(words[at + 1]) : undefined, if_not_exists: ((words[at + 2] ?? 0) & 255) !== 0 || undefined, options: words[at + 3] ? readList(words[at + 3]) : undefined } });
readers[173] = (at) => ({ CreateForeignTableStmt: { base: readCreateStmt(at + 0) } });
readers[178] = (at) => ({ CreatePolicyStmt: { policy_name: words[at + 1] ? readText(words[at + 1]) : undefined, table: words[at + 2] ? readRangeVar((words[at + 2] ?? 0) >> 2) : undefined, qual: words[at + 6] ? readNode(words[at + 6]) : undefined, with_check: words[at + 7] ? readNode(words[at + 7]) : undefined } });
readers[179] = (at) => ({ AlterPolicyStmt: { policy_name: words[at + 1] ? readText(words[at + 1]) : undefined, table: words[at + 2] ? readRangeVar((words[at + 2] ?? 0) >> 2) : undefined } });
readers[181] = (at) => ({ CreateTrigStmt: { replace: ((words[at + 1] ?? 0) & 255) !== 0 || undefined, trigname: words[at + 2] ? readText(words[at + 2]) : undefined, relation: words[at + 3] ? readRangeVar((words[at + 3] ?? 0) >> 2) : undefined, row: ((words[at + 6] ?? 0) & 255) !== 0 || undefined, columns: words[at + 8] ? readList(words[at + 8]) : undefined, whenClause: words[at + 9] ? readNode(words[at + 9]) : undefined, constrrel: words[at + 12] ? readRangeVar((words[at + 12] ?? 0) >> 2) : undefined } });
readers[189] = (at) => ({ CreateSeqStmt: { sequence: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, options: words[at + 2] ? readList(words[at + 2]) : undefined, if_not_exists: ((words[at + 4] ?? 0) & 0xff00) !== 0 || undefined } });
readers[190] = (at) => ({ AlterSeqStmt: { sequence: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, options: words[at + 2] ? readList(words[at + 2]) : undefined } });
readers[192] = (at) => ({ CreateDomainStmt: { domainname: words[at + 1] ? readList(words[at + 1]) : undefined, typeName: words[at + 2] ? readTypeName((words[at + 2] ?? 0) >> 2) : undefined, constraints: words[at + 4] ? readList(words[at + 4]) : undefined } });
readers[197] = (at) => ({ DropStmt: { objects: words[at + 1] ? readList(words[at + 1]) : undefined, removeType: ObjectType(words[at + 2]), behavior: DropBehavior(words[at + 3]), missing_ok: ((words[at + 4] ?? 0) & 255) !== 0 || undefined, concurrent: ((words[at + 4] ?? 0) & 0xff00) !== 0 || undefined } });
readers[198] = (at) => ({ TruncateStmt: { relations: words[at + 1] ? readList(words[at + 1]) : undefined, restart_seqs: ((words[at + 2] ?? 0) & 255) !== 0 || undefined, behavior: DropBehavior(words[at + 3]) } });
readers[199] = (at) => ({ CommentStmt: { objtype: ObjectType(words[at + 1]), object: words[at + 2] ? readNode(words[at + 2]) : undefined, comment: words[at + 3] ? readText(words[at + 3]) : undefined } });
readers[204] = (at) => ({ IndexStmt: { idxname: words[at + 1] ? readText(words[at + 1]) : undefined, relation: words[at + 2] ? readRangeVar((words[at + 2] ?? 0) >> 2) : undefined, accessMethod: words[at + 3] ? readText(words[at + 3]) : undefined, indexParams: words[at + 5] ? readList(words[at + 5]) : undefined, indexIncludingParams: words[at + 6] ? readList(words[at + 6]) : undefined, whereClause: words[at + 8] ? readNode(words[at + 8]) : undefined, unique: ((words[at + 15] ?? 0) & 255) !== 0 || undefined, nulls_not_distinct: ((words[at + 15] ?? 0) & 0xff00) !== 0 || undefined, concurrent: ((words[at + 17] ?? 0) & 255) !== 0 || undefined, if_not_exists: ((words[at + 17] ?? 0) & 0xff00) !== 0 || undefined } });
readers[208] = (at) => ({ CreateFunctionStmt: { is_procedure: ((words[at + 1] ?? 0) & 255) !== 0 || undefined, replace: ((words[at + 1] ?? 0) & 0xff00) !== 0 || undefined, funcname: words[at + 2] ? readList(words[at + 2]) : undefined, parameters: words[at + 3] ? readList(words[at + 3]) : undefined, returnType: words[at + 4] ? readTypeName((words[at + 4] ?? 0) >> 2) : undefined, options: words[at + 5] ? readList(words[at + 5]) : undefined, sql_body: words[at + 6] ? readNode(words[at + 6]) : undefined } });
readers[209] = (at) => ({ FunctionParameter: { name: words[at + 1] ? readText(words[at + 1]) : undefined, argType: words[at + 2] ? readTypeName((words[at + 2] ?? 0) >> 2) : undefined, mode: FunctionParameterMode(words[at + 3]), defexpr: words[at + 4] ? readNode(words[at + 4]) : undefined } });
readers[210] = (at) => ({ AlterFunctionStmt: { objtype: ObjectType(words[at + 1]), func: words[at + 2] ? readObjectWithArgs((words[at + 2] ?? 0) >> 2) : undefined, actions: words[at + 3] ? readList(words[at + 3]) : undefined } });
readers[211] = (at) => ({ DoStmt: { args: words[at + 1] ? readList(words[at + 1]) : undefined } });
readers[213] = (at) => ({ CallStmt: { funccall: words[at + 1] ? readFuncCall((words[at + 1] ?? 0) >> 2) : undefined } });
readers[215] = (at) => ({ RenameStmt: { renameType: ObjectType(words[at + 1]), relation: words[at + 3] ? readRangeVar((words[at + 3] ?? 0) >> 2) : undefined, object: words[at + 4] ? readNode(words[at + 4]) : undefined, subname: words[at + 5] ? readText(words[at + 5]) : undefined, newname: words[at + 6] ? readText(words[at + 6]) : undefined, missing_ok: ((words[at + 8] ?? 0) & 255) !== 0 || undefined } });
readers[217] = (at) => ({ AlterObjectSchemaStmt: { objectType: ObjectType(words[at + 1]), relation: words[at + 2] ? readRangeVar((words[at + 2] ?? 0) >> 2) : undefined, object: words[at + 3] ? readNode(words[at + 3]) : undefined, newschema: words[at + 4] ? readText(words[at + 4]) : undefined, missing_ok: ((words[at + 5] ?? 0) & 255) !== 0 || undefined } });
readers[218] = (at) => ({ AlterOwnerStmt: { objectType: ObjectType(words[at + 1]) } });
readers[225] = (at) => ({ TransactionStmt: { kind: TransactionStmtKind(words[at + 1]), chain: ((words[at + 5] ?? 0) & 255) !== 0 || undefined } });
readers[226] = (at) => ({ CompositeTypeStmt: { typevar: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, coldeflist: words[at + 2] ? readList(words[at + 2]) : undefined } });
readers[227] = (at) => ({ CreateEnumStmt: { typeName: words[at + 1] ? readList(words[at + 1]) : undefined, vals: words[at + 2] ? readList(words[at + 2]) : undefined } });
readers[229] = (at) => ({ AlterEnumStmt: { typeName: words[at + 1] ? readList(words[at + 1]) : undefined, oldVal: words[at + 2] ? readText(words[at + 2]) : undefined, newVal: words[at + 3] ? readText(words[at + 3]) : undefined, newValNeighbor: words[at + 4] ? readText(words[at + 4]) : undefined, newValIsAfter: ((words[at + 5] ?? 0) & 255) !== 0 || undefined, skipIfNewValExists: ((words[at + 5] ?? 0) & 0xff00) !== 0 || undefined } });
readers[230] = (at) => ({ ViewStmt: { view: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, aliases: words[at + 2] ? readList(words[at + 2]) : undefined, query: words[at + 3] ? readNode(words[at + 3]) : undefined, replace: ((words[at + 4] ?? 0) & 255) !== 0 || undefined } });
readers[242] = (at) => ({ CreateTableAsStmt: { query: words[at + 1] ? readNode(words[at + 1]) : undefined, into: words[at + 2] ? readIntoClause((words[at + 2] ?? 0) >> 2) : undefined, objtype: ObjectType(words[at + 3]), if_not_exists: ((words[at + 4] ?? 0) & 0xff00) !== 0 || undefined } });
readers[243] = (at) => ({ RefreshMatViewStmt: { concurrent: ((words[at + 1] ?? 0) & 255) !== 0 || undefined, skipData: ((words[at + 1] ?? 0) & 0xff00) !== 0 || undefined, relation: words[at + 2] ? readRangeVar((words[at + 2] ?? 0) >> 2) : undefined } });
readers[246] = (at) => ({ LockStmt: { relations: words[at + 1] ? readList(words[at + 1]) : undefined, mode: (words[at + 2] ?? 0) || undefined } });
readers[465] = (at) => ({ Integer: readInteger(at) });
readers[466] = (at) => ({ Float: { fval: readShortString(words[at + 1]) } });
readers[467] = (at) => ({ Boolean: { boolval: words[at + 1] !== 0 } });
readers[468] = (at) => readStringNode(words[at + 1]);
readers[469] = (at) => ({ BitString: { bsval: readShortString(words[at + 1]) } });

/** Its tag, a value with its own tag, whether it is NULL instead, and the location. */
function readConstant(at: number): A_Const {
  const isNull = ((words[at + 3] ?? 0) & 255) !== 0;
  const tag = isNull ? 0 : words[at + 1];
  return {
    isnull: isNull || undefined,
    ival: tag === 465 ? readInteger(at + 1) : undefined,
    fval: tag === 466 ? { fval: readShortString(words[at + 2]) } : undefined,
    sval: tag === 468 ? readStringNode(words[at + 2]).String : undefined,
    boolval: tag === 467 ? { boolval: words[at + 2] !== 0 || undefined } : undefined,
    location: (words[at + 4] ?? 0) || undefined,
  };
}

function readAlias(at: number): Alias {
  return { aliasname: words[at + 1] ? readText(words[at + 1]) : undefined, colnames: words[at + 2] ? readList(words[at + 2]) : undefined };
}

function readRangeVar(at: number): RangeVar {
  return { schemaname: words[at + 2] ? readText(words[at + 2]) : undefined, relname: words[at + 3] ? readText(words[at + 3]) : undefined, inh: ((words[at + 4] ?? 0) & 255) !== 0 || undefined, relpersistence: charOf((words[at + 4] ?? 0) >>> 8 & 255), alias: words[at + 5] ? readAlias((words[at + 5] ?? 0) >> 2) : undefined };
}

function readIntoClause(at: number): IntoClause {
  return { rel: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, colNames: words[at + 2] ? readList(words[at + 2]) : undefined };
}

function readTypeName(at: number): TypeName {
  return { names: words[at + 1] ? readList(words[at + 1]) : undefined, setof: ((words[at + 3] ?? 0) & 255) !== 0 || undefined, pct_type: ((words[at + 3] ?? 0) & 0xff00) !== 0 || undefined, typmods: words[at + 4] ? readList(words[at + 4]) : undefined, arrayBounds: words[at + 6] ? readList(words[at + 6]) : undefined, location: (words[at + 7] ?? 0) || undefined };
}

function readCollateClause(at: number): CollateClause {
  return { arg: words[at + 1] ? readNode(words[at + 1]) : undefined, collname: words[at + 2] ? readList(words[at + 2]) : undefined, location: (words[at + 3] ?? 0) || undefined };
}

function readRoleSpec(at: number): RoleSpec {
  return { roletype: RoleSpecType(words[at + 1]), rolename: words[at + 2] ? readText(words[at + 2]) : undefined };
}

function readFuncCall(at: number): FuncCall {
  return { funcname: words[at + 1] ? readList(words[at + 1]) : undefined, args: words[at + 2] ? readList(words[at + 2]) : undefined, agg_order: words[at + 3] ? readList(words[at + 3]) : undefined, agg_filter: words[at + 4] ? readNode(words[at + 4]) : undefined, over: words[at + 5] ? readStruct<WindowDef>(words[at + 5]) : undefined, funcformat: CoercionForm(words[at + 7]), location: (words[at + 8] ?? 0) || undefined };
}

function readWithClause(at: number): WithClause {
  return { ctes: words[at + 1] ? readList(words[at + 1]) : undefined, recursive: ((words[at + 2] ?? 0) & 255) !== 0 || undefined };
}

function readInferClause(at: number): InferClause {
  return { indexElems: words[at + 1] ? readList(words[at + 1]) : undefined, whereClause: words[at + 2] ? readNode(words[at + 2]) : undefined };
}

function readOnConflictClause(at: number): OnConflictClause {
  return { infer: words[at + 2] ? readInferClause((words[at + 2] ?? 0) >> 2) : undefined, targetList: words[at + 3] ? readList(words[at + 3]) : undefined, whereClause: words[at + 4] ? readNode(words[at + 4]) : undefined };
}

function readReturningClause(at: number): ReturningClause {
  return { exprs: words[at + 2] ? readList(words[at + 2]) : undefined };
}

function readSelectStmt(at: number): SelectStmt {
  return { distinctClause: words[at + 1] ? readList(words[at + 1]) : undefined, intoClause: words[at + 2] ? readIntoClause((words[at + 2] ?? 0) >> 2) : undefined, targetList: words[at + 3] ? readList(words[at + 3]) : undefined, fromClause: words[at + 4] ? readList(words[at + 4]) : undefined, whereClause: words[at + 5] ? readNode(words[at + 5]) : undefined, groupClause: words[at + 6] ? readList(words[at + 6]) : undefined, havingClause: words[at + 8] ? readNode(words[at + 8]) : undefined, windowClause: words[at + 9] ? readList(words[at + 9]) : undefined, valuesLists: words[at + 10] ? readList(words[at + 10]) : undefined, sortClause: words[at + 11] ? readList(words[at + 11]) : undefined, limitOffset: words[at + 12] ? readNode(words[at + 12]) : undefined, limitCount: words[at + 13] ? readNode(words[at + 13]) : undefined, withClause: words[at + 16] ? readWithClause((words[at + 16] ?? 0) >> 2) : undefined, larg: words[at + 19] ? readSelectStmt((words[at + 19] ?? 0) >> 2) : undefined, rarg: words[at + 20] ? readSelectStmt((words[at + 20] ?? 0) >> 2) : undefined };
}

function readGrantStmt(at: number): GrantStmt {
  return { is_grant: ((words[at + 1] ?? 0) & 255) !== 0 || undefined, targtype: GrantTargetType(words[at + 2]), objtype: ObjectType(words[at + 3]), objects: words[at + 4] ? readList(words[at + 4]) : undefined, privileges: words[at + 5] ? readList(words[at + 5]) : undefined, grantees: words[at + 6] ? readList(words[at + 6]) : undefined };
}

function readObjectWithArgs(at: number): ObjectWithArgs {
  return { objname: words[at + 1] ? readList(words[at + 1]) : undefined, objargs: words[at + 2] ? readList(words[at + 2]) : undefined, args_unspecified: ((words[at + 4] ?? 0) & 255) !== 0 || undefined };
}

function readCreateStmt(at: number): CreateStmt {
  return { relation: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, tableElts: words[at + 2] ? readList(words[at + 2]) : undefined, inhRelations: words[at + 3] ? readList(words[at + 3]) : undefined, partbound: words[at + 4] ? readStruct<PartitionBoundSpec>(words[at + 4]) : undefined, partspec: words[at + 5] ? readStruct<PartitionSpec>(words[at + 5]) : undefined, ofTypename: words[at + 6] ? readTypeName((words[at + 6] ?? 0) >> 2) : undefined, if_not_exists: ((words[at + 13] ?? 0) & 255) !== 0 || undefined };
}
