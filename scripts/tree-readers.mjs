// The texts of src/parser/nodes.ts and src/parser/node-readers.ts. V8 reads a property quickest where all objects that come
// by have one shape: so each of the nodes that migrations are made of has a reader of its own, which makes all of its fields
// at once, and makes only those that somebody asks for.

/**
 * The nodes that have a reader, and their fields. A field is asked for by name, or it may hold an expression: those are
 * looked through whatever they are (src/operations/reading.ts). What is not here, the types do not know either.
 */
export const made = fieldsByName(`
  A_ArrayExpr: elements location
  A_Expr: kind name lexpr rexpr location
  A_Indirection: arg indirection
  A_Star:
  AccessPriv: priv_name cols
  Alias: aliasname colnames
  AlterDefaultPrivilegesStmt: action
  AlterDomainStmt: subtype typeName def
  AlterEnumStmt: typeName oldVal newVal newValNeighbor newValIsAfter skipIfNewValExists
  AlterFunctionStmt: objtype func actions
  AlterObjectSchemaStmt: objectType relation object newschema missing_ok
  AlterOwnerStmt: objectType
  AlterPolicyStmt: policy_name table
  AlterSeqStmt: sequence options
  AlterTableCmd: subtype name newowner def behavior missing_ok
  AlterTableStmt: relation cmds objtype missing_ok
  BoolExpr: boolop args location
  BooleanTest: arg location
  CallStmt: funccall
  CaseExpr: arg args defresult location
  CaseWhen: expr result location
  CoalesceExpr: args location
  CollateClause: arg collname location
  ColumnDef: colname typeName is_not_null raw_default collClause constraints location
  ColumnRef: fields location
  CommentStmt: objtype object comment
  CommonTableExpr: ctename aliascolnames ctequery
  CompositeTypeStmt: typevar coldeflist
  Constraint: contype conname deferrable initdeferred is_enforced skip_validation is_no_inherit raw_expr generated_when generated_kind nulls_not_distinct keys including exclusions indexname where_clause pktable fk_attrs pk_attrs fk_upd_action fk_del_action fk_del_set_cols location
  CreateDomainStmt: domainname typeName constraints
  CreateEnumStmt: typeName vals
  CreateExtensionStmt: extname if_not_exists options
  CreateForeignTableStmt: base
  CreateFunctionStmt: is_procedure replace funcname parameters returnType options sql_body
  CreatePolicyStmt: policy_name table qual with_check
  CreateSchemaStmt: schemaname authrole schemaElts if_not_exists
  CreateSeqStmt: sequence options if_not_exists
  CreateStmt: relation tableElts inhRelations partbound partspec ofTypename if_not_exists
  CreateTableAsStmt: query into objtype if_not_exists
  CreateTrigStmt: replace trigname relation row columns whenClause constrrel
  DefElem: defnamespace defname arg location
  DeleteStmt: relation usingClause whereClause returningClause withClause
  DoStmt: args
  DropStmt: objects removeType behavior missing_ok concurrent
  FuncCall: funcname args agg_order agg_filter over funcformat location
  FunctionParameter: name argType mode defexpr
  GrantRoleStmt: is_grant
  GrantStmt: is_grant targtype objtype objects privileges grantees
  IndexElem: name expr
  IndexStmt: idxname relation accessMethod indexParams indexIncludingParams whereClause unique nulls_not_distinct concurrent if_not_exists
  InferClause: indexElems whereClause
  InsertStmt: relation cols selectStmt onConflictClause returningClause withClause
  IntoClause: rel colNames
  JoinExpr: isNatural larg rarg usingClause quals alias
  LockStmt: relations mode
  MinMaxExpr: op args location
  NullTest: arg nulltesttype location
  ObjectWithArgs: objname objargs args_unspecified
  OnConflictClause: infer targetList whereClause
  PartitionCmd: name bound concurrent
  RangeFunction: functions alias coldeflist
  RangeSubselect: lateral subquery alias
  RangeVar: schemaname relname inh relpersistence alias
  RefreshMatViewStmt: concurrent skipData relation
  RenameStmt: renameType relation object subname newname missing_ok
  ResTarget: name indirection val
  ReturningClause: exprs
  RoleSpec: roletype rolename
  RowExpr: args location
  SQLValueFunction: op location
  SelectStmt: distinctClause intoClause targetList fromClause whereClause groupClause havingClause windowClause valuesLists sortClause limitOffset limitCount withClause larg rarg
  SetToDefault: location
  SortBy: node
  SubLink: subLinkType testexpr subselect location
  TransactionStmt: kind chain
  TruncateStmt: relations restart_seqs behavior
  TypeCast: arg typeName location
  TypeName: names setof pct_type typmods arrayBounds location
  UpdateStmt: relation targetList whereClause fromClause returningClause withClause
  VariableSetStmt: kind name args is_local
  ViewStmt: view aliases query replace
  WithClause: ctes recursive
`);

