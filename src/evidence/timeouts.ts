import type { Context, OperationOf } from '../judge/rule.ts';

const units: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** A time as PostgreSQL reads it in a setting counted in milliseconds; undefined where it is none. */
export function milliseconds(value: string): number | undefined {
  const [, number = '', unit = 'ms'] = /^\s*(\d+(?:\.\d+)?)\s*(us|ms|s|min|h|d)?\s*$/.exec(value) ?? [];
  return number === '' ? undefined : Number(number) * (units[unit] ?? 1);
}

/** The latest SET or RESET of a timeout in this script, and its time: 0 for none, undefined where it goes back to the default or cannot be read. */
export function lastTimeout(setting: 'lock_timeout' | 'statement_timeout', context: Context): { readonly operation: OperationOf<'set'>; readonly time: number | undefined; readonly start: number } | undefined {
  const sets = context.earlierOf('set');
  if (sets.length === 0) return undefined;
  const last = sets.findLast(({ operation }) => operation.setting === setting || (operation.setting === 'all' && operation.values.length === 0));
  if (!last) return undefined;
  const [value] = last.operation.values;
  return { operation: last.operation, time: value === undefined ? undefined : milliseconds(value), start: last.statement.span.start };
}
