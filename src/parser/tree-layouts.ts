// Written by scripts/tree-layouts.mjs from libpg-query 18.1.5, whose JSON names the fields of its own structs.

/**
 * The nodes of PostgreSQL's raw parse tree: the tag, the name, and the fields, each with its offset in bytes, a letter for
 * what stands there, and its type where it has one. i int, u unsigned int, h int16, b bool, c char, s text, l List, n Node,
 * t pointer to a struct, x a struct itself, e enum.
 */
export const structs = `1 List
2 Alias aliasname:4s colnames:8l
3 RangeVar catalogname:4s schemaname:8s relname:12s inh:16b relpersistence:17c alias:20tAlias location:24i
5 IntoClause rel:4tRangeVar colNames:8l accessMethod:12s options:16l onCommit:20eOnCommitAction tableSpaceName:24s viewQuery:28tQuery skipData:32b
8 Param paramkind:4eParamKind paramid:8i paramtype:12u paramtypmod:16i paramcollid:20u location:24i
9 Aggref aggfnoid:4u aggtype:8u aggcollid:12u inputcollid:16u aggargtypes:24l aggdirectargs:28l args:32l aggorder:36l aggdistinct:40l aggfilter:44n aggstar:48b aggvariadic:49b aggkind:50c agglevelsup:52u aggsplit:56eAggSplit aggno:60i aggtransno:64i location:68i
10 GroupingFunc args:4l refs:8l agglevelsup:16u location:20i
11 WindowFunc winfnoid:4u wintype:8u wincollid:12u inputcollid:16u args:20l aggfilter:24n runCondition:28l winref:32u winstar:36b winagg:37b location:40i
12 WindowFuncRunCondition opno:4u inputcollid:8u wfunc_left:12b arg:16n
13 MergeSupportFunc msftype:4u msfcollid:8u location:12i
14 SubscriptingRef refcontainertype:4u refelemtype:8u refrestype:12u reftypmod:16i refcollid:20u refupperindexpr:24l reflowerindexpr:28l refexpr:32n refassgnexpr:36n
15 FuncExpr funcid:4u funcresulttype:8u funcretset:12b funcvariadic:13b funcformat:16eCoercionForm funccollid:20u inputcollid:24u args:28l location:32i
16 NamedArgExpr arg:4n name:8s argnumber:12i location:16i
17 OpExpr opno:4u opresulttype:12u opretset:16b opcollid:20u inputcollid:24u args:28l location:32i
18 DistinctExpr opno:4u opresulttype:12u opretset:16b opcollid:20u inputcollid:24u args:28l location:32i
19 NullIfExpr opno:4u opresulttype:12u opretset:16b opcollid:20u inputcollid:24u args:28l location:32i
20 ScalarArrayOpExpr opno:4u useOr:20b inputcollid:24u args:28l location:32i
21 BoolExpr boolop:4eBoolExprType args:8l location:12i
22 SubLink subLinkType:4eSubLinkType subLinkId:8i testexpr:12n operName:16l subselect:20n location:24i
24 AlternativeSubPlan subplans:4l
25 FieldSelect arg:4n fieldnum:8h resulttype:12u resulttypmod:16i resultcollid:20u
26 FieldStore arg:4n newvals:8l fieldnums:12l resulttype:16u
27 RelabelType arg:4n resulttype:8u resulttypmod:12i resultcollid:16u relabelformat:20eCoercionForm location:24i
28 CoerceViaIO arg:4n resulttype:8u resultcollid:12u coerceformat:16eCoercionForm location:20i
29 ArrayCoerceExpr arg:4n elemexpr:8n resulttype:12u resulttypmod:16i resultcollid:20u coerceformat:24eCoercionForm location:28i
30 ConvertRowtypeExpr arg:4n resulttype:8u convertformat:12eCoercionForm location:16i
31 CollateExpr arg:4n collOid:8u location:12i
32 CaseExpr casetype:4u casecollid:8u arg:12n args:16l defresult:20n location:24i
33 CaseWhen expr:4n result:8n location:12i
34 CaseTestExpr typeId:4u typeMod:8i collation:12u
35 ArrayExpr array_typeid:4u array_collid:8u element_typeid:12u elements:16l multidims:20b list_start:24i list_end:28i location:32i
36 RowExpr args:4l row_typeid:8u row_format:12eCoercionForm colnames:16l location:20i
37 RowCompareExpr cmptype:4eCompareType opnos:8l opfamilies:12l inputcollids:16l largs:20l rargs:24l
38 CoalesceExpr coalescetype:4u coalescecollid:8u args:12l location:16i
39 MinMaxExpr minmaxtype:4u minmaxcollid:8u inputcollid:12u op:16eMinMaxOp args:20l location:24i
40 SQLValueFunction op:4eSQLValueFunctionOp type:8u typmod:12i location:16i
41 XmlExpr op:4eXmlExprOp name:8s named_args:12l arg_names:16l args:20l xmloption:24eXmlOptionType indent:28b type:32u typmod:36i location:40i
42 JsonFormat format_type:4eJsonFormatType encoding:8eJsonEncoding location:12i
43 JsonReturning format:4tJsonFormat typid:8u typmod:12i
44 JsonValueExpr raw_expr:4n formatted_expr:8n format:12tJsonFormat
45 JsonConstructorExpr type:4eJsonConstructorType args:8l func:12n coercion:16n returning:20tJsonReturning absent_on_null:24b unique:25b location:28i
46 JsonIsPredicate expr:4n format:8tJsonFormat item_type:12eJsonValueType unique_keys:16b location:20i
47 JsonBehavior btype:4eJsonBehaviorType expr:8n coerce:12b location:16i
48 JsonExpr op:4eJsonExprOp column_name:8s formatted_expr:12n format:16tJsonFormat path_spec:20n returning:24tJsonReturning passing_names:28l passing_values:32l on_empty:36tJsonBehavior on_error:40tJsonBehavior use_io_coercion:44b use_json_coercion:45b wrapper:48eJsonWrapper omit_quotes:52b collation:56u location:60i
49 JsonTablePath name:8s
50 JsonTablePathScan path:4tJsonTablePath errorOnError:8b child:12n colMin:16i colMax:20i
51 JsonTableSiblingJoin lplan:4n rplan:8n
52 NullTest arg:4n nulltesttype:8eNullTestType argisrow:12b location:16i
53 BooleanTest arg:4n booltesttype:8eBoolTestType location:12i
54 MergeAction matchKind:4eMergeMatchKind commandType:8eCmdType override:12eOverridingKind qual:16n targetList:20l updateColnos:24l
55 CoerceToDomain arg:4n resulttype:8u resulttypmod:12i resultcollid:16u coercionformat:20eCoercionForm location:24i
56 CoerceToDomainValue typeId:4u typeMod:8i collation:12u location:16i
57 SetToDefault typeId:4u typeMod:8i collation:12u location:16i
58 CurrentOfExpr cvarno:4u cursor_name:8s cursor_param:12i
59 NextValueExpr seqid:4u typeId:8u
60 InferenceElem expr:4n infercollid:8u inferopclass:12u
61 ReturningExpr retlevelsup:4i retold:8b retexpr:12n
62 TargetEntry expr:4n resno:8h resname:12s ressortgroupref:16u resorigtbl:20u resorigcol:24h resjunk:26b
63 RangeTblRef rtindex:4i
64 JoinExpr jointype:4eJoinType isNatural:8b larg:12n rarg:16n usingClause:20l join_using_alias:24tAlias quals:28n alias:32tAlias rtindex:36i
65 FromExpr fromlist:4l quals:8n
66 OnConflictExpr action:4eOnConflictAction arbiterElems:8l arbiterWhere:12n constraint:16u onConflictSet:20l onConflictWhere:24n exclRelIndex:28i exclRelTlist:32l
67 Query commandType:4eCmdType querySource:8eQuerySource canSetTag:24b utilityStmt:28n resultRelation:32i hasAggs:36b hasWindowFuncs:37b hasTargetSRFs:38b hasSubLinks:39b hasDistinctOn:40b hasRecursive:41b hasModifyingCTE:42b hasForUpdate:43b hasRowSecurity:44b hasGroupRTE:45b isReturn:46b cteList:48l rtable:52l rteperminfos:56l jointree:60tFromExpr mergeActionList:64l mergeTargetRelation:68i mergeJoinCondition:72n targetList:76l override:80eOverridingKind onConflict:84tOnConflictExpr returningOldAlias:88s returningNewAlias:92s returningList:96l groupClause:100l groupDistinct:104b groupingSets:108l havingQual:112n windowClause:116l distinctClause:120l sortClause:124l limitOffset:128n limitCount:132n limitOption:136eLimitOption rowMarks:140l setOperations:144n constraintDeps:148l withCheckOptions:152l stmt_location:156i stmt_len:160i
68 TypeName names:4l typeOid:8u setof:12b pct_type:13b typmods:16l typemod:20i arrayBounds:24l location:28i
69 ColumnRef fields:4l location:8i
70 ParamRef number:4i location:8i
71 A_Expr kind:4eA_Expr_Kind name:8l lexpr:12n rexpr:16n rexpr_list_start:20i rexpr_list_end:24i location:28i
72 A_Const
73 TypeCast arg:4n typeName:8tTypeName location:12i
74 CollateClause arg:4n collname:8l location:12i
75 RoleSpec roletype:4eRoleSpecType rolename:8s location:12i
76 FuncCall funcname:4l args:8l agg_order:12l agg_filter:16n over:20tWindowDef agg_within_group:24b agg_star:25b agg_distinct:26b func_variadic:27b funcformat:28eCoercionForm location:32i
77 A_Star
78 A_Indices is_slice:4b lidx:8n uidx:12n
79 A_Indirection arg:4n indirection:8l
80 A_ArrayExpr elements:4l list_start:8i list_end:12i location:16i
81 ResTarget name:4s indirection:8l val:12n location:16i
82 MultiAssignRef source:4n colno:8i ncolumns:12i
83 SortBy node:4n sortby_dir:8eSortByDir sortby_nulls:12eSortByNulls useOp:16l location:20i
84 WindowDef name:4s refname:8s partitionClause:12l orderClause:16l frameOptions:20i startOffset:24n endOffset:28n location:32i
85 RangeSubselect lateral:4b subquery:8n alias:12tAlias
86 RangeFunction lateral:4b ordinality:5b is_rowsfrom:6b functions:8l alias:12tAlias coldeflist:16l
87 RangeTableFunc lateral:4b docexpr:8n rowexpr:12n namespaces:16l columns:20l alias:24tAlias location:28i
88 RangeTableFuncCol colname:4s typeName:8tTypeName for_ordinality:12b is_not_null:13b colexpr:16n coldefexpr:20n location:24i
89 RangeTableSample relation:4n method:8l args:12l repeatable:16n location:20i
90 ColumnDef colname:4s typeName:8tTypeName compression:12s inhcount:16h is_local:18b is_not_null:19b is_from_type:20b storage:21c storage_name:24s raw_default:28n cooked_default:32n identity:36c identitySequence:40tRangeVar generated:44c collClause:48tCollateClause collOid:52u constraints:56l fdwoptions:60l location:64i
91 TableLikeClause relation:4tRangeVar options:8u relationOid:12u
92 IndexElem name:4s expr:8n indexcolname:12s collation:16l opclass:20l opclassopts:24l ordering:28eSortByDir nulls_ordering:32eSortByNulls
93 DefElem defnamespace:4s defname:8s arg:12n defaction:16eDefElemAction location:20i
94 LockingClause lockedRels:4l strength:8eLockClauseStrength waitPolicy:12eLockWaitPolicy
95 XmlSerialize xmloption:4eXmlOptionType expr:8n typeName:12tTypeName indent:16b location:20i
96 PartitionElem name:4s expr:8n collation:12l opclass:16l location:20i
97 PartitionSpec strategy:4ePartitionStrategy partParams:8l location:12i
98 PartitionBoundSpec strategy:4c is_default:5b modulus:8i remainder:12i listdatums:16l lowerdatums:20l upperdatums:24l location:28i
99 PartitionRangeDatum kind:4ePartitionRangeDatumKind value:8n location:12i
100 PartitionCmd name:4tRangeVar bound:8tPartitionBoundSpec concurrent:12b
104 TableSampleClause tsmhandler:4u args:8l repeatable:12n
105 WithCheckOption kind:4eWCOKind relname:8s polname:12s qual:16n cascaded:20b
106 SortGroupClause tleSortGroupRef:4u eqop:8u sortop:12u reverse_sort:16b nulls_first:17b hashable:18b
107 GroupingSet kind:4eGroupingSetKind content:8l location:12i
108 WindowClause name:4s refname:8s partitionClause:12l orderClause:16l frameOptions:20i startOffset:24n endOffset:28n startInRangeFunc:32u endInRangeFunc:36u inRangeColl:40u inRangeAsc:44b inRangeNullsFirst:45b winref:48u copiedOrder:52b
109 RowMarkClause rti:4u strength:8eLockClauseStrength waitPolicy:12eLockWaitPolicy pushedDown:16b
110 WithClause ctes:4l recursive:8b location:12i
111 InferClause indexElems:4l whereClause:8n conname:12s location:16i
112 OnConflictClause action:4eOnConflictAction infer:8tInferClause targetList:12l whereClause:16n location:20i
113 CTESearchClause search_col_list:4l search_breadth_first:8b search_seq_column:12s location:16i
114 CTECycleClause cycle_col_list:4l cycle_mark_column:8s cycle_mark_value:12n cycle_mark_default:16n cycle_path_column:20s location:24i cycle_mark_type:28u cycle_mark_typmod:32i cycle_mark_collation:36u cycle_mark_neop:40u
115 CommonTableExpr ctename:4s aliascolnames:8l ctematerialized:12eCTEMaterialize ctequery:16n search_clause:20tCTESearchClause cycle_clause:24tCTECycleClause location:28i cterecursive:32b cterefcount:36i ctecolnames:40l ctecoltypes:44l ctecoltypmods:48l ctecolcollations:52l
116 MergeWhenClause matchKind:4eMergeMatchKind commandType:8eCmdType override:12eOverridingKind condition:16n targetList:20l values:24l
117 ReturningOption option:4eReturningOptionKind value:8s location:12i
118 ReturningClause options:4l exprs:8l
119 TriggerTransition name:4s isNew:8b isTable:9b
120 JsonOutput typeName:4tTypeName returning:8tJsonReturning
121 JsonArgument val:4tJsonValueExpr name:8s
122 JsonFuncExpr op:4eJsonExprOp column_name:8s context_item:12tJsonValueExpr pathspec:16n passing:20l output:24tJsonOutput on_empty:28tJsonBehavior on_error:32tJsonBehavior wrapper:36eJsonWrapper quotes:40eJsonQuotes location:44i
123 JsonTablePathSpec string:4n name:8s name_location:12i location:16i
124 JsonTable context_item:4tJsonValueExpr pathspec:8tJsonTablePathSpec passing:12l columns:16l on_error:20tJsonBehavior alias:24tAlias lateral:28b location:32i
125 JsonTableColumn coltype:4eJsonTableColumnType name:8s typeName:12tTypeName pathspec:16tJsonTablePathSpec format:20tJsonFormat wrapper:24eJsonWrapper quotes:28eJsonQuotes columns:32l on_empty:36tJsonBehavior on_error:40tJsonBehavior location:44i
126 JsonKeyValue key:4n value:8tJsonValueExpr
127 JsonParseExpr expr:4tJsonValueExpr output:8tJsonOutput unique_keys:12b location:16i
128 JsonScalarExpr expr:4n output:8tJsonOutput location:12i
129 JsonSerializeExpr expr:4tJsonValueExpr output:8tJsonOutput location:12i
130 JsonObjectConstructor exprs:4l output:8tJsonOutput absent_on_null:12b unique:13b location:16i
131 JsonArrayConstructor exprs:4l output:8tJsonOutput absent_on_null:12b location:16i
132 JsonArrayQueryConstructor query:4n output:8tJsonOutput format:12tJsonFormat absent_on_null:16b location:20i
133 JsonAggConstructor output:4tJsonOutput agg_filter:8n agg_order:12l over:16tWindowDef location:20i
134 JsonObjectAgg constructor:4tJsonAggConstructor arg:8tJsonKeyValue absent_on_null:12b unique:13b
135 JsonArrayAgg constructor:4tJsonAggConstructor arg:8tJsonValueExpr absent_on_null:12b
136 RawStmt stmt:4n stmt_location:8i stmt_len:12i
137 InsertStmt relation:4tRangeVar cols:8l selectStmt:12n onConflictClause:16tOnConflictClause returningClause:20tReturningClause withClause:24tWithClause override:28eOverridingKind
138 DeleteStmt relation:4tRangeVar usingClause:8l whereClause:12n returningClause:16tReturningClause withClause:20tWithClause
139 UpdateStmt relation:4tRangeVar targetList:8l whereClause:12n fromClause:16l returningClause:20tReturningClause withClause:24tWithClause
140 MergeStmt relation:4tRangeVar sourceRelation:8n joinCondition:12n mergeWhenClauses:16l returningClause:20tReturningClause withClause:24tWithClause
141 SelectStmt distinctClause:4l intoClause:8tIntoClause targetList:12l fromClause:16l whereClause:20n groupClause:24l groupDistinct:28b havingClause:32n windowClause:36l valuesLists:40l sortClause:44l limitOffset:48n limitCount:52n limitOption:56eLimitOption lockingClause:60l withClause:64tWithClause op:68eSetOperation all:72b larg:76tSelectStmt rarg:80tSelectStmt
142 SetOperationStmt op:4eSetOperation all:8b larg:12n rarg:16n colTypes:20l colTypmods:24l colCollations:28l groupClauses:32l
143 ReturnStmt returnval:4n
144 PLAssignStmt name:4s indirection:8l nnames:12i val:16tSelectStmt location:20i
145 CreateSchemaStmt schemaname:4s authrole:8tRoleSpec schemaElts:12l if_not_exists:16b
146 AlterTableStmt relation:4tRangeVar cmds:8l objtype:12eObjectType missing_ok:16b
147 AlterTableCmd subtype:4eAlterTableType name:8s num:12h newowner:16tRoleSpec def:20n behavior:24eDropBehavior missing_ok:28b recurse:29b
148 ATAlterConstraint conname:4s alterEnforceability:8b is_enforced:9b alterDeferrability:10b deferrable:11b initdeferred:12b alterInheritability:13b noinherit:14b
149 ReplicaIdentityStmt identity_type:4c name:8s
150 AlterCollationStmt collname:4l
151 AlterDomainStmt subtype:4c typeName:8l name:12s def:16n behavior:20eDropBehavior missing_ok:24b
152 GrantStmt is_grant:4b targtype:8eGrantTargetType objtype:12eObjectType objects:16l privileges:20l grantees:24l grant_option:28b grantor:32tRoleSpec behavior:36eDropBehavior
153 ObjectWithArgs objname:4l objargs:8l objfuncargs:12l args_unspecified:16b
154 AccessPriv priv_name:4s cols:8l
155 GrantRoleStmt granted_roles:4l grantee_roles:8l is_grant:12b opt:16l grantor:20tRoleSpec behavior:24eDropBehavior
156 AlterDefaultPrivilegesStmt options:4l action:8tGrantStmt
157 CopyStmt relation:4tRangeVar query:8n attlist:12l is_from:16b is_program:17b filename:20s options:24l whereClause:28n
158 VariableSetStmt kind:4eVariableSetKind name:8s args:12l jumble_args:16b is_local:17b location:20i
159 VariableShowStmt name:4s
160 CreateStmt relation:4tRangeVar tableElts:8l inhRelations:12l partbound:16tPartitionBoundSpec partspec:20tPartitionSpec ofTypename:24tTypeName constraints:28l nnconstraints:32l options:36l oncommit:40eOnCommitAction tablespacename:44s accessMethod:48s if_not_exists:52b
161 Constraint contype:4eConstrType conname:8s deferrable:12b initdeferred:13b is_enforced:14b skip_validation:15b initially_valid:16b is_no_inherit:17b raw_expr:20n cooked_expr:24s generated_when:28c generated_kind:29c nulls_not_distinct:30b keys:32l without_overlaps:36b including:40l exclusions:44l options:48l indexname:52s indexspace:56s reset_default_tblspc:60b access_method:64s where_clause:68n pktable:72tRangeVar fk_attrs:76l pk_attrs:80l fk_with_period:84b pk_with_period:85b fk_matchtype:86c fk_upd_action:87c fk_del_action:88c fk_del_set_cols:92l old_conpfeqop:96l old_pktable_oid:100u location:104i
162 CreateTableSpaceStmt tablespacename:4s owner:8tRoleSpec location:12s options:16l
163 DropTableSpaceStmt tablespacename:4s missing_ok:8b
164 AlterTableSpaceOptionsStmt tablespacename:4s options:8l isReset:12b
165 AlterTableMoveAllStmt orig_tablespacename:4s objtype:8eObjectType roles:12l new_tablespacename:16s nowait:20b
166 CreateExtensionStmt extname:4s if_not_exists:8b options:12l
167 AlterExtensionStmt extname:4s options:8l
168 AlterExtensionContentsStmt extname:4s action:8i objtype:12eObjectType object:16n
169 CreateFdwStmt fdwname:4s func_options:8l options:12l
170 AlterFdwStmt fdwname:4s func_options:8l options:12l
171 CreateForeignServerStmt servername:4s servertype:8s version:12s fdwname:16s if_not_exists:20b options:24l
172 AlterForeignServerStmt servername:4s version:8s options:12l has_version:16b
173 CreateForeignTableStmt base:0xCreateStmt servername:56s options:60l
174 CreateUserMappingStmt user:4tRoleSpec servername:8s if_not_exists:12b options:16l
175 AlterUserMappingStmt user:4tRoleSpec servername:8s options:12l
176 DropUserMappingStmt user:4tRoleSpec servername:8s missing_ok:12b
177 ImportForeignSchemaStmt server_name:4s remote_schema:8s local_schema:12s list_type:16eImportForeignSchemaType table_list:20l options:24l
178 CreatePolicyStmt policy_name:4s table:8tRangeVar cmd_name:12s permissive:16b roles:20l qual:24n with_check:28n
179 AlterPolicyStmt policy_name:4s table:8tRangeVar roles:12l qual:16n with_check:20n
180 CreateAmStmt amname:4s handler_name:8l amtype:12c
181 CreateTrigStmt replace:4b isconstraint:5b trigname:8s relation:12tRangeVar funcname:16l args:20l row:24b timing:26h events:28h columns:32l whenClause:36n transitionRels:40l deferrable:44b initdeferred:45b constrrel:48tRangeVar
182 CreateEventTrigStmt trigname:4s eventname:8s whenclause:12l funcname:16l
183 AlterEventTrigStmt trigname:4s tgenabled:8c
184 CreatePLangStmt replace:4b plname:8s plhandler:12l plinline:16l plvalidator:20l pltrusted:24b
185 CreateRoleStmt stmt_type:4eRoleStmtType role:8s options:12l
186 AlterRoleStmt role:4tRoleSpec options:8l action:12i
187 AlterRoleSetStmt role:4tRoleSpec database:8s setstmt:12tVariableSetStmt
188 DropRoleStmt roles:4l missing_ok:8b
189 CreateSeqStmt sequence:4tRangeVar options:8l ownerId:12u for_identity:16b if_not_exists:17b
190 AlterSeqStmt sequence:4tRangeVar options:8l for_identity:12b missing_ok:13b
191 DefineStmt kind:4eObjectType oldstyle:8b defnames:12l args:16l definition:20l if_not_exists:24b replace:25b
192 CreateDomainStmt domainname:4l typeName:8tTypeName collClause:12tCollateClause constraints:16l
193 CreateOpClassStmt opclassname:4l opfamilyname:8l amname:12s datatype:16tTypeName items:20l isDefault:24b
194 CreateOpClassItem itemtype:4i name:8tObjectWithArgs number:12i order_family:16l class_args:20l storedtype:24tTypeName
195 CreateOpFamilyStmt opfamilyname:4l amname:8s
196 AlterOpFamilyStmt opfamilyname:4l amname:8s isDrop:12b items:16l
197 DropStmt objects:4l removeType:8eObjectType behavior:12eDropBehavior missing_ok:16b concurrent:17b
198 TruncateStmt relations:4l restart_seqs:8b behavior:12eDropBehavior
199 CommentStmt objtype:4eObjectType object:8n comment:12s
200 SecLabelStmt objtype:4eObjectType object:8n provider:12s label:16s
201 DeclareCursorStmt portalname:4s options:8i query:12n
202 ClosePortalStmt portalname:4s
203 FetchStmt direction:4eFetchDirection howMany:8i portalname:12s ismove:16b
204 IndexStmt idxname:4s relation:8tRangeVar accessMethod:12s tableSpace:16s indexParams:20l indexIncludingParams:24l options:28l whereClause:32n excludeOpNames:36l idxcomment:40s indexOid:44u oldNumber:48u oldCreateSubid:52u oldFirstRelfilelocatorSubid:56u unique:60b nulls_not_distinct:61b primary:62b isconstraint:63b iswithoutoverlaps:64b deferrable:65b initdeferred:66b transformed:67b concurrent:68b if_not_exists:69b reset_default_tblspc:70b
205 CreateStatsStmt defnames:4l stat_types:8l exprs:12l relations:16l stxcomment:20s transformed:24b if_not_exists:25b
206 StatsElem name:4s expr:8n
207 AlterStatsStmt defnames:4l stxstattarget:8n missing_ok:12b
208 CreateFunctionStmt is_procedure:4b replace:5b funcname:8l parameters:12l returnType:16tTypeName options:20l sql_body:24n
209 FunctionParameter name:4s argType:8tTypeName mode:12eFunctionParameterMode defexpr:16n location:20i
210 AlterFunctionStmt objtype:4eObjectType func:8tObjectWithArgs actions:12l
211 DoStmt args:4l
212 InlineCodeBlock source_text:4s langOid:8u langIsTrusted:12b atomic:13b
213 CallStmt funccall:4tFuncCall funcexpr:8tFuncExpr outargs:12l
214 CallContext atomic:4b
215 RenameStmt renameType:4eObjectType relationType:8eObjectType relation:12tRangeVar object:16n subname:20s newname:24s behavior:28eDropBehavior missing_ok:32b
216 AlterObjectDependsStmt objectType:4eObjectType relation:8tRangeVar object:12n extname:16tString remove:20b
217 AlterObjectSchemaStmt objectType:4eObjectType relation:8tRangeVar object:12n newschema:16s missing_ok:20b
218 AlterOwnerStmt objectType:4eObjectType relation:8tRangeVar object:12n newowner:16tRoleSpec
219 AlterOperatorStmt opername:4tObjectWithArgs options:8l
220 AlterTypeStmt typeName:4l options:8l
221 RuleStmt relation:4tRangeVar rulename:8s whereClause:12n event:16eCmdType instead:20b actions:24l replace:28b
222 NotifyStmt conditionname:4s payload:8s
223 ListenStmt conditionname:4s
224 UnlistenStmt conditionname:4s
225 TransactionStmt kind:4eTransactionStmtKind options:8l savepoint_name:12s gid:16s chain:20b location:24i
226 CompositeTypeStmt typevar:4tRangeVar coldeflist:8l
227 CreateEnumStmt typeName:4l vals:8l
228 CreateRangeStmt typeName:4l params:8l
229 AlterEnumStmt typeName:4l oldVal:8s newVal:12s newValNeighbor:16s newValIsAfter:20b skipIfNewValExists:21b
230 ViewStmt view:4tRangeVar aliases:8l query:12n replace:16b options:20l withCheckOption:24eViewCheckOption
231 LoadStmt filename:4s
232 CreatedbStmt dbname:4s options:8l
233 AlterDatabaseStmt dbname:4s options:8l
234 AlterDatabaseRefreshCollStmt dbname:4s
235 AlterDatabaseSetStmt dbname:4s setstmt:8tVariableSetStmt
236 DropdbStmt dbname:4s missing_ok:8b options:12l
237 AlterSystemStmt setstmt:4tVariableSetStmt
238 ClusterStmt relation:4tRangeVar indexname:8s params:12l
239 VacuumStmt options:4l rels:8l is_vacuumcmd:12b
240 VacuumRelation relation:4tRangeVar oid:8u va_cols:12l
241 ExplainStmt query:4n options:8l
242 CreateTableAsStmt query:4n into:8tIntoClause objtype:12eObjectType is_select_into:16b if_not_exists:17b
243 RefreshMatViewStmt concurrent:4b skipData:5b relation:8tRangeVar
244 CheckPointStmt
245 DiscardStmt target:4eDiscardMode
246 LockStmt relations:4l mode:8i nowait:12b
247 ConstraintsSetStmt constraints:4l deferred:8b
248 ReindexStmt kind:4eReindexObjectType relation:8tRangeVar name:12s params:16l
249 CreateConversionStmt conversion_name:4l for_encoding_name:8s to_encoding_name:12s func_name:16l def:20b
250 CreateCastStmt sourcetype:4tTypeName targettype:8tTypeName func:12tObjectWithArgs context:16eCoercionContext inout:20b
251 CreateTransformStmt replace:4b type_name:8tTypeName lang:12s fromsql:16tObjectWithArgs tosql:20tObjectWithArgs
252 PrepareStmt name:4s argtypes:8l query:12n
253 ExecuteStmt name:4s params:8l
254 DeallocateStmt name:4s isall:8b location:12i
255 DropOwnedStmt roles:4l behavior:8eDropBehavior
256 ReassignOwnedStmt roles:4l newrole:8tRoleSpec
257 AlterTSDictionaryStmt dictname:4l options:8l
258 AlterTSConfigurationStmt kind:4eAlterTSConfigType cfgname:8l tokentype:12l dicts:16l override:20b replace:21b missing_ok:22b
259 PublicationTable relation:4tRangeVar whereClause:8n columns:12l
260 PublicationObjSpec pubobjtype:4ePublicationObjSpecType name:8s pubtable:12tPublicationTable location:16i
261 CreatePublicationStmt pubname:4s options:8l pubobjects:12l for_all_tables:16b
262 AlterPublicationStmt pubname:4s options:8l pubobjects:12l for_all_tables:16b action:20eAlterPublicationAction
263 CreateSubscriptionStmt subname:4s conninfo:8s publication:12l options:16l
264 AlterSubscriptionStmt kind:4eAlterSubscriptionType subname:8s conninfo:12s publication:16l options:20l
265 DropSubscriptionStmt subname:4s missing_ok:8b behavior:12eDropBehavior
465 Integer
466 Float
467 Boolean
468 String
469 BitString`;

