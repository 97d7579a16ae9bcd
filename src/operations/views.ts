import type { IntoClause, Node, ViewStmt } from '../parser/nodes.ts';
import type { Context, Handlers } from './context.ts';
import { lowerWrites } from './data.ts';
import type { Operation } from './operation.ts';
import { queryOf } from './queries.ts';
import { Reading } from './reading.ts';
import { words } from './words.ts';

export const viewHandlers: Handlers = {
  ViewStmt: createView,
  RefreshMatViewStmt: ({ relation, concurrent, skipData }, context) => ({
    kind: 'refresh-materialized-view', mark: context.whole, view: context.relation(relation), concurrently: concurrent ?? false, ...(skipData ? { noData: true } : {}),
  }),
};

function createView({ view, aliases, query, replace }: ViewStmt, context: Context): Operation {
  return {
    kind: 'create-view',
    mark: context.whole,
    view: context.created(view),
    materialized: false,
    orReplace: replace ?? false,
    ifNotExists: false,
    temporary: view?.relpersistence === 't',
    columnNames: words(aliases),
    query: queryOf(query, new Reading(context.names)),
  };
}

/** CREATE MATERIALIZED VIEW, which the grammar makes a kind of CREATE TABLE AS. */
export function createMaterializedView(query: Node | undefined, into: IntoClause | undefined, ifNotExists: boolean, context: Context): readonly Operation[] {
  const reading = new Reading(context.names);
  const create: Operation = {
    kind: 'create-view',
    mark: context.whole,
    view: context.created(into?.rel),
    materialized: true,
    orReplace: false,
    ifNotExists,
    temporary: false,
    columnNames: words(into?.colNames),
    query: queryOf(query, reading),
  };
  return [...lowerWrites(reading, context), create];
}
