import { joinColumnNames, makeObjectName, type NameLabel } from '../postgres/naming.ts';
import type { Context, OperationOf, QualifiedName } from '../judge/rule.ts';

type Definition = OperationOf<'add-constraint'>['constraint'];

const labels = { 'primary key': 'pkey', unique: 'key', check: 'check', 'foreign key': 'fkey', exclusion: 'excl', 'not null': 'not_null' } as const satisfies Record<Definition['type'], NameLabel>;

/** The name that a constraint has, or that PostgreSQL would choose for it. */
export function constraintNameOf(table: QualifiedName, constraint: Definition): string {
  if (constraint.name !== undefined) return constraint.name;
  const label = labels[constraint.type];
  if (constraint.type === 'primary key') return makeObjectName(table.name, undefined, label);
  const columns = constraint.type === 'check' ? checked(constraint) : constraint.columns;
  return makeObjectName(table.name, columns.length === 0 ? undefined : joinColumnNames(columns), label);
}

/** A CHECK is named after its column where it has one. */
function checked({ column, expression }: Definition & { readonly type: 'check' }): readonly string[] {
  if (column !== undefined) return [column];
  const columns = [...new Set(expression.columns.map((reference) => reference.column))];
  return columns.length === 1 ? columns : [];
}

/** A constraint as ADD CONSTRAINT takes it, without its name: of a column's own, with the column. */
export function asTableConstraint(constraint: Definition, context: Context): string {
  const text = context.text(constraint.mark).replace(/^constraint\s+(?:"(?:[^"]|"")+"|[^\s"]+)\s+/i, '');
  if (constraint.type !== 'foreign key' || !/^references\b/i.test(text)) return text;
  return `FOREIGN KEY (${constraint.columns.join(', ')}) ${text}`;
}

/** A column's definition without one of its constraints; undefined where the text does not show it plainly. */
export function withoutConstraint({ column }: OperationOf<'add-column'>, constraint: Definition, context: Context): string | undefined {
  const [definition, text] = [context.text(column.mark), context.text(constraint.mark)];
  const at = definition.indexOf(text);
  if (at < 0) return undefined;
  const rest = `${definition.slice(0, at).replace(/\s*\bconstraint\s+(?:"(?:[^"]|"")+"|[^\s"]+)\s*$/i, '')}${definition.slice(at + text.length)}`;
  return rest.replace(/\s+/g, ' ').trim();
}
