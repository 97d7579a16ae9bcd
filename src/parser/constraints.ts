import { advance, skipBrackets, skipName, skipWords, type Cursor } from './cursor.ts';
import { skipExpression } from './expressions.ts';

/** What may follow any constraint, by its words. */
const attributes: readonly (readonly string[])[] = [
  ['deferrable'],
  ['not', 'deferrable'],
  ['initially', 'deferred'],
  ['initially', 'immediate'],
  ['not', 'valid'],
  ['no', 'inherit'],
  ['enforced'],
  ['not', 'enforced'],
];

const attributeStarts = new Set(attributes.map(([first]) => first));

/** Reserved words, and GENERATED, that begin the next constraint of a column, or end its definition. */
const constraintStarts = new Set(['constraint', 'not', 'null', 'default', 'check', 'unique', 'primary', 'references', 'generated', 'collate', 'deferrable', 'initially', 'using']);

/** Behind a column's or a table's constraint that the cursor stands on, its name and its attributes included. */
export function skipConstraint(at: Cursor): Cursor {
  const named = skipWords(at, 'constraint');
  const start = named ? skipName(named) : at;
  // The grammar has attributes as constraints of their own, too.
  let here = skipAttribute(start) ?? skipBody(start);
  for (let attribute = skipAttribute(here); attribute; attribute = skipAttribute(here)) here = attribute;
  return here;
}

function skipAttribute(at: Cursor): Cursor | undefined {
  if (!attributeStarts.has(at.word)) return undefined;
  for (const words of attributes) {
    const behind = skipWords(at, ...words);
    if (behind) return behind;
  }
  return undefined;
}

function skipBody(at: Cursor): Cursor {
  const next = advance(at);
  switch (at.word) {
    case 'not':
      return skipNotNull(advance(next));
    case 'default':
      return skipExpression(next);
    case 'check':
      return skipBrackets(next);
    case 'unique':
      return skipIndexParts(next);
    case 'primary':
      return skipIndexParts(advance(next));
    case 'exclude':
      return skipExclusion(next);
    case 'foreign':
      return skipForeignKey(advance(next));
    case 'references':
      return skipReference(at);
    case 'generated':
      return skipGenerated(next);
    case 'collate':
      return skipName(next);
    default:
      return next;
  }
}

/** A table's NOT NULL names a column behind it; a column's is followed by another constraint or nothing. */
function skipNotNull(at: Cursor): Cursor {
  const isName = at.token?.kind === 'quoted name' || (at.token?.kind === 'word' && !constraintStarts.has(at.word));
  return isName && skipAttribute(at) === undefined ? advance(at) : at;
}

function skipIndexParts(at: Cursor): Cursor {
  let here = skipWords(at, 'using', 'index');
  if (here && here.word !== 'tablespace') return skipName(here);
  here = skipWords(at, 'nulls', 'not', 'distinct') ?? skipWords(at, 'nulls', 'distinct') ?? at;
  if (here.word === '(') here = skipBrackets(here);
  if (here.word === 'include') here = skipBrackets(advance(here));
  if (here.word === 'with') here = skipBrackets(advance(here));
  const tablespace = skipWords(here, 'using', 'index', 'tablespace');
  return tablespace ? skipName(tablespace) : here;
}

function skipExclusion(at: Cursor): Cursor {
  const method = skipWords(at, 'using');
  const here = skipIndexParts(method ? skipName(method) : at);
  return here.word === 'where' ? skipBrackets(advance(here)) : here;
}

function skipForeignKey(at: Cursor): Cursor {
  return skipReference(at.word === '(' ? skipBrackets(at) : at);
}

function skipReference(at: Cursor): Cursor {
  const target = skipWords(at, 'references');
  if (!target) return at;
  let here = skipName(target);
  if (here.word === '(') here = skipBrackets(here);
  while (here.word === 'match' || here.word === 'on') here = here.word === 'match' ? advance(advance(here)) : skipAction(advance(advance(here)));
  return here;
}

/** CASCADE, RESTRICT, NO ACTION, SET NULL (…), SET DEFAULT (…). */
function skipAction(at: Cursor): Cursor {
  const isPair = at.word === 'no' || at.word === 'set';
  const here = isPair ? advance(advance(at)) : advance(at);
  return at.word === 'set' && here.word === '(' ? skipBrackets(here) : here;
}

function skipGenerated(at: Cursor): Cursor {
  const when = skipWords(at, 'by', 'default') ?? advance(at);
  const here = skipWords(when, 'as') ?? when;
  const identity = skipWords(here, 'identity');
  if (identity) return identity.word === '(' ? skipBrackets(identity) : identity;
  const behind = skipBrackets(here);
  return skipWords(behind, 'stored') ?? skipWords(behind, 'virtual') ?? behind;
}
