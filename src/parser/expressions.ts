import { advance, skipBrackets, skipName, skipWords, type Cursor } from './cursor.ts';

const intervalFields = new Set(['year', 'month', 'day', 'hour', 'minute', 'second']);

/** Behind a type: `setof schema.type(…)[3]`, `double precision`, `timestamp(3) with time zone`, `interval day to second(3)`. */
export function skipType(at: Cursor): Cursor {
  let here = skipWords(at, 'setof') ?? at;
  const first = here.word;
  here = skipName(here);
  if (here.word === '%') here = advance(advance(here));
  if (first === 'double') here = skipWords(here, 'precision') ?? here;
  if (first === 'national') here = advance(here);
  if (first === 'national' || first === 'char' || first === 'character' || first === 'bit' || first === 'nchar') here = skipWords(here, 'varying') ?? here;
  if (here.word === '(') here = skipBrackets(here);
  if (first === 'timestamp' || first === 'time') {
    here = skipWords(here, 'with', 'time', 'zone') ?? skipWords(here, 'without', 'time', 'zone') ?? here;
  }
  if (first === 'interval' && intervalFields.has(here.word)) {
    here = advance(here);
    if (here.word === 'to') here = advance(advance(here));
    if (here.word === '(') here = skipBrackets(here);
  }
  here = skipWords(here, 'array') ?? here;
  while (here.word === '[') here = skipBrackets(here);
  return here;
}

/** Words that take an operand before and one behind. */
const infix = new Set(['and', 'or', 'in', 'like', 'ilike', 'between', 'similar', 'to', 'collate', 'escape', 'overlaps']);
/** Words that make NOT an infix operator. */
const negated = new Set(['in', 'like', 'ilike', 'between', 'similar']);
/** Words that stand before an operand. */
const prefix = new Set(['not', 'symmetric', 'asymmetric', 'operator']);
const joining = new Set(['.', ':']);
const closing = new Set([',', ')', ']', ';']);

/**
 * Behind an expression. It ends at a comma, a closing bracket, or a word that cannot go on after an operand: so the NOT
 * NULL behind a DEFAULT ends it and the one behind IS does not.
 */
export function skipExpression(at: Cursor): Cursor {
  let here = at;
  let complete = false;
  while (here.token && !closing.has(here.word)) {
    const onward: Onward | undefined = complete ? afterOperand(here) : operand(here);
    if (!onward) return here;
    [here, complete] = onward;
  }
  return here;
}

/** What follows, and whether the expression could end there. */
type Onward = readonly [Cursor, boolean];

function operand(here: Cursor): Onward {
  const { word, token } = here;
  if (word === '(' || word === '[') return [skipBrackets(here), true];
  if (word === 'case') return [skipCase(here), true];
  if (token?.kind === 'operator') return [advance(here), word === '*'];
  return [advance(here), !prefix.has(word) && !joining.has(word)];
}

/** @returns undefined where the expression is over */
function afterOperand(here: Cursor): Onward | undefined {
  const { word, token } = here;
  const next = advance(here);
  if (word === '::') return [skipType(next), true];
  if (word === '(' || word === '[') return [skipBrackets(here), true];
  if (token?.kind === 'operator' || joining.has(word) || infix.has(word)) return [next, false];
  // A type's name before a string: `date '2020-01-01'`.
  if (token?.kind === 'string') return [next, true];
  if (word === 'is') return afterIs(next);
  if (word === 'not') return negated.has(next.word) ? [next, true] : undefined;
  if (word === 'isnull' || word === 'notnull') return [next, true];
  if (word === 'operator' && next.word === '(') return [skipBrackets(next), false];
  if (word === 'at') return next.word === 'local' ? [advance(next), true] : [skipWords(next, 'time', 'zone') ?? next, false];
  if (word === 'with' || word === 'without') return ofType(skipWords(next, 'time', 'zone'));
  if (word === 'over') return [skipBrackets(next), true];
  if (word === 'filter' && next.word === '(') return [skipBrackets(next), true];
  if (word === 'within' && next.word === 'group') return [skipBrackets(advance(next)), true];
  return undefined;
}

function ofType(behind: Cursor | undefined): Onward | undefined {
  return behind?.token?.kind === 'string' ? [advance(behind), true] : undefined;
}

function afterIs(at: Cursor): Onward {
  const here = skipWords(at, 'not') ?? at;
  const distinct = skipWords(here, 'distinct', 'from');
  return distinct ? [distinct, false] : [advance(here), true];
}

/** Behind the END of the CASE that the cursor stands on. */
function skipCase(at: Cursor): Cursor {
  let depth = 0;
  let here = at;
  do {
    if (here.word === 'case') depth++;
    else if (here.word === 'end') depth--;
    here = here.word === '(' || here.word === '[' ? skipBrackets(here) : advance(here);
  } while (depth > 0 && here.token);
  return here;
}
