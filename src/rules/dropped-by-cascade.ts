import { listed } from '../evidence/lost.ts';
import { isSame } from '../evidence/repeatable.ts';
import { defineRule, type Catalog, type Context, type Moment, type QualifiedName, type Report, type ScriptEnd } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

/** Something that CASCADE takes along. */
interface Taken {
  readonly what: string;
  readonly declared: Moment;
  /** Whether a column's data goes with it. */
  readonly losesData?: true;
  readonly isBack: (end: ScriptEnd) => boolean;
}

export default defineRule({
  id: 'dropped-by-cascade',
  severity: 'warning',
  summary: 'CASCADE drops more than the statement names.',
  why: `CASCADE drops whatever depends on the object, and what depends on that: views, foreign keys of other tables, and for a type every column that has it, with its data.
The server only says so in a NOTICE. A foreign key that is gone lets orphans in from that moment on, and no statement in the migration says that it went.

Named are the dependents that this history shows; on the database there may be more. Nothing is said of what the same script creates again or drops by name.`,
  references: ['https://www.postgresql.org/docs/current/ddl-depend.html'],
  on: {
    'drop-table': ({ cascade, table }, context) => (cascade ? report([...viewsOver(table, context.before), ...keysTo(table, context.before)], 'DROP TABLE', context) : undefined),
    'drop-view': ({ cascade, view, materialized }, context) => (cascade ? report(viewsOver(view, context.before), `DROP ${materialized ? 'MATERIALIZED ' : ''}VIEW`, context) : undefined),
    'drop-type': ({ cascade, type, domain }, context) => (cascade ? report(columnsOf(type, context.before), `DROP ${domain ? 'DOMAIN' : 'TYPE'}`, context) : undefined),
    'drop-constraint'({ cascade, table, constraint }, context) {
      const found = cascade ? context.before.table(table)?.constraints.get(constraint) : undefined;
      if (found?.type !== 'primary key' && found?.type !== 'unique') return undefined;
      return report(keysTo(table, context.before, found.columns), 'DROP CONSTRAINT', context);
    },
    'drop-schema'({ cascade, schema }, context) {
      if (!cascade) return undefined;
      const inside = [...context.before.tables.values()].filter(({ name }) => name.schema === schema);
      const taken = inside.flatMap(({ name }) => [...viewsOver(name, context.before, schema), ...keysTo(name, context.before, undefined, schema)]);
      return report(taken, 'DROP SCHEMA', context);
    },
  },
});

function report(taken: readonly Taken[], command: string, context: Context): Report | undefined {
  const { statement } = context;
  const meant = taken.filter(({ declared }) => !context.isNew(declared));
  const [first] = meant;
  if (!first) return undefined;
  const isBack = (each: Taken, end: ScriptEnd): boolean => each.isBack({ ...end, earlier: (table) => end.earlier(table).filter((other) => other.statement !== statement) });
  return {
    message: `${command} … CASCADE drops ${listed([...new Set(meant.map(({ what }) => what))])} too.`,
    ...(meant.some(({ losesData }) => losesData) ? { severity: 'error' as const } : {}),
    related: meant.slice(0, 4).map(({ what, declared }) => ({ place: declared.place, message: `${what} depends on it` })),
    unless: (end) => meant.every((each) => isBack(each, end)),
  };
}

function viewsOver(relation: QualifiedName, catalog: Catalog, except?: string): readonly Taken[] {
  const found = catalog.viewsOf(relation).filter(({ name }) => name.schema !== except);
  return found.flatMap(({ name, materialized, declared }) => [
    {
      what: `${materialized ? 'materialized view' : 'view'} ${quoteName(name)}`,
      declared,
      isBack: ({ after, earlierOf }: ScriptEnd) => after.isRelation(name.schema, name.name) || earlierOf('drop-view').some(({ operation: { view } }) => isSame(view, name)),
    },
    ...viewsOver(name, catalog, except),
  ]);
}

/** @param columns - where only the keys to these go */
function keysTo(table: QualifiedName, catalog: Catalog, columns?: readonly string[], except?: string): readonly Taken[] {
  return catalog.referring(table).filter(({ name }) => !isSame(name, table) && name.schema !== except).flatMap(({ name, constraints }) =>
    [...constraints.values()].filter(({ references, parent }) => parent === undefined && references && isSame(references.table, table) && (!columns || sameSet(references.columns, columns))).map((constraint) => ({
      what: `foreign key ${quoteIdentifier(constraint.name)} of ${quoteName(name)}`,
      declared: constraint.declared,
      isBack: ({ after, earlier }: ScriptEnd) => {
        const now = after.table(name);
        const isThere = now && [...now.constraints.values()].some(({ type, columns: own }) => type === 'foreign key' && sameSet(own, constraint.columns));
        return !now || isThere === true || earlier(name).some(({ operation }) => operation.kind === 'drop-constraint' && operation.constraint === constraint.name);
      },
    })),
  );
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each));
}

function columnsOf(type: QualifiedName, catalog: Catalog): readonly Taken[] {
  return [...catalog.tables.values()].flatMap((table) =>
    [...table.columns.values()].filter((column) => column.type && isSame(column.type, type)).map((column) => ({
      what: `column ${quoteName(table.name)}.${quoteIdentifier(column.name)}`,
      declared: column.declared,
      losesData: true as const,
      isBack: ({ after }: ScriptEnd) => !after.table(table.name),
    })),
  );
}
