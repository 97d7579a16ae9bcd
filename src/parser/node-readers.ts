// Written by scripts/tree-layouts.mjs; which fields are read, scripts/tree-readers.mjs says.
import { enumValues, type Values } from './layouts.ts';
import { words } from './memory.ts';
import type { A_ArrayExpr, A_Const, A_Expr, A_Indirection, A_Star, AccessPriv, Alias, AlterDefaultPrivilegesStmt, AlterDomainStmt, AlterEnumStmt, AlterFunctionStmt, AlterObjectSchemaStmt, AlterOwnerStmt, AlterPolicyStmt, AlterSeqStmt, AlterTableCmd, AlterTableStmt, BoolExpr, BooleanTest, CallStmt, CaseExpr, CaseWhen, CoalesceExpr, CollateClause, ColumnDef, ColumnRef, CommentStmt, CommonTableExpr, CompositeTypeStmt, Constraint, CreateDomainStmt, CreateEnumStmt, CreateExtensionStmt, CreateForeignTableStmt, CreateFunctionStmt, CreatePolicyStmt, CreateSchemaStmt, CreateSeqStmt, CreateStmt, CreateTableAsStmt, CreateTrigStmt, DefElem, DeleteStmt, DoStmt, DropStmt, FuncCall, FunctionParameter, GrantRoleStmt, GrantStmt, IndexElem, IndexStmt, InferClause, InsertStmt, IntoClause, JoinExpr, LockStmt, MinMaxExpr, Node, NullTest, ObjectWithArgs, OnConflictClause, PartitionBoundSpec, PartitionCmd, PartitionSpec, RangeFunction, RangeSubselect, RangeVar, RefreshMatViewStmt, RenameStmt, ResTarget, ReturningClause, RoleSpec, RowExpr, SQLValueFunction, SelectStmt, SetToDefault, SortBy, SubLink, TransactionStmt, TruncateStmt, TypeCast, TypeName, UpdateStmt, VariableSetStmt, ViewStmt, WindowDef, WithClause } from './nodes.ts';
import type * as Pg from '@pgsql/types';
import { charOf, readInteger, readList, readNode, readStruct, readText } from './tree-reader.ts';
import { readShortString, readWord } from './short-strings.ts';

const A_Expr_Kind = enumValues('A_Expr_Kind') as Values<Pg.A_Expr_Kind>;
const AlterTableType = enumValues('AlterTableType') as Values<Pg.AlterTableType>;
const BoolExprType = enumValues('BoolExprType') as Values<Pg.BoolExprType>;
const CoercionForm = enumValues('CoercionForm') as Values<Pg.CoercionForm>;
const ConstrType = enumValues('ConstrType') as Values<Pg.ConstrType>;
const DropBehavior = enumValues('DropBehavior') as Values<Pg.DropBehavior>;
const FunctionParameterMode = enumValues('FunctionParameterMode') as Values<Pg.FunctionParameterMode>;
const GrantTargetType = enumValues('GrantTargetType') as Values<Pg.GrantTargetType>;
const MinMaxOp = enumValues('MinMaxOp') as Values<Pg.MinMaxOp>;
const NullTestType = enumValues('NullTestType') as Values<Pg.NullTestType>;
const ObjectType = enumValues('ObjectType') as Values<Pg.ObjectType>;
const RoleSpecType = enumValues('RoleSpecType') as Values<Pg.RoleSpecType>;
const SQLValueFunctionOp = enumValues('SQLValueFunctionOp') as Values<Pg.SQLValueFunctionOp>;
const SubLinkType = enumValues('SubLinkType') as Values<Pg.SubLinkType>;
const TransactionStmtKind = enumValues('TransactionStmtKind') as Values<Pg.TransactionStmtKind>;
const VariableSetKind = enumValues('VariableSetKind') as Values<Pg.VariableSetKind>;

