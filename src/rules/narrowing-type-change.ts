import { isCertain, partKey } from '../judge/existence.ts';
import { isAsked, isAsserted, isCleaned, isEmptied, reads } from '../evidence/looked-at.ts';
import { defineRule, type Column, type Context, type OperationOf, type Report, type Step } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';
import { misfits } from '../postgres/misfits.ts';
import { typeChange, type CastContext, type TypeChange } from '../postgres/type-changes.ts';
import { spell, type ResolvedType } from '../postgres/type-shapes.ts';

type AlterType = OperationOf<'alter-column-type'>;

export default defineRule({
  id: 'narrowing-type-change',
  severity: 'error',
  downs: true,
  summary: 'The new type cannot hold every value of the old one.',
  why: `ALTER COLUMN … TYPE converts every row. Where a value does not fit, the ALTER fails (\`22001\` too long, \`22003\` out of range, \`22P02\` no such value) and with it
the deploy, on the one database where such a value is. Where the cast only rounds or cuts, it succeeds and the values have changed: timestamp to date, numeric to fewer digits
after the point, and every \`USING column::varchar(n)\`, which cuts off what is too long without an error.

The old type is the one that the history gives the column: through renames, schemas, domains and earlier type changes. Widening is silent. So is timestamp to
timestamptz and back: no value is lost, but the session’s time zone decides what it becomes.

A narrowing takes ACCESS EXCLUSIVE, blocks reads and writes, and writes the table and all its indexes anew under it.

A DO block before it that raises on values that do not fit makes it checked: the script then fails with a clear word, and before the table is blocked.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DATA-TYPE', 'https://www.postgresql.org/docs/current/datatype-character.html', 'https://www.postgresql.org/docs/current/sql-createcast.html'],
  on: {
    'alter-column-type'(operation, context) {
      const { table, column } = operation;
      const known = context.before.table(table);
      if (known && (known.temporary || context.isNew(known.declared))) return undefined;
      const found = known?.columns.get(column);
      if (!found?.type || !context.before.holds(found.typed)) {
        context.unknown('the type of a column before ALTER COLUMN TYPE');
        return undefined;
      }
      const cast = castOf(operation, context);
      if (cast === 'constant') return replaced(operation, found, context);
      if (cast === 'unknown') {
        context.unknown('what a USING expression makes of the values');
        return undefined;
      }
      return judge(operation, found, cast, context);
    },
  },
});

/** What USING does with the column: nothing of its own, a cast of it, a value for all rows, or something else. */
function castOf({ column, using }: AlterType, context: Context): CastContext | 'constant' | 'unknown' {
  if (!using) return 'assignment';
  if (using.column !== column) {
    if (using.kind !== 'expression') return 'constant';
    const passedOn = using.castTo && using.columns.every((read) => read.column === column) && passingOn.test(context.text(using.mark));
    return passedOn ? 'explicit' : 'unknown';
  }
  if (!using.castTo) return 'assignment';
  return /(?:::\s*|\bas\s+)(?:text|varchar|character\s+varying)\s*(?:\[\s*\]\s*)*(?:::|\)\s*::|\)\s+as\b)/i.test(context.text(using.mark)) ? 'through text' : 'explicit';
}

/** Functions that give back the column's value, or hardly less of it: the cast around them still meets what does not fit. */
const passingOn = /^\(*\s*(?:cast\s*\(\s*)?\(*\s*(?:nullif|trim|btrim|ltrim|rtrim|lower|upper)\s*\(/i;

const silent = new Set<TypeChange['verdict']>(['same', 'widening', 'time zone']);

function judge(operation: AlterType, found: Column, cast: CastContext, context: Context): Report | undefined {
  const { before } = context;
  const from = before.resolve(found.type ?? operation.type);
  const to = before.resolve(operation.type);
  const change = worst(from, before.resolve(operation.using?.castTo ?? operation.type), to, cast);
  if (silent.has(change.verdict) || isChecked(operation, context)) return undefined;
  if (change.verdict === 'unknown') {
    context.unknown('what a type of an extension or of the user holds');
    return undefined;
  }
  if (refusesOnlyNulls(change, found)) return undefined;
  const told = report(operation, found, change, context, instead(operation, from, to, change, context));
  if (!change.castMissing || operation.using || !isCertain(partKey(operation.table, operation.column), found.typed, context)) return told;
  return { ...told, message: `${told.message} The statement fails with 42804.`, fails: '42804' };
}

/** A cast in USING to another type than the new one is two changes; the worse one counts. */
function worst(from: ResolvedType, through: ResolvedType, to: ResolvedType, cast: CastContext): TypeChange {
  const first = typeChange(from, through, cast);
  if (cast === 'assignment' || !silent.has(first.verdict)) return first;
  const second = typeChange(through, to);
  if (silent.has(second.verdict)) return first;
  // integer::text holds no more than an integer does.
  const isLossless = first.verdict !== 'time zone' && !second.castMissing && silent.has(typeChange(from, to).verdict);
  return isLossless ? first : second;
}

function refusesOnlyNulls({ why }: TypeChange, { notNull }: Column): boolean {
  return notNull && why.endsWith('refuses nulls');
}

const outcomes: Readonly<Record<string, string>> = {
  narrowing: 'narrows it',
  lossy: 'changes values',
  fails: 'can fail',
};

function report({ table, column, typeMark }: AlterType, { type, typed }: Column, { verdict, why, castMissing }: Pick<TypeChange, 'verdict' | 'why' | 'castMissing'>, context: Context, steps: readonly Step[]): Report {
  const { file, span } = typed.place;
  const old = type ? spell(type) : 'its type';
  const since = `${shortPath(file.path)}:${file.position(span.start).line}`;
  const outcome = castMissing ? 'fails' : (outcomes[verdict] ?? 'fails');
  return {
    message: `Changing ${quoteName(table)}.${quoteIdentifier(column)} from ${old} (set in ${since}) to ${context.text(typeMark)} ${outcome}: ${why}.`,
    at: typeMark,
    related: [{ place: typed.place, message: `${old} since here` }],
    instead: steps,
  };
}

/** Where every migration's file has the same name, its folder tells which it is. */
function shortPath(path: string): string {
  const words = path.split('/');
  return words.slice(/^(up|down|migration)\.sql$/.test(words.at(-1) ?? '') ? -2 : -1).join('/');
}

function replaced(operation: AlterType, found: Column, context: Context): Report | undefined {
  if (isEmptied(operation.table, context) || isAsserted(operation.table, operation.column, context)) return undefined;
  return report(operation, found, { verdict: 'lossy', why: 'USING gives every row the same value' }, context, []);
}

const trimming = new Set(['left', 'substring', 'substr', 'round', 'trunc', 'floor', 'ceil', 'date_trunc', 'least', 'greatest', 'nullif', 'regexp_replace', 'overlay']);

/** A DO block raised on what does not fit, or the script made it fit or emptied the table. */
function isChecked(operation: AlterType, context: Context): boolean {
  const { table, column } = operation;
  if (isAsked(operation, table, column) || isAsserted(table, column, context) || isCleaned(table, column, context) || isEmptied(table, context)) return true;
  return context.earlier(table).some(({ operation }) => {
    if (operation.kind !== 'update') return false;
    const set = operation.set.find((candidate) => candidate.column === column);
    if (!set) return false;
    return set.value.functions.some(({ name }) => trimming.has(name)) || (operation.where !== undefined && reads(operation.where.columns, table, column));
  });
}

function instead({ table, column, type, typeMark, using, within }: AlterType, from: ResolvedType, to: ResolvedType, { castMissing }: TypeChange, context: Context): readonly Step[] {
  if (within) return [];
  const [t, c] = [quoteName(table), quoteIdentifier(column)];
  const written = context.text(typeMark);
  const condition = misfits(from, to, written, c);
  if (condition === undefined) return [];
  const cast = castMissing ? `${c}::${written}` : undefined;
  const conversion = using && !castMissing ? context.text(using.mark) : cast;
  const sql = `DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM ${t} WHERE ${condition}) THEN
    RAISE EXCEPTION '${`${t}.${c}`.replaceAll("'", "''").replaceAll('%', '%%')} holds values that do not fit ${spell(type).replaceAll("'", "''")}';
  END IF;
END
$$;
ALTER TABLE ${t} ALTER COLUMN ${c} TYPE ${written}${conversion === undefined ? '' : ` USING ${conversion}`};`;
  return [{ script: 'this', transaction: true, sql }];
}
