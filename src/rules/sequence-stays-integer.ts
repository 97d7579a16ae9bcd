import { isCertain, key, partKey } from '../judge/existence.ts';
import { defineRule, type Catalog, type OperationOf } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import { integerEnds } from '../postgres/integer-ends.ts';

export default defineRule({
  id: 'sequence-stays-integer',
  severity: 'warning',
  summary: 'A serial column is widened, and its sequence still ends where the old type did.',
  why: `A serial column is a column and a sequence of the same type. ALTER COLUMN … TYPE bigint changes the column alone: the sequence stays \`integer\`, and \`nextval()\` fails behind
2,147,483,647 (\`2200H reached maximum value of sequence\`), on the very day that the new type was meant for. ALTER SEQUENCE … AS bigint moves the end too, in a moment; it reads no row.

An identity column takes its sequence along. So does nothing need to be done where the sequence was made by CREATE SEQUENCE without AS, or by PostgreSQL 9.6 and older: those are bigint.`,
  references: ['https://www.postgresql.org/docs/current/sql-altersequence.html', 'https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL'],
  on: {
    'alter-column-type'({ table, column, type }, context) {
      const { before } = context;
      if (type.schema !== 'pg_catalog' || type.dimensions > 0 || before.column(table, column)?.default?.functions.some(({ name }) => name === 'nextval') !== true) return undefined;
      const sequence = ownedBy({ table, column }, before);
      if (!sequence || !isShorter(sequence.type, type.name)) return undefined;
      if (!isCertain(partKey(table, column), sequence.declared, context)) {
        context.unknown(`the type of the sequence ${sequence.name.name}`);
        return undefined;
      }
      const [name, end] = [quoteName(sequence.name), integerEnds[sequence.type ?? ''] ?? ''];
      const isMended = (catalog: Catalog): boolean => {
        const left = catalog.sequences.get(key(sequence.name));
        return left?.declared !== sequence.declared || !isShorter(left.type, type.name);
      };
      return {
        message: `${quoteName(table)}.${quoteIdentifier(column)} is widened, and its sequence ${name} is not: it still ends at ${end}.`,
        related: [{ place: sequence.declared.place, message: 'the sequence comes from here' }],
        unless: ({ after }) => isMended(after),
        unlessInTheEnd: isMended,
        instead: [{ script: 'this', transaction: true, sql: `ALTER SEQUENCE ${name} AS ${type.name === 'int8' ? 'bigint' : 'integer'};` }],
      };
    },
  },
});

function ownedBy({ table, column }: Pick<OperationOf<'alter-column-type'>, 'table' | 'column'>, { owned, sequences }: Catalog) {
  for (const at of owned.get(key(table)) ?? []) {
    const sequence = sequences.get(at);
    if (sequence?.ownedBy?.column === column) return sequence;
  }
  return undefined;
}

const lengths: Readonly<Record<string, number>> = { int2: 2, int4: 4, int8: 8 };

function isShorter(sequence: string | undefined, column: string): boolean {
  return (lengths[sequence ?? ''] ?? 8) < (lengths[column] ?? 0);
}