function fieldsByName(text) {
  return new Map(text.trim().split('\n').map((line) => {
    const [name, fields] = line.trim().split(':');
    return [name, fields.split(' ').filter(Boolean)];
  }));
}

/** Values and lists: their fields, and what reads them. */
const values = {
  List: ['items?: Node[] | undefined', '({ List: { items: readList(at << 2) } })'],
  A_Const: ['isnull?: true | undefined; ival?: Integer | undefined; fval?: Float | undefined; sval?: String | undefined; boolval?: Boolean | undefined; location?: number | undefined', '({ A_Const: readConstant(at) })'],
  Integer: ['ival?: number | undefined', '({ Integer: readInteger(at) })'],
  Float: ['fval?: string | undefined', '({ Float: { fval: readShortString(words[at + 1]) } })'],
  Boolean: ['boolval?: boolean | undefined', '({ Boolean: { boolval: words[at + 1] !== 0 } })'],
  String: ['sval?: string | undefined', 'readWord(words[at + 1]).string'],
  BitString: ['bsval: string', '({ BitString: { bsval: readShortString(words[at + 1]) } })'],
};

const primitives = { i: 'number', u: 'number', h: 'number', b: 'boolean', c: 'string', s: 'string', l: 'Node[]', n: 'Node' };

function typeOf({ letter, type }, names) {
  if (letter === 'e') return `Pg.${type}`;
  return primitives[letter] ?? (names.has(type) ? type : 'unknown');
}

/**
 * The text of src/parser/nodes.ts.
 *
 * @param layouts - nodes by name and tag, with fields of a name, place, letter and type
 */
export function nodeTypes(layouts) {
  const names = new Set(layouts.map(({ name }) => name));
  const interfaces = layouts.map(({ name, fields }) => {
    const own = made.has(name) ? fields.filter((field) => made.get(name).includes(field.name)) : fields;
    const body = values[name]?.[0] ?? own.map((field) => `${field.name}?: ${typeOf(field, names)} | undefined`).join('; ');
    return body === '' ? `export type ${name} = object;` : `export interface ${name} { ${body} }`;
  });
  return `// Written by scripts/tree-layouts.mjs.
import type * as Pg from '@pgsql/types';

export type * from '@pgsql/types';

/** The nodes of PostgreSQL's raw parse tree, with the fields that are read of them. Fields at their default are absent or undefined. */
export type Node =${layouts.map(({ name }) => ` | { ${name}: ${name} }`).join('')};

${interfaces.join('\n')}
`;
}

/** Nodes that most often are a name and nothing else: what stands in them otherwise, and where that name's node is kept. */
const named = {
  ResTarget: { besides: ['indirection', 'val'], kept: 'target' },
  IndexElem: { besides: ['expr'], kept: 'element' },
};

/** A function makes the fields and another the node around them: V8 makes an object in an object slowly. */
const functionOf = (name) => `read${name.replaceAll('_', '')}`;
const place = (at) => `words[at + ${at >> 2}]`;

