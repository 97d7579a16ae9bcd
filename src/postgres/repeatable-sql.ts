import { conditionName } from './conditions.ts';

const tables = /^create\s+(?:unlogged\s+|foreign\s+)?table\b/i;

/** Words between which a statement takes IF NOT EXISTS, by what it creates. */
const heads: Readonly<Record<string, RegExp>> = {
  table: tables,
  'foreign table': tables,
  index: /^create\s+(?:unique\s+)?index(?:\s+concurrently)?\b/i,
  'materialized view': /^create\s+materialized\s+view\b/i,
  sequence: /^create\s+(?:unlogged\s+)?sequence\b/i,
  // Not with the elements that CREATE SCHEMA may have: IF NOT EXISTS forbids them.
  schema: /^create\s+schema\b(?![^]*\b(?:create|grant)\b)/i,
  extension: /^create\s+extension\b/i,
  server: /^create\s+server\b/i,
  statistics: /^create\s+statistics\b/i,
  collation: /^create\s+collation\b/i,
  'user mapping': /^create\s+user\s+mapping\b/i,
};

/** A statement with IF NOT EXISTS in its place; undefined where such a statement takes none, or is not written plainly. */
export function withIfNotExists(sql: string, object: string): string | undefined {
  const head = heads[object]?.exec(sql)?.[0];
  return head === undefined ? undefined : `${head} IF NOT EXISTS${sql.slice(head.length)};`;
}

const replaceable = /^create\s+(?=(?:temp\s+|temporary\s+|recursive\s+)*view\b|function\b|procedure\b|aggregate\b|rule\b)/i;

/** A statement with OR REPLACE in its place; undefined where such a statement takes none. */
export function withOrReplace(sql: string): string | undefined {
  const head = replaceable.exec(sql)?.[0];
  return head === undefined ? undefined : `CREATE OR REPLACE ${sql.slice(head.length)};`;
}

/** A statement in a DO block that lets the error pass which says that it was done before. */
export function catching(sql: string, state: string): string {
  const tag = sql.includes('$$') ? '$once$' : '$$';
  return `DO ${tag}\nBEGIN\n  ${sql};\nEXCEPTION WHEN ${conditionName(state)} THEN\n  NULL;\nEND\n${tag};`;
}

const dropHead = /^drop\s+(?:(?:materialized|foreign|event|user|text|operator|access)\s+)?(?:data\s+wrapper|search\s+\w+|\w+)(?:\s+concurrently)?\b/i;

/** A DROP statement with IF EXISTS in its place. */
export function withIfExists(sql: string): string | undefined {
  const head = dropHead.exec(sql)?.[0];
  return head === undefined ? undefined : `${head} IF EXISTS${sql.slice(head.length)};`;
}

const objects =
  'table|index(?:\\s+concurrently)?|view|sequence|schema|extension|type|domain|function|procedure|routine|aggregate|trigger|policy|rule|role|group|user(?:\\s+mapping)?|' +
  'database|tablespace|publication|subscription|server|wrapper|statistics|collation|conversion|cast|operator(?:\\s+(?:class|family))?|language|transform|' +
  'configuration|dictionary|parser|template|access\\s+method';

const words = new RegExp(`(?:create|drop)\\s+(?:[a-z]+\\s+)*?(?:${objects})\\b|insert\\s+into\\b`, 'iy');

/** Where the words end that say what a statement does, to point at: `CREATE UNIQUE INDEX`, `DROP TABLE`. */
export function endOfHead(text: string, start: number): number | undefined {
  words.lastIndex = start;
  return words.test(text) ? words.lastIndex : undefined;
}
