import type { QualifiedName } from '../operations/operation.ts';

/** How much stands in a table, as far as it decides whether a lock that lasts as long as the table is big matters. */
export type Size = 'large' | 'small';

/** What the configuration says of the sizes of tables. */
export interface TableSizes {
  /** Patterns of names: `orders` in any schema, `app.orders`, `app.*`, `*_log`. */
  readonly large: readonly string[];
  readonly small: readonly string[];
  /** Name → rows, as counted or estimated. */
  readonly rows: Readonly<Record<string, number>>;
}

/** From so many rows on a table counts as large: a scan of it takes a second or more, a rewrite or an index build several. */
const large = 1_000_000;
/** Up to so many rows it counts as small: a rewrite of it takes some hundredths of a second. */
const small = 10_000;

/** Tells tables by size; what a pattern says outweighs a count. Without a configuration nothing is known of any. */
export function sizes(tables: TableSizes | undefined): (table: QualifiedName) => Size | undefined {
  if (!tables) return () => undefined;
  const { large: larges, small: smalls, rows } = tables;
  const isLarge = matcher(larges);
  const isSmall = matcher(smalls);
  const counts = new Map(Object.entries(rows));
  return (table) => {
    const names = [`${table.schema}.${table.name}`, table.name];
    if (names.some(isLarge)) return 'large';
    if (names.some(isSmall)) return 'small';
    const count = names.map((name) => counts.get(name)).find((found) => found !== undefined);
    if (count === undefined) return undefined;
    return count >= large ? 'large' : count <= small ? 'small' : undefined;
  };
}

/** `*` stands for any part of a name; a pattern without a dot is the name of a table in any schema. */
function matcher(patterns: readonly string[]): (name: string) => boolean {
  const expressions = patterns.map((pattern) => ({ qualified: pattern.includes('.'), expression: new RegExp(`^${pattern.replace(/[\\^$.|?+()[\]{}]/g, '\\$&').replaceAll('*', '[^.]*')}$`) }));
  return (name) => expressions.some(({ qualified, expression }) => qualified === name.includes('.') && expression.test(name));
}
