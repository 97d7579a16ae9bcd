import { shapeOf, type ResolvedType } from './type-shapes.ts';

const integerRanges: Readonly<Record<string, string>> = {
  int2: 'BETWEEN -32768 AND 32767',
  int4: 'BETWEEN -2147483648 AND 2147483647',
  int8: 'BETWEEN -9223372036854775808 AND 9223372036854775807',
};

/** Texts that a type takes; what else it may take is no matter for an example. */
const patterns: Readonly<Record<string, string>> = {
  int2: '^\\s*[+-]?\\d{1,4}\\s*$',
  int4: '^\\s*[+-]?\\d{1,9}\\s*$',
  int8: '^\\s*[+-]?\\d{1,18}\\s*$',
  numeric: '^\\s*[+-]?\\d+(\\.\\d+)?\\s*$',
  float8: '^\\s*[+-]?\\d+(\\.\\d+)?\\s*$',
  bool: '^(true|false|t|f|yes|no|on|off|1|0)$',
  uuid: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
  date: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
};

/**
 * A condition in SQL that holds for the values that a type change would refuse or alter; undefined where this table
 * knows none that itself runs on every value.
 *
 * @param column - as SQL, quoted where it needs to be
 */
export function misfits(from: ResolvedType, to: ResolvedType, toSql: string, column: string): string | undefined {
  if (from.base.dimensions > 0 || to.base.dimensions > 0 || to.domains.some(({ constrained }) => constrained)) return undefined;
  const target = shapeOf(to);
  const source = shapeOf(from);
  if (target.family === 'text') return target.max === undefined || target.kind === 'name' ? undefined : `length(${column}${source.family === 'text' && source.kind !== 'char' ? '' : '::text'}) > ${target.max}`;
  if (source.family === 'enum' && target.family === 'enum' && source.labels.every((label) => target.labels.includes(label))) return undefined;
  if (source.family === 'text' || source.family === 'enum') {
    if (target.family === 'enum') return `${column}::text NOT IN (${target.labels.map((label) => `'${label.replaceAll("'", "''")}'`).join(', ')})`;
    if (source.family === 'enum') return undefined;
    const pattern = patterns[to.base.name];
    return pattern === undefined || to.base.modifiers.length > 0 ? undefined : `${column} !~ '${pattern}'`;
  }
  const range = integerRanges[to.base.name];
  if (range !== undefined && ['integer', 'numeric', 'float'].includes(source.family)) {
    const whole = source.family === 'integer' ? '' : ` OR ${column} <> trunc(${column}::numeric)`;
    return `${column} NOT ${range}${whole}`;
  }
  if (target.family === 'numeric' && ['integer', 'numeric', 'float'].includes(source.family)) {
    if (target.whole === undefined || target.scale === undefined) return undefined;
    return `abs(${column}) >= 1e${target.whole} OR ${column}::numeric <> round(${column}::numeric, ${target.scale})`;
  }
  if (source.family === target.family && (source.family === 'timestamp' || source.family === 'time' || source.family === 'interval')) return `${column} <> ${column}::${toSql}`;
  if (source.family === 'timestamp' && to.base.name === 'date') return `${column} <> ${column}::date`;
  return undefined;
}
