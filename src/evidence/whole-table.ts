import type { Context, Expression, OperationOf } from '../judge/rule.ts';

type Write = OperationOf<'update' | 'delete'>;

const name = String.raw`(?:(?:[a-z_][\w$]*|"[^"]+")\s*\.\s*)*(?:[a-z_][\w$]*|"[^"]+")`;
const literal = String.raw`(?:'(?:[^']|'')*'|-?\d+(?:\.\d+)?|true|false)(?:::[\w\s"]+)?`;
const always = new RegExp(String.raw`^\(*\s*(?:true|(${literal})\s*=\s*\1|(${name})\s*=\s*\2)\s*\)*$`, 'i');
/** How such a condition begins, behind its brackets. */
const alwaysBegins = new RegExp(String.raw`true|(${literal})\s*=\s*\1|(${name})\s*=\s*\2`, 'iy');
/** What nearly every row may fulfil: null tests, the empty string, being other than something. */
const wide = new RegExp(String.raw`^\(*\s*(?:${name}\s+is\s+(?:not\s+)?null|${name}\s*=\s*''|${name}\s*(?:<>|!=)\s*${literal}|${name}\s+is\s+(?:not\s+)?distinct\s+from\s+(?:null|${literal}|${name}))\s*\)*$`, 'i');
/** How it begins, or a join. */
const wideBegins = new RegExp(String.raw`${name}\s*(?:is\b|<>|!=|=\s*(?:''|[a-z_"]))`, 'iy');
const join = new RegExp(String.raw`^\(*\s*(${name})\s*=\s*(${name})\s*\)*$`, 'i');

/** A condition as it is written. */
interface Condition {
  readonly where: Expression;
  readonly text: string;
  readonly isAlwaysTrue: boolean;
}

/** The one that was asked about last: several rules ask, one after the other. */
let last: Condition | undefined;

function conditionOf(where: Expression, context: Context): Condition {
  if (last?.where === where) return last;
  const text = context.text(where.mark).trim();
  return (last = { where, text, isAlwaysTrue: always.test(text) });
}

/** Why an UPDATE or DELETE certainly writes every row: it has no condition, or one that is always true. */
export function everyRow({ where, table }: Write, context: Context): 'no condition' | 'always true' | undefined {
  if (!where) return 'no condition';
  const [proven] = where.columns.length === 1 ? where.provesNotNull : [];
  if (proven === undefined && !begins(alwaysBegins, where, context)) return undefined;
  const { text, isAlwaysTrue } = conditionOf(where, context);
  if (isAlwaysTrue) return 'always true';
  if (proven === undefined || !/^\(*[^()]*\bis\s+not\s+null\s*\)*$/i.test(text)) return undefined;
  return context.before.column(table, proven)?.notNull === true ? 'always true' : undefined;
}

/** Asked first, without looking for the end: most conditions compare a column with a value. */
function begins(pattern: RegExp, { mark }: Expression, { statement }: Context): boolean {
  if (mark.part !== 'expression') return true;
  pattern.lastIndex = mark.at;
  return pattern.test(statement.file.text);
}

/**
 * Whether an UPDATE or DELETE may well write a large part of its table in one go: nothing in its condition picks rows by a
 * value. A condition that is not understood picks.
 */
export function isUnbounded(write: Write, context: Context): boolean {
  if (write.within?.loop) return false;
  if (everyRow(write, context) !== undefined) return true;
  const { where, from } = write;
  if (!where || !begins(wideBegins, where, context)) return false;
  const { text } = conditionOf(where, context);
  if (/\b(?:limit|ctid|tablesample|between|current\s+of)\b/i.test(text)) return false;
  const terms = text.split(/\band\b/i);
  return terms.every((term) => wide.test(term.trim()) || (from !== undefined && join.test(term.trim())));
}
