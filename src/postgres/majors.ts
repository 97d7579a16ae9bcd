/** The major that brought a feature, and what an older one answers. Asked of every major by test/real-servers/. */
export interface Feature {
  readonly what: string;
  readonly since: number;
  readonly state: string;
}

const syntax = '42601';

/** Syntax, by a short word. */
export const features = {
  virtual: { what: 'a generated column without STORED', since: 18, state: syntax },
  stored: { what: 'GENERATED ALWAYS AS (…) STORED', since: 12, state: syntax },
  nullsNotDistinct: { what: 'NULLS NOT DISTINCT', since: 15, state: syntax },
  notEnforced: { what: 'NOT ENFORCED', since: 18, state: syntax },
  notNullConstraint: { what: 'ADD CONSTRAINT … NOT NULL', since: 18, state: syntax },
  detachConcurrently: { what: 'DETACH PARTITION … CONCURRENTLY', since: 14, state: syntax },
  reindexConcurrently: { what: 'REINDEX … CONCURRENTLY', since: 12, state: syntax },
  replaceTrigger: { what: 'CREATE OR REPLACE TRIGGER', since: 14, state: syntax },
  setExpression: { what: 'ALTER COLUMN … SET EXPRESSION', since: 17, state: syntax },
  dropExpression: { what: 'ALTER COLUMN … DROP EXPRESSION', since: 13, state: syntax },
  merge: { what: 'MERGE', since: 15, state: syntax },
  partitionedNotValid: { what: 'a FOREIGN KEY … NOT VALID of a partitioned table', since: 18, state: '42809' },
} as const satisfies Readonly<Record<string, Feature>>;

/** Functions that no older major has under any extension but the one named. */
export const newFunctions: Readonly<Record<string, { readonly since: number; readonly extension?: string } | undefined>> = {
  gen_random_uuid: { since: 13, extension: 'pgcrypto' },
  date_bin: { since: 14 },
  string_to_table: { since: 14 },
  regexp_count: { since: 15 },
  regexp_like: { since: 15 },
  regexp_substr: { since: 15 },
  regexp_instr: { since: 15 },
  random_normal: { since: 16 },
  array_shuffle: { since: 16 },
  array_sample: { since: 16 },
  uuid_extract_timestamp: { since: 17 },
  uuidv4: { since: 18 },
  uuidv7: { since: 18 },
  casefold: { since: 18 },
  crc32: { since: 18 },
  array_sort: { since: 18 },
  array_reverse: { since: 18 },
};
