import type { Context, OperationOf } from '../judge/rule.ts';

const units: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** A time as PostgreSQL reads it in a setting counted in milliseconds; undefined where it is none. */
export function milliseconds(value: string): number | undefined {
  const [, number = '', unit = 'ms'] = /^\s*(\d+(?:\.\d+)?)\s*(us|ms|s|min|h|d)?\s*$/.exec(value) ?? [];
  return number === '' ? undefined : Number(number) * (units[unit] ?? 1);
}

/** The latest SET or RESET of a timeout in this script, and its time: 0 for none, undefined where it goes back to the default or cannot be read. */
export function lastTimeout(setting: 'lock_timeout' | 'statement_timeout', context: Context): { readonly operation: OperationOf<'set'>; readonly time: number | undefined; readonly start: number } | undefined {
  let last: ReturnType<typeof context.earlierOf<'set'>>[number] | undefined;
  for (const set of context.earlierOf('set')) if (isOf(set.operation, setting)) last = set;
  if (!last) return undefined;
  const { operation, statement } = last;
  const [value] = operation.values;
  return { operation, time: value === undefined ? undefined : milliseconds(value), start: statement.span.start };
}

/** RESET ALL is of every setting. */
function isOf({ setting, values }: OperationOf<'set'>, name: string): boolean {
  return setting === name || (setting === 'all' && values.length === 0);
}
