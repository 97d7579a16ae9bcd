import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import type { Context, OperationOf, QualifiedName, Report, Rule } from '../judge/rule.ts';

type Column = Pick<OperationOf<'add-column'>['column'], 'name' | 'type' | 'typeMark' | 'serial' | 'constraints'>;

/** Handlers for every column that gets a type. `judge` says what is to be said of the type; the place is the type's. */
export function onColumns(judge: (column: Column, name: string, context: Context) => string | undefined): NonNullable<Rule['on']> {
  const one = (table: QualifiedName, column: Column, context: Context): Report | undefined => {
    const message = judge(column, `${quoteName(table)}.${quoteIdentifier(column.name)}`, context);
    return message === undefined ? undefined : { message, at: column.typeMark };
  };
  return {
    'create-table': ({ table, temporary, columns }, context) => (temporary ? undefined : columns.flatMap((column) => one(table, column, context) ?? [])),
    'add-column': ({ table, column }, context) => one(table, column, context),
    'alter-column-type': ({ table, column, type, typeMark }, context) => one(table, { name: column, type, typeMark, constraints: [] }, context),
  };
}
