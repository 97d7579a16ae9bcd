import { isCertain, isPlain, key, partKey, sureTable } from '../judge/existence.ts';
import { viewsOnColumn } from '../evidence/hanging.ts';
import { shortPlace } from '../evidence/place.ts';
import { defineRule, type Column, type Context, type Moment, type OperationOf, type Report, type Table } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import { typeChange } from '../postgres/type-changes.ts';
import { spell } from '../postgres/type-shapes.ts';

type AlterType = OperationOf<'alter-column-type'>;

export default defineRule({
  id: 'type-change-blocked',
  severity: 'error',
  downs: true,
  summary: 'The type of the column cannot be changed as long as something uses it.',
  why: `ALTER COLUMN … TYPE is refused, even to the same type, while a view reads the column, a policy or a trigger names it, or a generated column is computed from it (\`0A000 cannot
alter type of a column used by …\`). Drop the view first and create it again behind the ALTER, with its grants, all in one transaction. There is no CASCADE.

The type of a column of the partition key cannot be changed at all, and that of an inherited one only at the parent (\`42P16\`).

A default has to become the new type too, and USING says nothing of it: the string literal of a text column becomes no integer and no enum (\`42804 default for column … cannot be cast
automatically\`). Then the same ALTER TABLE says DROP DEFAULT, and SET DEFAULT behind the TYPE.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DATA-TYPE'],
  on: {
    'alter-column-type'(operation, context) {
      if (!isPlain(operation, context)) return undefined;
      const { table, column } = operation;
      const known = context.before.table(table);
      const found = known?.columns.get(column);
      if (!known || !found || context.before.doubts.has(key(table))) return undefined;
      return usedBy(operation, known, context) ?? partOf(operation, known, found, context) ?? defaultOf(operation, found, context);
    },
  },
});

function report({ table, column, typeMark }: AlterType, sentence: string, declared: Moment, fails: string): Report {
  return {
    message: `The type of ${quoteName(table)}.${quoteIdentifier(column)} cannot be changed: ${sentence}. The statement fails with ${fails}.`,
    at: typeMark,
    related: [{ place: declared.place, message: 'made here' }],
    fails,
  };
}

/** Views, policies, triggers and generated columns. */
function usedBy(operation: AlterType, known: Table, context: Context): Report | undefined {
  const { table, column } = operation;
  const [view] = viewsOnColumn(table, column, context);
  if (view) return report(operation, `the ${view.what} reads it (${shortPlace(view.declared)})`, view.declared, '0A000');
  for (const [kind, list] of [['policy', known.policies], ['trigger', known.triggers]] as const) {
    for (const { name, columns, declared } of list.values()) {
      if (!columns.includes(column) || !isCertain(partKey(table, `${kind} ${name}`), declared, context)) continue;
      return report(operation, `the ${kind} ${quoteIdentifier(name)} names it (${shortPlace(declared)})`, declared, '0A000');
    }
  }
  for (const { name, generatedFrom, declared } of known.columns.values()) {
    if (generatedFrom?.includes(column) && isCertain(partKey(table, name), declared, context)) return report(operation, `the generated column ${quoteIdentifier(name)} is computed from it`, declared, '0A000');
  }
  return undefined;
}

function partOf(operation: AlterType, known: Table, found: Column, context: Context): Report | undefined {
  if (!sureTable(operation.table, context)) return undefined;
  if (known.partitionBy?.columns.includes(operation.column)) return report(operation, 'it is part of the partition key', known.declared, '42P16');
  if (found.inherited) return report(operation, 'the parent table has it, and its type is changed there', known.declared, '42P16');
  return undefined;
}

/** A literal that the old type took, and that the new one takes only with a cast of its own. */
function defaultOf(operation: AlterType, found: Column, context: Context): Report | undefined {
  const { default: value, written, type, typed } = found;
  if (value?.kind !== 'constant' || !type || !isCertain(partKey(operation.table, found.name), typed, context)) return undefined;
  const text = written?.text.trim() ?? '';
  if (!/^(?:'(?:[^']|'')*'|true|false)$/i.test(text)) return undefined;
  const change = typeChange(context.before.resolve(type), context.before.resolve(operation.type), 'assignment');
  if (!change.castMissing) return undefined;
  return report(operation, `its default ${text} is ${spell(type)} and becomes no ${spell(operation.type)} by itself, whatever USING says (DROP DEFAULT in the same ALTER TABLE, and SET DEFAULT anew)`, typed, '42804');
}
