import { defineRule, type Context, type OperationOf, type QualifiedName, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'timestamp-without-time-zone',
  severity: 'info',
  convention: true,
  summary: 'A column of type timestamp knows the clock on the wall, and not which wall.',
  why: `\`timestamp\` keeps the digits that it is given and drops the time zone, without an error. \`now()\` and CURRENT_TIMESTAMP are turned into the local time of the session first: two
clients with different TimeZone settings write different digits for the same moment, and an hour comes twice each autumn. \`timestamptz\` keeps the moment, in the same eight bytes.

For a time that belongs to a place rather than to the world (a shop opens at nine) \`timestamp\` is right.`,
  references: ['https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-TIMEZONES', 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_timestamp_.28without_time_zone.29'],
  on: {
    'create-table': ({ table, temporary, columns }, context) => (temporary ? [] : columns.flatMap((column) => judge(table, column, context) ?? [])),
    'add-column': ({ table, column }, context) => judge(table, column, context),
    'alter-column-type': ({ table, column, type, typeMark }, context) => judge(table, { name: column, type, typeMark }, context),
  },
});

type Typed = Pick<OperationOf<'add-column'>['column'], 'name' | 'type' | 'typeMark'>;

function judge(table: QualifiedName, { name, type, typeMark }: Typed, context: Context): Report | undefined {
  if (type.name !== 'timestamp' || type.schema !== 'pg_catalog') return undefined;
  const precision = type.modifiers.length > 0 ? `(${type.modifiers.join(', ')})` : '';
  const written = context.text(typeMark);
  return { message: `${quoteName(table)}.${quoteIdentifier(name)} is ${written.toLowerCase()}, which keeps no time zone: timestamptz${precision} keeps the moment.`, at: typeMark };
}
