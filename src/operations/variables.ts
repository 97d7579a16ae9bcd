import type { SqlText } from '../parser/plpgsql.ts';

/**
 * PL/pgSQL's parser keeps what is read, but not into which variable: that stands in the text around it. All names are
 * without their fields: `r` for `r.id`.
 */
const into = /^into\s+(?:strict\s+)?/i;
const afterExecute = /^\s*(?:using\s[^;]*?)?\binto\s+(?:strict\s+)?([^;]*?)\s*(?:;|\busing\b)/i;

// The expressions with classes of letters stand where they are used: V8 reads one where it is met, and these take long.

/** The variable and the value of `variable := value`. */
export function assignmentTarget(text: string): { readonly name: string; readonly value: string } | undefined {
  const match = /^\s*"?([\p{L}_][\p{L}\p{N}_$]*)"?[^:=]*:?=/u.exec(text);
  return match?.[1] === undefined ? undefined : { name: match[1], value: text.slice(match[0].length) };
}

/** The variable whose default stands there. */
export function declaredName(body: string, at: number | undefined): string | undefined {
  if (at === undefined) return undefined;
  return /^[^]*(?:;|\bdeclare\s)\s*"?([\p{L}_][\p{L}\p{N}_$]*)"?\s/iu.exec(body.slice(Math.max(0, at - 200), at))?.[1];
}

/** The variables of SELECT … INTO: what the parser has made blank. */
export function intoTargets(body: string, { text, at }: SqlText): readonly string[] {
  if (at === undefined) return [];
  let first = 0;
  while (first < text.length && text[first] === body[at + first]) first++;
  if (first === text.length) {
    // Behind the last word the parser leaves no blanks.
    const [behind = ''] = body.slice(at + first).split(';', 1);
    return into.test(behind.trimStart()) ? listed(behind.trimStart().replace(into, '')) : [];
  }
  let last = text.length - 1;
  while (last > first && text[last] === body[at + last]) last--;
  const blanked = body.slice(at + first, at + last + 1);
  return into.test(blanked) ? listed(blanked.replace(into, '')) : [];
}

/** The variables of EXECUTE … INTO. */
export function executeTargets(body: string, { text, at }: SqlText): readonly string[] {
  if (at === undefined) return [];
  const behind = at + text.length;
  return listed(afterExecute.exec(body.slice(behind, behind + 400))?.[1] ?? '');
}

/** The variable of GET DIAGNOSTICS … = ROW_COUNT on that line, from 1. */
export function rowCountTarget(body: string, line: number): string | undefined {
  const own = body.split('\n').slice(line - 1, line + 2).join('\n');
  return /"?([\p{L}_][\p{L}\p{N}_$]*)"?\s*:?=\s*row_count/iu.exec(own)?.[1];
}

function listed(list: string): readonly string[] {
  return list.split(',').flatMap((each) => /"?([\p{L}_][\p{L}\p{N}_$]*)"?/u.exec(each)?.[1] ?? []);
}