/** What reads a field. */
function reading(field) {
  const { at, letter, type } = field;
  const word = place(at);
  const shift = (at & 3) * 8;
  const bits = `(${word} ?? 0) & ${shift === 0 ? '' : '0x'}${(255 << shift >>> 0).toString(shift === 0 ? 10 : 16)}`;
  switch (letter) {
    case 'i':
      return `(${word} ?? 0) || undefined`;
    case 'b':
      return `(${bits}) !== 0 || undefined`;
    case 'c':
      return `charOf((${word} ?? 0) >>> ${shift} & 255)`;
    case 's':
      return `${word} ? readText(${word}) : undefined`;
    case 'l':
      return `${word} ? readList(${word}) : undefined`;
    case 'n':
      return `${word} ? readNode(${word}) : undefined`;
    case 'e':
      return `${type}(${word})`;
    case 't':
      return `${word} ? ${made.has(type) ? `${functionOf(type)}((${word} ?? 0) >> 2)` : `readStruct(${word}) as ${type}`} : undefined`;
    case 'x':
      return `${functionOf(type)}(at + ${at >> 2})`;
    default:
      throw new Error(`no reader for a field of the kind ${letter}`);
  }
}

function namedReader({ tag, name, fields }) {
  const { besides, kept } = named[name];
  const wordOf = (field) => place(fields.find((each) => each.name === field).at);
  const node = `{ ${name}: ${functionOf(name)}(at) }`;
  return `readers[${tag}] = (at) => (${besides.map(wordOf).join(' || ')} ? ${node} : (readWord(${wordOf('name')}).${kept} ??= ${node}));`;
}

/** The text of src/parser/node-readers.ts. */
export function nodeReaders(layouts) {
  const own = layouts.filter(({ name }) => made.has(name)).map((layout) => {
    const fields = made.get(layout.name);
    const missing = fields.filter((name) => !layout.fields.some((field) => field.name === name));
    if (missing.length > 0) throw new Error(`${layout.name} has no ${missing.join()}`);
    return { ...layout, fields: layout.fields.filter(({ name }) => fields.includes(name)) };
  });
  const fields = own.flatMap((layout) => layout.fields);
  const types = new Set(['A_Const', 'Node', ...own.map(({ name }) => name), ...fields.filter(({ letter }) => letter === 't').map(({ type }) => type)]);
  const used = [...new Set(fields.filter(({ letter }) => letter === 'e').map(({ type }) => type))].sort();
  const tagOf = (name) => layouts.find((layout) => layout.name === name).tag;
  const cases = layouts.flatMap(({ name, tag }) => {
    if (values[name]) return [`readers[${tag}] = (at) => ${values[name][1]};`];
    if (!made.has(name)) return [];
    if (named[name]) return [namedReader(own.find((layout) => layout.name === name))];
    return [`readers[${tag}] = (${made.get(name).length > 0 ? 'at' : ''}) => ({ ${name}: ${functionOf(name)}(${made.get(name).length > 0 ? 'at' : ''}) });`];
  });
  return `// Written by scripts/tree-layouts.mjs; which fields are read, scripts/tree-readers.mjs says.
import { enumValues, type Values } from './layouts.ts';
import { words } from './memory.ts';
import type { ${[...types].sort().join(', ')} } from './nodes.ts';
import type * as Pg from '@pgsql/types';
import { charOf, readInteger, readList, readNode, readStruct, readText } from './tree-reader.ts';
import { readShortString, readWord } from './short-strings.ts';

${used.map((type) => `const ${type} = enumValues('${type}') as Values<Pg.${type}>;`).join('\n')}

/** What reads the nodes of a tag that stand at a place, in words. */
export const readers: ((at: number) => Node)[] = [];
${cases.join('\n')}

/** Its tag, a value with its own tag, whether it is NULL instead, and the location. */
function readConstant(at: number): A_Const {
  const isNull = ((words[at + 3] ?? 0) & 255) !== 0;
  const tag = isNull ? 0 : words[at + 1];
  return {
    isnull: isNull || undefined,
    ival: tag === ${tagOf('Integer')} ? readInteger(at + 1) : undefined,
    fval: tag === ${tagOf('Float')} ? { fval: readShortString(words[at + 2]) } : undefined,
    sval: tag === ${tagOf('String')} ? readWord(words[at + 2]).string.String : undefined,
    boolval: tag === ${tagOf('Boolean')} ? { boolval: words[at + 2] !== 0 || undefined } : undefined,
    location: (words[at + 4] ?? 0) || undefined,
  };
}

${own.map(({ name, fields: each }) => `function ${functionOf(name)}(${each.length > 0 ? 'at: number' : ''}): ${name} {
  return { ${each.map((field) => `${field.name}: ${reading(field)}`).join(', ')} };
}`).join('\n').replaceAll('{  }', '{}')}
`;
}