/** What reads the nodes of a tag that stand at a place, in words. */
export const readers: ((at: number) => Node)[] = [];
readers[1] = (at) => ({ List: { items: readList(at << 2) } });
readers[2] = (at) => ({ Alias: readAlias(at) });
readers[3] = (at) => ({ RangeVar: readRangeVar(at) });
readers[5] = (at) => ({ IntoClause: readIntoClause(at) });
readers[21] = (at) => ({ BoolExpr: readBoolExpr(at) });
readers[22] = (at) => ({ SubLink: readSubLink(at) });
readers[32] = (at) => ({ CaseExpr: readCaseExpr(at) });
readers[33] = (at) => ({ CaseWhen: readCaseWhen(at) });
readers[36] = (at) => ({ RowExpr: readRowExpr(at) });
readers[38] = (at) => ({ CoalesceExpr: readCoalesceExpr(at) });
readers[39] = (at) => ({ MinMaxExpr: readMinMaxExpr(at) });
readers[40] = (at) => ({ SQLValueFunction: readSQLValueFunction(at) });
readers[52] = (at) => ({ NullTest: readNullTest(at) });
readers[53] = (at) => ({ BooleanTest: readBooleanTest(at) });
readers[57] = (at) => ({ SetToDefault: readSetToDefault(at) });
readers[64] = (at) => ({ JoinExpr: readJoinExpr(at) });
readers[68] = (at) => ({ TypeName: readTypeName(at) });
readers[69] = (at) => ({ ColumnRef: readColumnRef(at) });
readers[71] = (at) => ({ A_Expr: readAExpr(at) });
readers[72] = (at) => ({ A_Const: readConstant(at) });
readers[73] = (at) => ({ TypeCast: readTypeCast(at) });
readers[74] = (at) => ({ CollateClause: readCollateClause(at) });
readers[75] = (at) => ({ RoleSpec: readRoleSpec(at) });
readers[76] = (at) => ({ FuncCall: readFuncCall(at) });
readers[77] = () => ({ A_Star: readAStar() });
readers[79] = (at) => ({ A_Indirection: readAIndirection(at) });
readers[80] = (at) => ({ A_ArrayExpr: readAArrayExpr(at) });
readers[81] = (at) => (words[at + 2] || words[at + 3] ? { ResTarget: readResTarget(at) } : (readWord(words[at + 1]).target ??= { ResTarget: readResTarget(at) }));
readers[83] = (at) => ({ SortBy: readSortBy(at) });
readers[85] = (at) => ({ RangeSubselect: readRangeSubselect(at) });
readers[86] = (at) => ({ RangeFunction: readRangeFunction(at) });
readers[90] = (at) => ({ ColumnDef: readColumnDef(at) });
readers[92] = (at) => (words[at + 2] ? { IndexElem: readIndexElem(at) } : (readWord(words[at + 1]).element ??= { IndexElem: readIndexElem(at) }));
readers[93] = (at) => ({ DefElem: readDefElem(at) });
readers[100] = (at) => ({ PartitionCmd: readPartitionCmd(at) });
readers[110] = (at) => ({ WithClause: readWithClause(at) });
readers[111] = (at) => ({ InferClause: readInferClause(at) });
readers[112] = (at) => ({ OnConflictClause: readOnConflictClause(at) });
readers[115] = (at) => ({ CommonTableExpr: readCommonTableExpr(at) });
readers[118] = (at) => ({ ReturningClause: readReturningClause(at) });
readers[137] = (at) => ({ InsertStmt: readInsertStmt(at) });
readers[138] = (at) => ({ DeleteStmt: readDeleteStmt(at) });
readers[139] = (at) => ({ UpdateStmt: readUpdateStmt(at) });
readers[141] = (at) => ({ SelectStmt: readSelectStmt(at) });
readers[145] = (at) => ({ CreateSchemaStmt: readCreateSchemaStmt(at) });
readers[146] = (at) => ({ AlterTableStmt: readAlterTableStmt(at) });
readers[147] = (at) => ({ AlterTableCmd: readAlterTableCmd(at) });
readers[151] = (at) => ({ AlterDomainStmt: readAlterDomainStmt(at) });
readers[152] = (at) => ({ GrantStmt: readGrantStmt(at) });
readers[153] = (at) => ({ ObjectWithArgs: readObjectWithArgs(at) });
readers[154] = (at) => ({ AccessPriv: readAccessPriv(at) });
readers[155] = (at) => ({ GrantRoleStmt: readGrantRoleStmt(at) });
readers[156] = (at) => ({ AlterDefaultPrivilegesStmt: readAlterDefaultPrivilegesStmt(at) });
readers[158] = (at) => ({ VariableSetStmt: readVariableSetStmt(at) });
readers[160] = (at) => ({ CreateStmt: readCreateStmt(at) });
readers[161] = (at) => ({ Constraint: readConstraint(at) });
readers[166] = (at) => ({ CreateExtensionStmt: readCreateExtensionStmt(at) });
readers[173] = (at) => ({ CreateForeignTableStmt: readCreateForeignTableStmt(at) });
readers[178] = (at) => ({ CreatePolicyStmt: readCreatePolicyStmt(at) });
readers[179] = (at) => ({ AlterPolicyStmt: readAlterPolicyStmt(at) });
readers[181] = (at) => ({ CreateTrigStmt: readCreateTrigStmt(at) });
readers[189] = (at) => ({ CreateSeqStmt: readCreateSeqStmt(at) });
readers[190] = (at) => ({ AlterSeqStmt: readAlterSeqStmt(at) });
readers[192] = (at) => ({ CreateDomainStmt: readCreateDomainStmt(at) });
readers[197] = (at) => ({ DropStmt: readDropStmt(at) });
readers[198] = (at) => ({ TruncateStmt: readTruncateStmt(at) });
readers[199] = (at) => ({ CommentStmt: readCommentStmt(at) });
readers[204] = (at) => ({ IndexStmt: readIndexStmt(at) });
readers[208] = (at) => ({ CreateFunctionStmt: readCreateFunctionStmt(at) });
readers[209] = (at) => ({ FunctionParameter: readFunctionParameter(at) });
readers[210] = (at) => ({ AlterFunctionStmt: readAlterFunctionStmt(at) });
readers[211] = (at) => ({ DoStmt: readDoStmt(at) });
readers[213] = (at) => ({ CallStmt: readCallStmt(at) });
readers[215] = (at) => ({ RenameStmt: readRenameStmt(at) });
readers[217] = (at) => ({ AlterObjectSchemaStmt: readAlterObjectSchemaStmt(at) });
readers[218] = (at) => ({ AlterOwnerStmt: readAlterOwnerStmt(at) });
readers[225] = (at) => ({ TransactionStmt: readTransactionStmt(at) });
readers[226] = (at) => ({ CompositeTypeStmt: readCompositeTypeStmt(at) });
readers[227] = (at) => ({ CreateEnumStmt: readCreateEnumStmt(at) });
readers[229] = (at) => ({ AlterEnumStmt: readAlterEnumStmt(at) });
readers[230] = (at) => ({ ViewStmt: readViewStmt(at) });
readers[242] = (at) => ({ CreateTableAsStmt: readCreateTableAsStmt(at) });
readers[243] = (at) => ({ RefreshMatViewStmt: readRefreshMatViewStmt(at) });
readers[246] = (at) => ({ LockStmt: readLockStmt(at) });
readers[465] = (at) => ({ Integer: readInteger(at) });
readers[466] = (at) => ({ Float: { fval: readShortString(words[at + 1]) } });
readers[467] = (at) => ({ Boolean: { boolval: words[at + 1] !== 0 } });
readers[468] = (at) => readWord(words[at + 1]).string;
readers[469] = (at) => ({ BitString: { bsval: readShortString(words[at + 1]) } });

