import { isCertain, isPlain, key } from '../judge/existence.ts';
import { shortPlace } from '../evidence/place.ts';
import { defineRule, type Context, type Moment, type OperationOf, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'replaced-signature',
  severity: 'error',
  downs: true,
  summary: 'OR REPLACE cannot change the columns of a view, nor what a function returns or calls its arguments.',
  why: `CREATE OR REPLACE VIEW may only add columns at the end: the ones that are there keep their names, their order and their types (\`42P16 cannot drop columns from view\`, \`cannot change name of view column\`).

CREATE OR REPLACE FUNCTION keeps the return type, the names of the arguments and their defaults (\`42P13 cannot change return type of existing function\`, \`cannot change name of input
parameter\`, \`cannot remove parameter defaults\`). Other argument types make another function beside the first.

DROP the old one first and create the new one, with its grants, in one transaction; what depends on it has to go with it and come back.`,
  references: ['https://www.postgresql.org/docs/current/sql-createview.html', 'https://www.postgresql.org/docs/current/sql-createfunction.html'],
  on: {
    'create-view': judgeView,
    'create-object': judgeRoutine,
  },
});

type Routine = NonNullable<OperationOf<'create-object'>['routine']>;

function report(sentence: string, declared: Moment, fails: string, mark: OperationOf<'create-view'>['mark']): Report {
  return { message: `${sentence} (${shortPlace(declared)}). The statement fails with ${fails}.`, at: mark, related: [{ place: declared.place, message: 'made here' }], fails };
}

function judgeView(operation: OperationOf<'create-view'>, context: Context): Report | undefined {
  const old = operation.orReplace && !operation.materialized && isPlain(operation, context) ? context.before.view(operation.view) : undefined;
  if (!old || old.materialized || old.star || operation.query.star || old.output.length === 0 || !isCertain(key(old.name), old.declared, context)) return undefined;
  const names = operation.query.output.map(({ name }, index) => operation.columnNames[index] ?? name);
  for (const [index, { name }] of old.output.entries()) {
    const now = names[index];
    if (now === name) continue;
    const change = now === undefined ? `drops its column ${quoteIdentifier(name)}` : `has ${quoteIdentifier(now)} where its column ${quoteIdentifier(name)} is`;
    return report(`OR REPLACE cannot change the columns of the view ${quoteName(operation.view)}, and this one ${change}`, old.declared, '42P16', operation.mark);
  }
  return undefined;
}

function judgeRoutine(operation: OperationOf<'create-object'>, context: Context): Report | undefined {
  const { name, orReplace, routine, arguments: types } = operation;
  if (!orReplace || !routine || !types || !isPlain(operation, context)) return undefined;
  const known = context.before.routine(name);
  if (!known) return undefined;
  const at = types.join(', ');
  const [old, declared] = [known.routines?.get(at), known.overloads?.get(at)];
  if (!old || !declared || !isCertain(key(name), declared, context)) return undefined;
  const change = changeOf(old, routine);
  return change === undefined ? undefined : report(`OR REPLACE cannot change the ${operation.object} ${quoteName(name)} from ${change}`, declared, '42P13', operation.mark);
}

/** What the new one has otherwise than OR REPLACE lets it. */
function changeOf(old: Routine, routine: Routine): string | undefined {
  if (old.returns !== undefined && routine.returns !== undefined && old.outputs.length === 0 && routine.outputs.length === 0 && old.returns !== routine.returns) {
    return `RETURNS ${old.returns} to ${routine.returns}`;
  }
  if (old.outputs.length !== routine.outputs.length && old.outputs.length > 1 && routine.outputs.length > 0) return `${old.outputs.length} output columns to ${routine.outputs.length}`;
  for (const [index, argument] of old.argumentNames.entries()) {
    const now = routine.argumentNames[index];
    if (argument !== '' && now !== undefined && now !== argument) return `an argument ${quoteIdentifier(argument)} to ${now === '' ? 'one without a name' : quoteIdentifier(now)}`;
  }
  return routine.defaults < old.defaults ? `${old.defaults} defaults to ${routine.defaults}` : undefined;
}