/** Enums and their values, from 0 on; or each with its number. */
export const enums = `A_Expr_Kind AEXPR_OP AEXPR_OP_ANY AEXPR_OP_ALL AEXPR_DISTINCT AEXPR_NOT_DISTINCT AEXPR_NULLIF AEXPR_IN AEXPR_LIKE AEXPR_ILIKE AEXPR_SIMILAR AEXPR_BETWEEN AEXPR_NOT_BETWEEN AEXPR_BETWEEN_SYM AEXPR_NOT_BETWEEN_SYM
AggSplit AGGSPLIT_SIMPLE 6=AGGSPLIT_INITIAL_SERIAL 9=AGGSPLIT_FINAL_DESERIAL
AlterPublicationAction AP_AddObjects AP_DropObjects AP_SetObjects
AlterSubscriptionType ALTER_SUBSCRIPTION_OPTIONS ALTER_SUBSCRIPTION_CONNECTION ALTER_SUBSCRIPTION_SET_PUBLICATION ALTER_SUBSCRIPTION_ADD_PUBLICATION ALTER_SUBSCRIPTION_DROP_PUBLICATION ALTER_SUBSCRIPTION_REFRESH ALTER_SUBSCRIPTION_ENABLED ALTER_SUBSCRIPTION_SKIP
AlterTSConfigType ALTER_TSCONFIG_ADD_MAPPING ALTER_TSCONFIG_ALTER_MAPPING_FOR_TOKEN ALTER_TSCONFIG_REPLACE_DICT ALTER_TSCONFIG_REPLACE_DICT_FOR_TOKEN ALTER_TSCONFIG_DROP_MAPPING
AlterTableType AT_AddColumn AT_AddColumnToView AT_ColumnDefault AT_CookedColumnDefault AT_DropNotNull AT_SetNotNull AT_SetExpression AT_DropExpression AT_SetStatistics AT_SetOptions AT_ResetOptions AT_SetStorage AT_SetCompression AT_DropColumn AT_AddIndex AT_ReAddIndex AT_AddConstraint AT_ReAddConstraint AT_ReAddDomainConstraint AT_AlterConstraint AT_ValidateConstraint AT_AddIndexConstraint AT_DropConstraint AT_ReAddComment AT_AlterColumnType AT_AlterColumnGenericOptions AT_ChangeOwner AT_ClusterOn AT_DropCluster AT_SetLogged AT_SetUnLogged AT_DropOids AT_SetAccessMethod AT_SetTableSpace AT_SetRelOptions AT_ResetRelOptions AT_ReplaceRelOptions AT_EnableTrig AT_EnableAlwaysTrig AT_EnableReplicaTrig AT_DisableTrig AT_EnableTrigAll AT_DisableTrigAll AT_EnableTrigUser AT_DisableTrigUser AT_EnableRule AT_EnableAlwaysRule AT_EnableReplicaRule AT_DisableRule AT_AddInherit AT_DropInherit AT_AddOf AT_DropOf AT_ReplicaIdentity AT_EnableRowSecurity AT_DisableRowSecurity AT_ForceRowSecurity AT_NoForceRowSecurity AT_GenericOptions AT_AttachPartition AT_DetachPartition AT_DetachPartitionFinalize AT_AddIdentity AT_SetIdentity AT_DropIdentity AT_ReAddStatistics
BoolExprType AND_EXPR OR_EXPR NOT_EXPR
BoolTestType IS_TRUE IS_NOT_TRUE IS_FALSE IS_NOT_FALSE IS_UNKNOWN IS_NOT_UNKNOWN
CTEMaterialize CTEMaterializeDefault CTEMaterializeAlways CTEMaterializeNever
CmdType CMD_UNKNOWN CMD_SELECT CMD_UPDATE CMD_INSERT CMD_DELETE CMD_MERGE CMD_UTILITY CMD_NOTHING
CoercionContext COERCION_IMPLICIT COERCION_ASSIGNMENT COERCION_PLPGSQL COERCION_EXPLICIT
CoercionForm COERCE_EXPLICIT_CALL COERCE_EXPLICIT_CAST COERCE_IMPLICIT_CAST COERCE_SQL_SYNTAX
CompareType COMPARE_INVALID COMPARE_LT COMPARE_LE COMPARE_EQ COMPARE_GE COMPARE_GT COMPARE_NE COMPARE_OVERLAP COMPARE_CONTAINED_BY
ConstrType CONSTR_NULL CONSTR_NOTNULL CONSTR_DEFAULT CONSTR_IDENTITY CONSTR_GENERATED CONSTR_CHECK CONSTR_PRIMARY CONSTR_UNIQUE CONSTR_EXCLUSION CONSTR_FOREIGN CONSTR_ATTR_DEFERRABLE CONSTR_ATTR_NOT_DEFERRABLE CONSTR_ATTR_DEFERRED CONSTR_ATTR_IMMEDIATE CONSTR_ATTR_ENFORCED CONSTR_ATTR_NOT_ENFORCED
DefElemAction DEFELEM_UNSPEC DEFELEM_SET DEFELEM_ADD DEFELEM_DROP
DiscardMode DISCARD_ALL DISCARD_PLANS DISCARD_SEQUENCES DISCARD_TEMP
DropBehavior DROP_RESTRICT DROP_CASCADE
FetchDirection FETCH_FORWARD FETCH_BACKWARD FETCH_ABSOLUTE FETCH_RELATIVE
FunctionParameterMode 98=FUNC_PARAM_INOUT 100=FUNC_PARAM_DEFAULT 105=FUNC_PARAM_IN 111=FUNC_PARAM_OUT 116=FUNC_PARAM_TABLE 118=FUNC_PARAM_VARIADIC
GrantTargetType ACL_TARGET_OBJECT ACL_TARGET_ALL_IN_SCHEMA ACL_TARGET_DEFAULTS
GroupingSetKind GROUPING_SET_EMPTY GROUPING_SET_SIMPLE GROUPING_SET_ROLLUP GROUPING_SET_CUBE GROUPING_SET_SETS
ImportForeignSchemaType FDW_IMPORT_SCHEMA_ALL FDW_IMPORT_SCHEMA_LIMIT_TO FDW_IMPORT_SCHEMA_EXCEPT
JoinType JOIN_INNER JOIN_LEFT JOIN_FULL JOIN_RIGHT JOIN_SEMI JOIN_ANTI JOIN_RIGHT_SEMI JOIN_RIGHT_ANTI JOIN_UNIQUE_OUTER JOIN_UNIQUE_INNER
JsonBehaviorType JSON_BEHAVIOR_NULL JSON_BEHAVIOR_ERROR JSON_BEHAVIOR_EMPTY JSON_BEHAVIOR_TRUE JSON_BEHAVIOR_FALSE JSON_BEHAVIOR_UNKNOWN JSON_BEHAVIOR_EMPTY_ARRAY JSON_BEHAVIOR_EMPTY_OBJECT JSON_BEHAVIOR_DEFAULT
JsonConstructorType 1=JSCTOR_JSON_OBJECT 2=JSCTOR_JSON_ARRAY 3=JSCTOR_JSON_OBJECTAGG 4=JSCTOR_JSON_ARRAYAGG 5=JSCTOR_JSON_PARSE 6=JSCTOR_JSON_SCALAR 7=JSCTOR_JSON_SERIALIZE
JsonEncoding JS_ENC_DEFAULT JS_ENC_UTF8 JS_ENC_UTF16 JS_ENC_UTF32
JsonExprOp JSON_EXISTS_OP JSON_QUERY_OP JSON_VALUE_OP JSON_TABLE_OP
JsonFormatType JS_FORMAT_DEFAULT JS_FORMAT_JSON JS_FORMAT_JSONB
JsonQuotes JS_QUOTES_UNSPEC JS_QUOTES_KEEP JS_QUOTES_OMIT
JsonTableColumnType JTC_FOR_ORDINALITY JTC_REGULAR JTC_EXISTS JTC_FORMATTED JTC_NESTED
JsonValueType JS_TYPE_ANY JS_TYPE_OBJECT JS_TYPE_ARRAY JS_TYPE_SCALAR
JsonWrapper JSW_UNSPEC JSW_NONE JSW_CONDITIONAL JSW_UNCONDITIONAL
LimitOption LIMIT_OPTION_DEFAULT LIMIT_OPTION_COUNT LIMIT_OPTION_WITH_TIES
LockClauseStrength LCS_NONE LCS_FORKEYSHARE LCS_FORSHARE LCS_FORNOKEYUPDATE LCS_FORUPDATE
LockWaitPolicy LockWaitBlock LockWaitSkip LockWaitError
MergeMatchKind MERGE_WHEN_MATCHED MERGE_WHEN_NOT_MATCHED_BY_SOURCE MERGE_WHEN_NOT_MATCHED_BY_TARGET
MinMaxOp IS_GREATEST IS_LEAST
NullTestType IS_NULL IS_NOT_NULL
ObjectType OBJECT_ACCESS_METHOD OBJECT_AGGREGATE OBJECT_AMOP OBJECT_AMPROC OBJECT_ATTRIBUTE OBJECT_CAST OBJECT_COLUMN OBJECT_COLLATION OBJECT_CONVERSION OBJECT_DATABASE OBJECT_DEFAULT OBJECT_DEFACL OBJECT_DOMAIN OBJECT_DOMCONSTRAINT OBJECT_EVENT_TRIGGER OBJECT_EXTENSION OBJECT_FDW OBJECT_FOREIGN_SERVER OBJECT_FOREIGN_TABLE OBJECT_FUNCTION OBJECT_INDEX OBJECT_LANGUAGE OBJECT_LARGEOBJECT OBJECT_MATVIEW OBJECT_OPCLASS OBJECT_OPERATOR OBJECT_OPFAMILY OBJECT_PARAMETER_ACL OBJECT_POLICY OBJECT_PROCEDURE OBJECT_PUBLICATION OBJECT_PUBLICATION_NAMESPACE OBJECT_PUBLICATION_REL OBJECT_ROLE OBJECT_ROUTINE OBJECT_RULE OBJECT_SCHEMA OBJECT_SEQUENCE OBJECT_SUBSCRIPTION OBJECT_STATISTIC_EXT OBJECT_TABCONSTRAINT OBJECT_TABLE OBJECT_TABLESPACE OBJECT_TRANSFORM OBJECT_TRIGGER OBJECT_TSCONFIGURATION OBJECT_TSDICTIONARY OBJECT_TSPARSER OBJECT_TSTEMPLATE OBJECT_TYPE OBJECT_USER_MAPPING OBJECT_VIEW
OnCommitAction ONCOMMIT_NOOP ONCOMMIT_PRESERVE_ROWS ONCOMMIT_DELETE_ROWS ONCOMMIT_DROP
OnConflictAction ONCONFLICT_NONE ONCONFLICT_NOTHING ONCONFLICT_UPDATE
OverridingKind OVERRIDING_NOT_SET OVERRIDING_USER_VALUE OVERRIDING_SYSTEM_VALUE
ParamKind PARAM_EXTERN PARAM_EXEC PARAM_SUBLINK PARAM_MULTIEXPR
PartitionRangeDatumKind PARTITION_RANGE_DATUM_VALUE PARTITION_RANGE_DATUM_MAXVALUE
PartitionStrategy 104=PARTITION_STRATEGY_HASH 108=PARTITION_STRATEGY_LIST 114=PARTITION_STRATEGY_RANGE
PublicationObjSpecType PUBLICATIONOBJ_TABLE PUBLICATIONOBJ_TABLES_IN_SCHEMA PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA PUBLICATIONOBJ_CONTINUATION
QuerySource QSRC_ORIGINAL QSRC_PARSER QSRC_INSTEAD_RULE QSRC_QUAL_INSTEAD_RULE QSRC_NON_INSTEAD_RULE
ReindexObjectType REINDEX_OBJECT_INDEX REINDEX_OBJECT_TABLE REINDEX_OBJECT_SCHEMA REINDEX_OBJECT_SYSTEM REINDEX_OBJECT_DATABASE
ReturningOptionKind RETURNING_OPTION_OLD RETURNING_OPTION_NEW
RoleSpecType ROLESPEC_CSTRING ROLESPEC_CURRENT_ROLE ROLESPEC_CURRENT_USER ROLESPEC_SESSION_USER ROLESPEC_PUBLIC
RoleStmtType ROLESTMT_ROLE ROLESTMT_USER ROLESTMT_GROUP
SQLValueFunctionOp SVFOP_CURRENT_DATE SVFOP_CURRENT_TIME SVFOP_CURRENT_TIME_N SVFOP_CURRENT_TIMESTAMP SVFOP_CURRENT_TIMESTAMP_N SVFOP_LOCALTIME SVFOP_LOCALTIME_N SVFOP_LOCALTIMESTAMP SVFOP_LOCALTIMESTAMP_N SVFOP_CURRENT_ROLE SVFOP_CURRENT_USER SVFOP_USER SVFOP_SESSION_USER SVFOP_CURRENT_CATALOG SVFOP_CURRENT_SCHEMA
SetOperation SETOP_NONE SETOP_UNION SETOP_INTERSECT SETOP_EXCEPT
SortByDir SORTBY_DEFAULT SORTBY_ASC SORTBY_DESC SORTBY_USING
SortByNulls SORTBY_NULLS_DEFAULT SORTBY_NULLS_FIRST SORTBY_NULLS_LAST
SubLinkType EXISTS_SUBLINK ALL_SUBLINK ANY_SUBLINK ROWCOMPARE_SUBLINK EXPR_SUBLINK MULTIEXPR_SUBLINK ARRAY_SUBLINK CTE_SUBLINK
TransactionStmtKind TRANS_STMT_BEGIN TRANS_STMT_START TRANS_STMT_COMMIT TRANS_STMT_ROLLBACK TRANS_STMT_SAVEPOINT TRANS_STMT_RELEASE TRANS_STMT_ROLLBACK_TO TRANS_STMT_PREPARE TRANS_STMT_COMMIT_PREPARED TRANS_STMT_ROLLBACK_PREPARED
VariableSetKind VAR_SET_VALUE VAR_SET_DEFAULT VAR_SET_CURRENT VAR_SET_MULTI VAR_RESET VAR_RESET_ALL
ViewCheckOption NO_CHECK_OPTION LOCAL_CHECK_OPTION CASCADED_CHECK_OPTION
WCOKind WCO_VIEW_CHECK WCO_RLS_INSERT_CHECK WCO_RLS_UPDATE_CHECK WCO_RLS_CONFLICT_CHECK WCO_RLS_MERGE_UPDATE_CHECK WCO_RLS_MERGE_DELETE_CHECK
XmlExprOp IS_XMLCONCAT IS_XMLELEMENT IS_XMLFOREST IS_XMLPARSE IS_XMLPI IS_XMLROOT IS_XMLSERIALIZE IS_DOCUMENT
XmlOptionType XMLOPTION_DOCUMENT XMLOPTION_CONTENT`;