/** Its tag, a value with its own tag, whether it is NULL instead, and the location. */
function readConstant(at: number): A_Const {
  const isNull = ((words[at + 3] ?? 0) & 255) !== 0;
  const tag = isNull ? 0 : words[at + 1];
  return {
    isnull: isNull || undefined,
    ival: tag === 465 ? readInteger(at + 1) : undefined,
    fval: tag === 466 ? { fval: readShortString(words[at + 2]) } : undefined,
    sval: tag === 468 ? readWord(words[at + 2]).string.String : undefined,
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
function readBoolExpr(at: number): BoolExpr {
  return { boolop: BoolExprType(words[at + 1]), args: words[at + 2] ? readList(words[at + 2]) : undefined, location: (words[at + 3] ?? 0) || undefined };
}
function readSubLink(at: number): SubLink {
  return { subLinkType: SubLinkType(words[at + 1]), testexpr: words[at + 3] ? readNode(words[at + 3]) : undefined, subselect: words[at + 5] ? readNode(words[at + 5]) : undefined, location: (words[at + 6] ?? 0) || undefined };
}
function readCaseExpr(at: number): CaseExpr {
  return { arg: words[at + 3] ? readNode(words[at + 3]) : undefined, args: words[at + 4] ? readList(words[at + 4]) : undefined, defresult: words[at + 5] ? readNode(words[at + 5]) : undefined, location: (words[at + 6] ?? 0) || undefined };
}
function readCaseWhen(at: number): CaseWhen {
  return { expr: words[at + 1] ? readNode(words[at + 1]) : undefined, result: words[at + 2] ? readNode(words[at + 2]) : undefined, location: (words[at + 3] ?? 0) || undefined };
}
function readRowExpr(at: number): RowExpr {
  return { args: words[at + 1] ? readList(words[at + 1]) : undefined, location: (words[at + 5] ?? 0) || undefined };
}
function readCoalesceExpr(at: number): CoalesceExpr {
  return { args: words[at + 3] ? readList(words[at + 3]) : undefined, location: (words[at + 4] ?? 0) || undefined };
}
function readMinMaxExpr(at: number): MinMaxExpr {
  return { op: MinMaxOp(words[at + 4]), args: words[at + 5] ? readList(words[at + 5]) : undefined, location: (words[at + 6] ?? 0) || undefined };
}
function readSQLValueFunction(at: number): SQLValueFunction {
  return { op: SQLValueFunctionOp(words[at + 1]), location: (words[at + 4] ?? 0) || undefined };
}
function readNullTest(at: number): NullTest {
  return { arg: words[at + 1] ? readNode(words[at + 1]) : undefined, nulltesttype: NullTestType(words[at + 2]), location: (words[at + 4] ?? 0) || undefined };
}
function readBooleanTest(at: number): BooleanTest {
  return { arg: words[at + 1] ? readNode(words[at + 1]) : undefined, location: (words[at + 3] ?? 0) || undefined };
}
function readSetToDefault(at: number): SetToDefault {
  return { location: (words[at + 4] ?? 0) || undefined };
}
function readJoinExpr(at: number): JoinExpr {
  return { isNatural: ((words[at + 2] ?? 0) & 255) !== 0 || undefined, larg: words[at + 3] ? readNode(words[at + 3]) : undefined, rarg: words[at + 4] ? readNode(words[at + 4]) : undefined, usingClause: words[at + 5] ? readList(words[at + 5]) : undefined, quals: words[at + 7] ? readNode(words[at + 7]) : undefined, alias: words[at + 8] ? readAlias((words[at + 8] ?? 0) >> 2) : undefined };
}
function readTypeName(at: number): TypeName {
  return { names: words[at + 1] ? readList(words[at + 1]) : undefined, setof: ((words[at + 3] ?? 0) & 255) !== 0 || undefined, pct_type: ((words[at + 3] ?? 0) & 0xff00) !== 0 || undefined, typmods: words[at + 4] ? readList(words[at + 4]) : undefined, arrayBounds: words[at + 6] ? readList(words[at + 6]) : undefined, location: (words[at + 7] ?? 0) || undefined };
}
function readColumnRef(at: number): ColumnRef {
  return { fields: words[at + 1] ? readList(words[at + 1]) : undefined, location: (words[at + 2] ?? 0) || undefined };
}
function readAExpr(at: number): A_Expr {
  return { kind: A_Expr_Kind(words[at + 1]), name: words[at + 2] ? readList(words[at + 2]) : undefined, lexpr: words[at + 3] ? readNode(words[at + 3]) : undefined, rexpr: words[at + 4] ? readNode(words[at + 4]) : undefined, location: (words[at + 7] ?? 0) || undefined };
}
function readTypeCast(at: number): TypeCast {
  return { arg: words[at + 1] ? readNode(words[at + 1]) : undefined, typeName: words[at + 2] ? readTypeName((words[at + 2] ?? 0) >> 2) : undefined, location: (words[at + 3] ?? 0) || undefined };
}
function readCollateClause(at: number): CollateClause {
  return { arg: words[at + 1] ? readNode(words[at + 1]) : undefined, collname: words[at + 2] ? readList(words[at + 2]) : undefined, location: (words[at + 3] ?? 0) || undefined };
}
function readRoleSpec(at: number): RoleSpec {
  return { roletype: RoleSpecType(words[at + 1]), rolename: words[at + 2] ? readText(words[at + 2]) : undefined };
}
function readFuncCall(at: number): FuncCall {
  return { funcname: words[at + 1] ? readList(words[at + 1]) : undefined, args: words[at + 2] ? readList(words[at + 2]) : undefined, agg_order: words[at + 3] ? readList(words[at + 3]) : undefined, agg_filter: words[at + 4] ? readNode(words[at + 4]) : undefined, over: words[at + 5] ? readStruct(words[at + 5]) as WindowDef : undefined, funcformat: CoercionForm(words[at + 7]), location: (words[at + 8] ?? 0) || undefined };
}
function readAStar(): A_Star {
  return {};
}
function readAIndirection(at: number): A_Indirection {
  return { arg: words[at + 1] ? readNode(words[at + 1]) : undefined, indirection: words[at + 2] ? readList(words[at + 2]) : undefined };
}
function readAArrayExpr(at: number): A_ArrayExpr {
  return { elements: words[at + 1] ? readList(words[at + 1]) : undefined, location: (words[at + 4] ?? 0) || undefined };
}
function readResTarget(at: number): ResTarget {
  return { name: words[at + 1] ? readText(words[at + 1]) : undefined, indirection: words[at + 2] ? readList(words[at + 2]) : undefined, val: words[at + 3] ? readNode(words[at + 3]) : undefined };
}
function readSortBy(at: number): SortBy {
  return { node: words[at + 1] ? readNode(words[at + 1]) : undefined };
}
function readRangeSubselect(at: number): RangeSubselect {
  return { lateral: ((words[at + 1] ?? 0) & 255) !== 0 || undefined, subquery: words[at + 2] ? readNode(words[at + 2]) : undefined, alias: words[at + 3] ? readAlias((words[at + 3] ?? 0) >> 2) : undefined };
}
function readRangeFunction(at: number): RangeFunction {
  return { functions: words[at + 2] ? readList(words[at + 2]) : undefined, alias: words[at + 3] ? readAlias((words[at + 3] ?? 0) >> 2) : undefined, coldeflist: words[at + 4] ? readList(words[at + 4]) : undefined };
}
function readColumnDef(at: number): ColumnDef {
  return { colname: words[at + 1] ? readText(words[at + 1]) : undefined, typeName: words[at + 2] ? readTypeName((words[at + 2] ?? 0) >> 2) : undefined, is_not_null: ((words[at + 4] ?? 0) & 0xff000000) !== 0 || undefined, raw_default: words[at + 7] ? readNode(words[at + 7]) : undefined, collClause: words[at + 12] ? readCollateClause((words[at + 12] ?? 0) >> 2) : undefined, constraints: words[at + 14] ? readList(words[at + 14]) : undefined, location: (words[at + 16] ?? 0) || undefined };
}
function readIndexElem(at: number): IndexElem {
  return { name: words[at + 1] ? readText(words[at + 1]) : undefined, expr: words[at + 2] ? readNode(words[at + 2]) : undefined };
}
function readDefElem(at: number): DefElem {
  return { defnamespace: words[at + 1] ? readText(words[at + 1]) : undefined, defname: words[at + 2] ? readText(words[at + 2]) : undefined, arg: words[at + 3] ? readNode(words[at + 3]) : undefined, location: (words[at + 5] ?? 0) || undefined };
}
function readPartitionCmd(at: number): PartitionCmd {
  return { name: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, bound: words[at + 2] ? readStruct(words[at + 2]) as PartitionBoundSpec : undefined, concurrent: ((words[at + 3] ?? 0) & 255) !== 0 || undefined };
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
function readCommonTableExpr(at: number): CommonTableExpr {
  return { ctename: words[at + 1] ? readText(words[at + 1]) : undefined, aliascolnames: words[at + 2] ? readList(words[at + 2]) : undefined, ctequery: words[at + 4] ? readNode(words[at + 4]) : undefined };
}
function readReturningClause(at: number): ReturningClause {
  return { exprs: words[at + 2] ? readList(words[at + 2]) : undefined };
}
function readInsertStmt(at: number): InsertStmt {
  return { relation: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, cols: words[at + 2] ? readList(words[at + 2]) : undefined, selectStmt: words[at + 3] ? readNode(words[at + 3]) : undefined, onConflictClause: words[at + 4] ? readOnConflictClause((words[at + 4] ?? 0) >> 2) : undefined, returningClause: words[at + 5] ? readReturningClause((words[at + 5] ?? 0) >> 2) : undefined, withClause: words[at + 6] ? readWithClause((words[at + 6] ?? 0) >> 2) : undefined };
}
function readDeleteStmt(at: number): DeleteStmt {
  return { relation: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, usingClause: words[at + 2] ? readList(words[at + 2]) : undefined, whereClause: words[at + 3] ? readNode(words[at + 3]) : undefined, returningClause: words[at + 4] ? readReturningClause((words[at + 4] ?? 0) >> 2) : undefined, withClause: words[at + 5] ? readWithClause((words[at + 5] ?? 0) >> 2) : undefined };
}
function readUpdateStmt(at: number): UpdateStmt {
  return { relation: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, targetList: words[at + 2] ? readList(words[at + 2]) : undefined, whereClause: words[at + 3] ? readNode(words[at + 3]) : undefined, fromClause: words[at + 4] ? readList(words[at + 4]) : undefined, returningClause: words[at + 5] ? readReturningClause((words[at + 5] ?? 0) >> 2) : undefined, withClause: words[at + 6] ? readWithClause((words[at + 6] ?? 0) >> 2) : undefined };
}
function readSelectStmt(at: number): SelectStmt {
  return { distinctClause: words[at + 1] ? readList(words[at + 1]) : undefined, intoClause: words[at + 2] ? readIntoClause((words[at + 2] ?? 0) >> 2) : undefined, targetList: words[at + 3] ? readList(words[at + 3]) : undefined, fromClause: words[at + 4] ? readList(words[at + 4]) : undefined, whereClause: words[at + 5] ? readNode(words[at + 5]) : undefined, groupClause: words[at + 6] ? readList(words[at + 6]) : undefined, havingClause: words[at + 8] ? readNode(words[at + 8]) : undefined, windowClause: words[at + 9] ? readList(words[at + 9]) : undefined, valuesLists: words[at + 10] ? readList(words[at + 10]) : undefined, sortClause: words[at + 11] ? readList(words[at + 11]) : undefined, limitOffset: words[at + 12] ? readNode(words[at + 12]) : undefined, limitCount: words[at + 13] ? readNode(words[at + 13]) : undefined, withClause: words[at + 16] ? readWithClause((words[at + 16] ?? 0) >> 2) : undefined, larg: words[at + 19] ? readSelectStmt((words[at + 19] ?? 0) >> 2) : undefined, rarg: words[at + 20] ? readSelectStmt((words[at + 20] ?? 0) >> 2) : undefined };
}
function readCreateSchemaStmt(at: number): CreateSchemaStmt {
  return { schemaname: words[at + 1] ? readText(words[at + 1]) : undefined, authrole: words[at + 2] ? readRoleSpec((words[at + 2] ?? 0) >> 2) : undefined, schemaElts: words[at + 3] ? readList(words[at + 3]) : undefined, if_not_exists: ((words[at + 4] ?? 0) & 255) !== 0 || undefined };
}
function readAlterTableStmt(at: number): AlterTableStmt {
  return { relation: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, cmds: words[at + 2] ? readList(words[at + 2]) : undefined, objtype: ObjectType(words[at + 3]), missing_ok: ((words[at + 4] ?? 0) & 255) !== 0 || undefined };
}
function readAlterTableCmd(at: number): AlterTableCmd {
  return { subtype: AlterTableType(words[at + 1]), name: words[at + 2] ? readText(words[at + 2]) : undefined, newowner: words[at + 4] ? readRoleSpec((words[at + 4] ?? 0) >> 2) : undefined, def: words[at + 5] ? readNode(words[at + 5]) : undefined, behavior: DropBehavior(words[at + 6]), missing_ok: ((words[at + 7] ?? 0) & 255) !== 0 || undefined };
}
function readAlterDomainStmt(at: number): AlterDomainStmt {
  return { subtype: charOf((words[at + 1] ?? 0) >>> 0 & 255), typeName: words[at + 2] ? readList(words[at + 2]) : undefined, def: words[at + 4] ? readNode(words[at + 4]) : undefined };
}
function readGrantStmt(at: number): GrantStmt {
  return { is_grant: ((words[at + 1] ?? 0) & 255) !== 0 || undefined, targtype: GrantTargetType(words[at + 2]), objtype: ObjectType(words[at + 3]), objects: words[at + 4] ? readList(words[at + 4]) : undefined, privileges: words[at + 5] ? readList(words[at + 5]) : undefined, grantees: words[at + 6] ? readList(words[at + 6]) : undefined };
}
function readObjectWithArgs(at: number): ObjectWithArgs {
  return { objname: words[at + 1] ? readList(words[at + 1]) : undefined, objargs: words[at + 2] ? readList(words[at + 2]) : undefined, args_unspecified: ((words[at + 4] ?? 0) & 255) !== 0 || undefined };
}
function readAccessPriv(at: number): AccessPriv {
  return { priv_name: words[at + 1] ? readText(words[at + 1]) : undefined, cols: words[at + 2] ? readList(words[at + 2]) : undefined };
}
function readGrantRoleStmt(at: number): GrantRoleStmt {
  return { is_grant: ((words[at + 3] ?? 0) & 255) !== 0 || undefined };
}
function readAlterDefaultPrivilegesStmt(at: number): AlterDefaultPrivilegesStmt {
  return { action: words[at + 2] ? readGrantStmt((words[at + 2] ?? 0) >> 2) : undefined };
}
function readVariableSetStmt(at: number): VariableSetStmt {
  return { kind: VariableSetKind(words[at + 1]), name: words[at + 2] ? readText(words[at + 2]) : undefined, args: words[at + 3] ? readList(words[at + 3]) : undefined, is_local: ((words[at + 4] ?? 0) & 0xff00) !== 0 || undefined };
}
function readCreateStmt(at: number): CreateStmt {
  return { relation: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, tableElts: words[at + 2] ? readList(words[at + 2]) : undefined, inhRelations: words[at + 3] ? readList(words[at + 3]) : undefined, partbound: words[at + 4] ? readStruct(words[at + 4]) as PartitionBoundSpec : undefined, partspec: words[at + 5] ? readStruct(words[at + 5]) as PartitionSpec : undefined, ofTypename: words[at + 6] ? readTypeName((words[at + 6] ?? 0) >> 2) : undefined, if_not_exists: ((words[at + 13] ?? 0) & 255) !== 0 || undefined };
}
function readConstraint(at: number): Constraint {
  return { contype: ConstrType(words[at + 1]), conname: words[at + 2] ? readText(words[at + 2]) : undefined, deferrable: ((words[at + 3] ?? 0) & 255) !== 0 || undefined, initdeferred: ((words[at + 3] ?? 0) & 0xff00) !== 0 || undefined, is_enforced: ((words[at + 3] ?? 0) & 0xff0000) !== 0 || undefined, skip_validation: ((words[at + 3] ?? 0) & 0xff000000) !== 0 || undefined, is_no_inherit: ((words[at + 4] ?? 0) & 0xff00) !== 0 || undefined, raw_expr: words[at + 5] ? readNode(words[at + 5]) : undefined, generated_when: charOf((words[at + 7] ?? 0) >>> 0 & 255), generated_kind: charOf((words[at + 7] ?? 0) >>> 8 & 255), nulls_not_distinct: ((words[at + 7] ?? 0) & 0xff0000) !== 0 || undefined, keys: words[at + 8] ? readList(words[at + 8]) : undefined, including: words[at + 10] ? readList(words[at + 10]) : undefined, exclusions: words[at + 11] ? readList(words[at + 11]) : undefined, indexname: words[at + 13] ? readText(words[at + 13]) : undefined, where_clause: words[at + 17] ? readNode(words[at + 17]) : undefined, pktable: words[at + 18] ? readRangeVar((words[at + 18] ?? 0) >> 2) : undefined, fk_attrs: words[at + 19] ? readList(words[at + 19]) : undefined, pk_attrs: words[at + 20] ? readList(words[at + 20]) : undefined, fk_upd_action: charOf((words[at + 21] ?? 0) >>> 24 & 255), fk_del_action: charOf((words[at + 22] ?? 0) >>> 0 & 255), fk_del_set_cols: words[at + 23] ? readList(words[at + 23]) : undefined, location: (words[at + 26] ?? 0) || undefined };
}
function readCreateExtensionStmt(at: number): CreateExtensionStmt {
  return { extname: words[at + 1] ? readText(words[at + 1]) : undefined, if_not_exists: ((words[at + 2] ?? 0) & 255) !== 0 || undefined, options: words[at + 3] ? readList(words[at + 3]) : undefined };
}
function readCreateForeignTableStmt(at: number): CreateForeignTableStmt {
  return { base: readCreateStmt(at + 0) };
}
function readCreatePolicyStmt(at: number): CreatePolicyStmt {
  return { policy_name: words[at + 1] ? readText(words[at + 1]) : undefined, table: words[at + 2] ? readRangeVar((words[at + 2] ?? 0) >> 2) : undefined, qual: words[at + 6] ? readNode(words[at + 6]) : undefined, with_check: words[at + 7] ? readNode(words[at + 7]) : undefined };
}
function readAlterPolicyStmt(at: number): AlterPolicyStmt {
  return { policy_name: words[at + 1] ? readText(words[at + 1]) : undefined, table: words[at + 2] ? readRangeVar((words[at + 2] ?? 0) >> 2) : undefined };
}
function readCreateTrigStmt(at: number): CreateTrigStmt {
  return { replace: ((words[at + 1] ?? 0) & 255) !== 0 || undefined, trigname: words[at + 2] ? readText(words[at + 2]) : undefined, relation: words[at + 3] ? readRangeVar((words[at + 3] ?? 0) >> 2) : undefined, row: ((words[at + 6] ?? 0) & 255) !== 0 || undefined, columns: words[at + 8] ? readList(words[at + 8]) : undefined, whenClause: words[at + 9] ? readNode(words[at + 9]) : undefined, constrrel: words[at + 12] ? readRangeVar((words[at + 12] ?? 0) >> 2) : undefined };
}
function readCreateSeqStmt(at: number): CreateSeqStmt {
  return { sequence: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, options: words[at + 2] ? readList(words[at + 2]) : undefined, if_not_exists: ((words[at + 4] ?? 0) & 0xff00) !== 0 || undefined };
}
function readAlterSeqStmt(at: number): AlterSeqStmt {
  return { sequence: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, options: words[at + 2] ? readList(words[at + 2]) : undefined };
}
function readCreateDomainStmt(at: number): CreateDomainStmt {
  return { domainname: words[at + 1] ? readList(words[at + 1]) : undefined, typeName: words[at + 2] ? readTypeName((words[at + 2] ?? 0) >> 2) : undefined, constraints: words[at + 4] ? readList(words[at + 4]) : undefined };
}
function readDropStmt(at: number): DropStmt {
  return { objects: words[at + 1] ? readList(words[at + 1]) : undefined, removeType: ObjectType(words[at + 2]), behavior: DropBehavior(words[at + 3]), missing_ok: ((words[at + 4] ?? 0) & 255) !== 0 || undefined, concurrent: ((words[at + 4] ?? 0) & 0xff00) !== 0 || undefined };
}
function readTruncateStmt(at: number): TruncateStmt {
  return { relations: words[at + 1] ? readList(words[at + 1]) : undefined, restart_seqs: ((words[at + 2] ?? 0) & 255) !== 0 || undefined, behavior: DropBehavior(words[at + 3]) };
}
function readCommentStmt(at: number): CommentStmt {
  return { objtype: ObjectType(words[at + 1]), object: words[at + 2] ? readNode(words[at + 2]) : undefined, comment: words[at + 3] ? readText(words[at + 3]) : undefined };
}
function readIndexStmt(at: number): IndexStmt {
  return { idxname: words[at + 1] ? readText(words[at + 1]) : undefined, relation: words[at + 2] ? readRangeVar((words[at + 2] ?? 0) >> 2) : undefined, accessMethod: words[at + 3] ? readText(words[at + 3]) : undefined, indexParams: words[at + 5] ? readList(words[at + 5]) : undefined, indexIncludingParams: words[at + 6] ? readList(words[at + 6]) : undefined, whereClause: words[at + 8] ? readNode(words[at + 8]) : undefined, unique: ((words[at + 15] ?? 0) & 255) !== 0 || undefined, nulls_not_distinct: ((words[at + 15] ?? 0) & 0xff00) !== 0 || undefined, concurrent: ((words[at + 17] ?? 0) & 255) !== 0 || undefined, if_not_exists: ((words[at + 17] ?? 0) & 0xff00) !== 0 || undefined };
}
function readCreateFunctionStmt(at: number): CreateFunctionStmt {
  return { is_procedure: ((words[at + 1] ?? 0) & 255) !== 0 || undefined, replace: ((words[at + 1] ?? 0) & 0xff00) !== 0 || undefined, funcname: words[at + 2] ? readList(words[at + 2]) : undefined, parameters: words[at + 3] ? readList(words[at + 3]) : undefined, returnType: words[at + 4] ? readTypeName((words[at + 4] ?? 0) >> 2) : undefined, options: words[at + 5] ? readList(words[at + 5]) : undefined, sql_body: words[at + 6] ? readNode(words[at + 6]) : undefined };
}
function readFunctionParameter(at: number): FunctionParameter {
  return { name: words[at + 1] ? readText(words[at + 1]) : undefined, argType: words[at + 2] ? readTypeName((words[at + 2] ?? 0) >> 2) : undefined, mode: FunctionParameterMode(words[at + 3]), defexpr: words[at + 4] ? readNode(words[at + 4]) : undefined };
}
function readAlterFunctionStmt(at: number): AlterFunctionStmt {
  return { objtype: ObjectType(words[at + 1]), func: words[at + 2] ? readObjectWithArgs((words[at + 2] ?? 0) >> 2) : undefined, actions: words[at + 3] ? readList(words[at + 3]) : undefined };
}
function readDoStmt(at: number): DoStmt {
  return { args: words[at + 1] ? readList(words[at + 1]) : undefined };
}
function readCallStmt(at: number): CallStmt {
  return { funccall: words[at + 1] ? readFuncCall((words[at + 1] ?? 0) >> 2) : undefined };
}
function readRenameStmt(at: number): RenameStmt {
  return { renameType: ObjectType(words[at + 1]), relation: words[at + 3] ? readRangeVar((words[at + 3] ?? 0) >> 2) : undefined, object: words[at + 4] ? readNode(words[at + 4]) : undefined, subname: words[at + 5] ? readText(words[at + 5]) : undefined, newname: words[at + 6] ? readText(words[at + 6]) : undefined, missing_ok: ((words[at + 8] ?? 0) & 255) !== 0 || undefined };
}
function readAlterObjectSchemaStmt(at: number): AlterObjectSchemaStmt {
  return { objectType: ObjectType(words[at + 1]), relation: words[at + 2] ? readRangeVar((words[at + 2] ?? 0) >> 2) : undefined, object: words[at + 3] ? readNode(words[at + 3]) : undefined, newschema: words[at + 4] ? readText(words[at + 4]) : undefined, missing_ok: ((words[at + 5] ?? 0) & 255) !== 0 || undefined };
}
function readAlterOwnerStmt(at: number): AlterOwnerStmt {
  return { objectType: ObjectType(words[at + 1]) };
}
function readTransactionStmt(at: number): TransactionStmt {
  return { kind: TransactionStmtKind(words[at + 1]), chain: ((words[at + 5] ?? 0) & 255) !== 0 || undefined };
}
function readCompositeTypeStmt(at: number): CompositeTypeStmt {
  return { typevar: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, coldeflist: words[at + 2] ? readList(words[at + 2]) : undefined };
}
function readCreateEnumStmt(at: number): CreateEnumStmt {
  return { typeName: words[at + 1] ? readList(words[at + 1]) : undefined, vals: words[at + 2] ? readList(words[at + 2]) : undefined };
}
function readAlterEnumStmt(at: number): AlterEnumStmt {
  return { typeName: words[at + 1] ? readList(words[at + 1]) : undefined, oldVal: words[at + 2] ? readText(words[at + 2]) : undefined, newVal: words[at + 3] ? readText(words[at + 3]) : undefined, newValNeighbor: words[at + 4] ? readText(words[at + 4]) : undefined, newValIsAfter: ((words[at + 5] ?? 0) & 255) !== 0 || undefined, skipIfNewValExists: ((words[at + 5] ?? 0) & 0xff00) !== 0 || undefined };
}
function readViewStmt(at: number): ViewStmt {
  return { view: words[at + 1] ? readRangeVar((words[at + 1] ?? 0) >> 2) : undefined, aliases: words[at + 2] ? readList(words[at + 2]) : undefined, query: words[at + 3] ? readNode(words[at + 3]) : undefined, replace: ((words[at + 4] ?? 0) & 255) !== 0 || undefined };
}
function readCreateTableAsStmt(at: number): CreateTableAsStmt {
  return { query: words[at + 1] ? readNode(words[at + 1]) : undefined, into: words[at + 2] ? readIntoClause((words[at + 2] ?? 0) >> 2) : undefined, objtype: ObjectType(words[at + 3]), if_not_exists: ((words[at + 4] ?? 0) & 0xff00) !== 0 || undefined };
}
function readRefreshMatViewStmt(at: number): RefreshMatViewStmt {
  return { concurrent: ((words[at + 1] ?? 0) & 255) !== 0 || undefined, skipData: ((words[at + 1] ?? 0) & 0xff00) !== 0 || undefined, relation: words[at + 2] ? readRangeVar((words[at + 2] ?? 0) >> 2) : undefined };
}
function readLockStmt(at: number): LockStmt {
  return { relations: words[at + 1] ? readList(words[at + 1]) : undefined, mode: (words[at + 2] ?? 0) || undefined };
}
