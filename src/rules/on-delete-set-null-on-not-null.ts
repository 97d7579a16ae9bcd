import { definitionsOf, foreignKeysOf, isSkipped, type ForeignKey } from '../evidence/foreign-keys.ts';
import { defineRule, type Catalog, type Context, type OperationOf, type QualifiedName, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

type Maker = OperationOf<'create-table' | 'add-column' | 'add-constraint'>;
type Event = 'DELETE' | 'UPDATE';

export default defineRule({
  id: 'on-delete-set-null-on-not-null',
  severity: 'warning',
  summary: 'ON DELETE SET NULL over a NOT NULL column: the DELETE fails.',
  why: `ON DELETE SET NULL writes null into the rows that refer to the deleted one. Where the column is NOT NULL, that fails (\`23502 null value in column … violates not-null constraint\`), and with it the
DELETE: the foreign key works as RESTRICT would, with an error that names the wrong table. The migration itself runs; the first user who deletes something finds out.

Say what is meant: a column that may be null, ON DELETE CASCADE, or ON DELETE RESTRICT. With a key of several columns, PostgreSQL 15 and later can set some of them only: ON DELETE SET NULL (column).`,
  references: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK', 'https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARMS-REFERENCES'],
  on: {
    'create-table': judge,
    'add-column': judge,
    'add-constraint': judge,
    'set-not-null'({ table, column }, { before }) {
      const known = before.table(table);
      if (known?.columns.get(column)?.notNull !== false) return undefined;
      for (const { columns, references, declared } of known.constraints.values()) {
        const event = references && eventOf(references);
        // Which of several columns ON DELETE SET NULL (…) means is not kept.
        if (!event || columns.length !== 1 || columns[0] !== column) continue;
        return report(table, column, references.table, event, { related: [{ place: declared.place, message: `ON ${event} SET NULL since here` }] });
      }
      return undefined;
    },
  },
});

function judge(operation: Maker, context: Context): Report | undefined {
  const { table } = operation;
  for (const foreignKey of foreignKeysOf(operation)) {
    const event = foreignKey.enforced ? eventOf(foreignKey) : undefined;
    if (!event) continue;
    if (isSkipped(operation) && context.before.isRelation(table.schema, table.name)) return undefined;
    const column = nulled(foreignKey, event).find((name) => isNotNull(operation, name, context));
    if (column !== undefined) return report(table, column, foreignKey.references, event, { at: foreignKey.mark });
  }
  return undefined;
}

function eventOf({ onDelete, onUpdate }: Pick<ForeignKey, 'onDelete' | 'onUpdate'>): Event | undefined {
  if (onDelete === 'set null') return 'DELETE';
  return onUpdate === 'set null' ? 'UPDATE' : undefined;
}

function nulled({ columns, onDeleteColumns }: ForeignKey, event: Event): readonly string[] {
  return event === 'DELETE' ? onDeleteColumns ?? columns : columns;
}

function isNotNull(operation: Maker, column: string, context: Context): boolean {
  const own = operation.kind === 'create-table' ? operation.columns.find(({ name }) => name === column) : operation.kind === 'add-column' && operation.column.name === column ? operation.column : undefined;
  if (own) return own.notNull || own.identity !== undefined || definitionsOf(operation).some((each) => (each.type === 'primary key' || each.type === 'not null') && each.columns.includes(column));
  const known = context.before.column(operation.table, column);
  if (known?.notNull && !context.before.holds(known.notNullSince ?? known.declared)) {
    context.unknown(`whether ${column} is still NOT NULL`);
    return false;
  }
  return known?.notNull === true;
}

function report(table: QualifiedName, column: string, referenced: QualifiedName, event: Event, more: Pick<Report, 'at' | 'related'>): Report {
  const isMended = (catalog: Catalog): boolean => {
    const left = catalog.table(table);
    if (left?.columns.get(column)?.notNull !== true) return true;
    return ![...left.constraints.values()].some(({ columns, references }) => references && eventOf(references) === event && columns.includes(column));
  };
  return {
    message: `${quoteName(table)}.${quoteIdentifier(column)} is NOT NULL, and ON ${event} SET NULL would write null into it: ${event === 'DELETE' ? 'a DELETE' : 'a change of the key'} of a row in ${quoteName(referenced)} that is referred to fails (23502).`,
    ...more,
    unless: ({ after }) => isMended(after),
    unlessInTheEnd: isMended,
  };
}
