import type { Ast } from '../../parser/ast-reader.ts';
import type { IndexKey, Operation, OperationOf } from '../operation.ts';
import { figureColumnName } from './column-names.ts';
import type { AstContext } from './context.ts';
import { columnOf, expression } from './expressions.ts';
import type { AstHandlers } from './handlers.ts';
import { queryOf } from './queries.ts';
import { lowerWrites } from './data.ts';
import { AstReading } from './reading.ts';
import { folded, nameOf, namesOf } from './words.ts';

const none: readonly never[] = [];

export const objectHandlers: AstHandlers = {
  'create index': createIndex,
  'alter index': ({ index, ifExists, change }, context) => {
    const table = context.relation(index);
    if (change.type !== 'rename') return [{ kind: 'other', mark: context.command(0), command: 'alter index', options: ['set tablespace'], table }];
    return [{ kind: 'rename-table', mark: context.whole, table, tableIfExists: ifExists ?? false, newName: nameOf(change.to), object: 'index' }];
  },
  'drop table': drop((name, base, context) => ({ kind: 'drop-table', ...base, table: context.relation(name) })),
  'drop sequence': drop((name, base, context) => ({ kind: 'drop-sequence', ...base, sequence: context.relation(name) })),
  'drop type': drop((name, base, context) => ({ kind: 'drop-type', ...base, type: context.existingType(name), domain: false })),
  'drop index': drop((name, base, context, { concurrently }) => ({ kind: 'drop-index', ...base, index: context.relation(name), concurrently: concurrently ?? false })),
  'create view': createView,
  'create materialized view': createView,
  'refresh materialized view': ({ name, concurrently, withData }, context) => [
    { kind: 'refresh-materialized-view', mark: context.whole, view: context.relation(name), concurrently: concurrently ?? false, ...(withData === false ? { noData: true } : {}) },
  ],
  'create sequence': ({ name, temp, ifNotExists, options }, context) => [
    {
      kind: 'create-sequence',
      mark: context.whole,
      sequence: context.created(name, temp),
      ifNotExists: ifNotExists ?? false,
      temporary: temp ?? false,
      ...typed(options, context),
      ...ownedBy(options, context),
    },
  ],
  'alter sequence': alterSequence,
  'create schema': ({ name, ifNotExists }, context) => [{ kind: 'create-schema', mark: context.whole, schema: nameOf(name), ifNotExists: ifNotExists ?? false }],
  'create extension': ({ extension, ifNotExists, schema }, context) => [
    { kind: 'create-object', mark: context.whole, object: 'extension', name: { schema: '', name: nameOf(extension) }, orReplace: false, ifNotExists: ifNotExists ?? false, ...(schema ? { schema: nameOf(schema) } : {}) },
  ],
};

function createIndex(statement: Ast.CreateIndexStatement, context: AstContext): readonly Operation[] {
  const { indexName, where } = statement;
  return [
    {
      kind: 'create-index',
      mark: context.whole,
      table: context.relation(statement.table),
      ...(indexName ? { index: nameOf(indexName) } : {}),
      unique: statement.unique ?? false,
      concurrently: statement.concurrently ?? false,
      ifNotExists: statement.ifNotExists ?? false,
      only: false,
      method: statement.using ? nameOf(statement.using) : 'btree',
      keys: statement.expressions.map((each) => indexKey(each, context)),
      include: none,
      ...(where ? { where: expression(where, context) } : {}),
      nullsNotDistinct: false,
    },
  ];
}

function indexKey({ expression: key }: Ast.IndexExpression, context: AstContext): IndexKey {
  const column = columnOf(key);
  return column === undefined ? { expression: { label: figureColumnName(key) ?? 'expr', ...expression(key, context) } } : { column };
}

/** What every object of one DROP has. */
type Dropping = Pick<OperationOf<'drop-table'>, 'mark' | 'ifExists' | 'cascade'>;

function drop(operation: (name: Ast.QName, base: Dropping, context: AstContext, statement: Ast.DropStatement) => Operation) {
  return (statement: Ast.DropStatement, context: AstContext): readonly Operation[] => {
    const { names, ifExists, cascade } = statement;
    return names.map((name, index) => {
      const base = { mark: context.object(index, names.length), ifExists: ifExists ?? false, cascade: cascade === 'cascade' };
      return operation(name, base, context, statement);
    });
  };
}

function createView(statement: Ast.CreateViewStatement | Ast.CreateMaterializedViewStatement, context: AstContext): readonly Operation[] | undefined {
  const materialized = statement.type === 'create materialized view';
  if (!materialized && statement.recursive) return undefined;
  const temporary = !materialized && statement.temp === true;
  const reading = new AstReading(context);
  const create: Operation = {
    kind: 'create-view',
    mark: context.whole,
    view: context.created(statement.name, temporary),
    materialized,
    orReplace: !materialized && statement.orReplace === true,
    ifNotExists: materialized && statement.ifNotExists === true,
    temporary,
    columnNames: statement.columnNames ? namesOf(statement.columnNames) : none,
    query: queryOf(statement.query, reading),
  };
  return [...lowerWrites(reading), create];
}

function alterSequence({ name, ifExists, change }: Ast.AlterSequenceStatement, context: AstContext): readonly Operation[] {
  const sequence = context.relation(name);
  const base = { mark: context.whole, table: sequence, tableIfExists: ifExists ?? false };
  switch (change.type) {
    case 'set options':
      return [{ kind: 'alter-sequence', mark: context.whole, sequence, ...typed(change, context), ...ownedBy(change, context) }];
    case 'rename':
      return [{ kind: 'rename-table', ...base, newName: nameOf(change.newName), object: 'sequence' }];
    case 'set schema':
      return [{ kind: 'set-schema', ...base, newSchema: nameOf(change.newSchema), object: 'sequence' }];
    case 'owner to':
      return [{ kind: 'other', mark: context.command(0), command: 'alter sequence', options: ['owner to'], table: sequence }];
  }
}

/** AS bigint. */
function typed({ as }: Ast.CreateSequenceOptions, context: AstContext): Pick<OperationOf<'alter-sequence'>, 'type'> {
  return as ? { type: context.type(as) } : {};
}

function tableOf({ schema, table }: Ast.QColumn): Ast.QName {
  return schema === undefined ? { name: table } : { schema, name: table };
}

/** OWNED BY table.column; OWNED BY NONE owns nothing. */
function ownedBy({ ownedBy: owner }: Ast.CreateSequenceOptions, context: AstContext): Pick<OperationOf<'alter-sequence'>, 'ownedBy'> {
  if (!owner || owner === 'none') return {};
  return { ownedBy: { table: context.relation(tableOf(owner)), column: folded(owner.column) } };
}
