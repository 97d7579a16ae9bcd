import type { Config } from '../config/config.ts';
import { Dispatch } from '../judge/dispatch.ts';
import { SetRun, type Run } from '../judge/judge-set.ts';
import { Ledger } from '../judge/ledger.ts';
import { Levels } from '../judge/levels.ts';
import { loadReader } from '../judge/reader.ts';
import type { Earlier } from '../judge/rule.ts';
import { unreadOf } from '../judge/unread.ts';
import type { Attached, Operation, QualifiedName } from '../operations/operation.ts';
import type { ParsedScript } from '../parser/statement.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import type { Migration, MigrationSet } from '../project/migration.ts';
import type { Catalog } from '../schema/catalog.ts';
import { factsKey, identityOf } from '../schema/facts.ts';
import { compare } from '../schema/compare/compare.ts';
import { repair, type Repair } from '../schema/compare/repair.ts';

/** A down as it could be written: what runs, and what cannot be undone. */
export interface GeneratedDown {
  readonly repairs: readonly Repair[];
}

/** Goes through a history, and knows at each migration what would undo it. */
export class Generator {
  readonly #set: MigrationSet;
  readonly #quiet: Run;
  readonly #history: SetRun;

  private constructor(set: MigrationSet, quiet: Run) {
    this.#set = set;
    this.#quiet = quiet;
    this.#history = new SetRun(set, quiet, false);
  }

  static async of(set: MigrationSet, config: Config): Promise<Generator> {
    const levels = await Levels.of(config);
    return new Generator(set, { dispatch: new Dispatch([], levels), ledger: new Ledger(levels), config, reader: await loadReader(config), onScript: () => undefined });
  }

  /** Takes over what a migration does. */
  pass(migration: Migration): void {
    this.#history.migration(upOf(migration), true);
  }

  /** What undoes a migration; it is not taken over. */
  down(migration: Migration): GeneratedDown {
    const operations: Earlier[] = [];
    const parsed: ParsedScript[] = [];
    const after = this.#history.fork(this.#set, {
      ...this.#quiet,
      onScript: (_, script) => parsed.push(script),
      onStatement: (statement, some) => { for (const operation of some) operations.push({ operation, statement }); },
    });
    after.migration(upOf(migration), true);
    const [script] = parsed;
    return { repairs: script ? repairsOf(this.#history.catalog, after.catalog, script, operations) : [] };
  }

  /** What undoes the next migration, which is then taken over. */
  next(migration: Migration): GeneratedDown {
    const down = this.down(migration);
    this.pass(migration);
    return down;
  }
}

/** Replays a set up to a migration and finds the statements that undo it. */
export async function generateDown(set: MigrationSet, target: Migration, config: Config): Promise<GeneratedDown> {
  const generator = await Generator.of(set, config);
  for (const migration of set.migrations) {
    if (migration === target) break;
    generator.pass(migration);
  }
  return generator.down(target);
}

function upOf({ version, name, repeatable, up, opaque }: Migration): Migration {
  return { version, name, repeatable, ...(up ? { up } : {}), ...(opaque === undefined ? {} : { opaque }) };
}

function repairsOf(before: Catalog, after: Catalog, parsed: ParsedScript, operations: readonly Earlier[]): readonly Repair[] {
  const unread = unreadOf({ parsed, operations }, before);
  const { list, unknown } = compare(before, after);
  const doubts = [...(unread === undefined ? [] : [`the up holds ${unread}: what that does is not known`]), ...unknown.map((what) => `nobody can say ${what}`)];
  const said = [...doubts, ...new Set(operations.flatMap(({ operation }) => lostBy(operation, before, after)))];
  return [...said.map((cannot): Repair => ({ cannot })), ...repair(list, { wanted: before, found: after })];
}

/** What an operation does to rows, and what it takes away that the history never showed. */
function lostBy(operation: Operation, before: Catalog, after: Catalog): readonly string[] {
  switch (operation.kind) {
    case 'insert':
    case 'copy':
      return isThere(operation.table, before) ? [`rows were put into ${quoteName(operation.table)}: delete here what should go`] : [];
    case 'update':
      return isThere(operation.table, before) ? [`values of ${operation.set.map(({ column }) => `${quoteName(operation.table)}.${quoteIdentifier(column)}`).join(', ')} were overwritten`] : [];
    case 'delete':
    case 'truncate':
      return isThere(operation.table, before) ? [`rows of ${quoteName(operation.table)} were deleted`] : [];
    case 'drop-table': return isMadeAnew(operation.table, before, after) ? [`the rows of ${quoteName(operation.table)} are gone`] : unseen('table', operation.table, before.table(operation.table), operation.ifExists);
    case 'drop-view': return unseen('view', operation.view, before.view(operation.view), operation.ifExists);
    case 'drop-type': return unseen('type', operation.type, before.type(operation.type), operation.ifExists);
    case 'drop-index': return unseen('index', operation.index, before.indexes.get(`${operation.index.schema}\n${operation.index.name}`), operation.ifExists);
    case 'drop-column': return unseen('column', { schema: '', name: `${operation.table.name}.${operation.column}` }, before.table(operation.table)?.partial === false ? true : before.column(operation.table, operation.column), operation.ifExists);
    case 'drop-constraint': return unseen('constraint', { schema: '', name: operation.constraint }, before.table(operation.table)?.partial === false ? true : undefined, operation.ifExists);
    case 'alter-domain': return [`domain ${quoteName(operation.type)} was altered: its old checks and default are not known`];
    case 'alter-table': return followed.has(operation.action) ? [] : [`ALTER TABLE ${quoteName(operation.table)} ${operation.action.toUpperCase()} is not followed`];
    case 'other': return operation.attached ? saidOfUnseen(operation.command, operation.attached, before, after) : harmless.test(operation.command) ? [] : [`what ${operation.command.toUpperCase()} changed is not followed`];
    default: return [];
  }
}

/** Flags of ALTER TABLE that the catalog keeps. */
const followed = new Set([
  'enable row level security', 'disable row level security', 'force row level security', 'no force row level security', 'set logged', 'set unlogged', 'set without cluster',
  'replica identity', 'cluster on', 'enable trigger', 'enable always trigger', 'enable replica trigger', 'disable trigger', 'set statistics',
]);

/** Commands after which there is nothing to undo. */
const harmless = /^(?:vacuum|analyze|reindex|cluster|explain|show|listen|notify|unlisten|checkpoint|discard|prepare|deallocate|load|set constraints|merge)$/;

/** Dropped, and made again under the same name. */
function isMadeAnew(name: QualifiedName, before: Catalog, after: Catalog): boolean {
  const [was, is] = [before.table(name), after.table(name)];
  return was !== undefined && is !== undefined && was.declared !== is.declared && was.temporary === is.temporary;
}

/** What was said of a relation that the history never showed: what was said of it before, nobody knows. */
function saidOfUnseen(command: string, { object, name }: Attached, before: Catalog, after: Catalog): readonly string[] {
  const at = factsKey(object, name);
  if (!at.startsWith('relation ') || identityOf(after, at) || identityOf(before, at)) return [];
  return [`${command.toUpperCase()} says something of ${quoteName(name)}, and the history does not show what was said before`];
}

function isThere(table: QualifiedName, before: Catalog): boolean {
  return before.table(table) !== undefined;
}

function unseen(kind: string, name: QualifiedName, known: unknown, ifExists: boolean): readonly string[] {
  return known !== undefined || ifExists ? [] : [`${kind} ${quoteName(name)} was dropped, and the history does not show what it was`];
}
