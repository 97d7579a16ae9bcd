import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import { joinColumnNames, makeObjectName } from '../postgres/naming.ts';
import { outside } from './outside-transaction.ts';
import type { Context, Effects, OperationOf, Step } from '../judge/rule.ts';

type CreateIndex = OperationOf<'create-index'>;

/** The index of a table in use, built while writes go on: CONCURRENTLY, or partition by partition. Nothing where it stands in a DO block, whose text is not the statement's. */
export function unblockedBuild(operation: CreateIndex, context: Context): readonly Step[] {
  if (operation.within) return [];
  const effects = context.effects(operation);
  if (last?.effects !== effects) last = { effects, steps: buildSteps(operation, context) };
  return last.steps;
}

/** The answer that was given last: two rules ask about one index, one after the other, and its effects are worked out once. */
let last: { readonly effects: Effects; readonly steps: readonly Step[] } | undefined;

function buildSteps(operation: CreateIndex, context: Context): readonly Step[] {
  return context.before.table(operation.table)?.partitionBy ? partByPart(operation, context) : concurrently(operation, context);
}

const head = /^create\s+(unique\s+)?index\s+(?:if\s+not\s+exists\s+)?/i;

function concurrently(operation: CreateIndex, context: Context): readonly Step[] {
  const { table, index } = operation;
  const { sql } = context;
  const words = head.exec(sql)?.[0];
  if (words === undefined) return [];
  const name = index ?? chosenName(operation);
  return outside(context, [
    { sql: `DROP INDEX CONCURRENTLY IF EXISTS ${quoteName({ schema: table.schema, name })};`, ifRepeated: true },
    { sql: `CREATE ${operation.unique ? 'UNIQUE ' : ''}INDEX CONCURRENTLY ${index === undefined ? `${quoteIdentifier(name)} ` : ''}${sql.slice(words.length)};` },
  ]);
}

function chosenName({ table, keys }: CreateIndex, of = table.name): string {
  return makeObjectName(of, joinColumnNames(keys.map((key) => key.column ?? key.expression?.label ?? 'expr')), 'idx');
}

/** More partitions than that are not written out. */
const most = 12;

/** On the parent alone, on each partition, and then together. */
function partByPart(operation: CreateIndex, context: Context): readonly Step[] {
  const { table, index } = operation;
  const { before, sql } = context;
  const partitions = Array.from(before.tables.values()).filter(({ partitionOf }) => partitionOf?.name === table.name && partitionOf.schema === table.schema);
  if (!head.test(sql) || partitions.length === 0 || partitions.length > most || partitions.some(({ partitionBy }) => partitionBy)) return [];
  const parts = /^(?<start>[\s\S]*?\bon)\s+(?:only\s+)?(?:(?:"[^"]*"|[\w$]+)\s*\.\s*)?(?:"[^"]*"|[\w$]+)(?<rest>[\s\S]*)$/i.exec(sql.replace(head, ''))?.groups;
  const rest = parts?.rest;
  if (rest === undefined) return [];
  const unique = operation.unique ? 'UNIQUE ' : '';
  const parent = index ?? chosenName(operation);
  const own = (name: string): string => makeObjectName(name, joinColumnNames(operation.keys.map((key) => key.column ?? key.expression?.label ?? 'expr')), 'idx');
  return [
    { script: 'this', transaction: true, sql: `CREATE ${unique}INDEX IF NOT EXISTS ${quoteIdentifier(parent)} ON ONLY ${quoteName(table)}${rest};` },
    ...partitions.map(({ name }): Step => ({ script: 'next', transaction: false, sql: `CREATE ${unique}INDEX CONCURRENTLY ${quoteIdentifier(own(name.name))} ON ${quoteName(name)}${rest};` })),
    {
      script: 'next',
      transaction: true,
      sql: partitions.map(({ name }) => `ALTER INDEX ${quoteName({ schema: table.schema, name: parent })} ATTACH PARTITION ${quoteName({ schema: name.schema, name: own(name.name) })};`).join('\n'),
    },
  ];
}
