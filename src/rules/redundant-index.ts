import { defineRule, type Moment } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'redundant-index',
  severity: 'info',
  convention: true,
  summary: 'An index that another one can stand for.',
  why: `An index on (a, b) finds by a as well as one on (a) alone: the second is written on every INSERT, kept in memory and vacuumed for nothing. The smaller one can still win where b is long and
nearly every query asks for a alone.

Said of plain B-tree indexes, without WHERE, expressions, orders and operator classes, where this history shows an index whose first columns are the same. A unique index on fewer columns is never
redundant: it keeps duplicates out.`,
  references: ['https://www.postgresql.org/docs/current/indexes-multicolumn.html'],
  on: {
    'create-index'({ index, table, keys, unique, where, include, method }, { before, sql }) {
      const columns = keys.flatMap(({ column }) => column ?? []);
      if (unique || where || include.length > 0 || method !== 'btree' || columns.length !== keys.length || special.test(sql)) return undefined;
      const covering = [...(before.table(table)?.indexes.values() ?? [])].find(
        (other) => other.name !== index && !other.partial && other.method === 'btree' && other.valid && columns.every((column, at) => other.columns[at] === column) && !special.test(textOf(other.declared)),
      );
      if (!covering) return undefined;
      return {
        message: `${quoteIdentifier(covering.name)} begins with ${columns.map(quoteIdentifier).join(', ')} too and can stand for this index of ${quoteName(table)}.`,
        related: [{ place: covering.declared.place, message: 'it is created here' }],
        unless: ({ after }) => after.table(table)?.indexes.has(covering.name) !== true,
      };
    },
  },
});

/** Orders, collations and operator classes are not kept in the catalog. */
const special = /\b(?:desc|nulls\s+(?:first|last)|collate|\w+_ops)\b/i;

function textOf({ place: { file, span } }: Moment): string {
  return file.text.slice(span.start, span.end);
}
