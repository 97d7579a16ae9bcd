/**
 * Built-in functions of which no form is IMMUTABLE, and that people write into indexes and generated columns. The list is compared with
 * pg_proc by test/postgres/immutability.test.ts.
 */
const notImmutable: ReadonlySet<string> = new Set(
  `now clock_timestamp statement_timestamp transaction_timestamp timeofday random gen_random_uuid concat concat_ws format to_char to_date array_to_string
   to_json to_jsonb row_to_json json_build_object jsonb_build_object json_build_array jsonb_build_array current_user session_user current_setting
   current_database current_schema nextval currval lastval txid_current pg_backend_pid version inet_client_addr`.split(/\s+/),
);

/** Whether a built-in function is certainly not IMMUTABLE, whatever its arguments. */
export function isNeverImmutable(name: string): boolean {
  return notImmutable.has(name);
}

export const neverImmutable: readonly string[] = [...notImmutable];

/** Casts that the session's settings decide (TimeZone, DateStyle), by the names in pg_type. */
const unstable: Readonly<Record<string, readonly string[] | undefined>> = {
  timestamptz: ['date', 'time', 'timestamp', 'text', 'varchar'],
  timestamp: ['timestamptz', 'text', 'varchar'],
  date: ['timestamptz', 'text', 'varchar'],
  text: ['date', 'timestamp', 'timestamptz'],
  varchar: ['date', 'timestamp', 'timestamptz'],
};

/** Whether a cast between two built-in types is not IMMUTABLE. */
export function isUnstableCast(from: string, to: string): boolean {
  return unstable[from]?.includes(to) === true;
}

export const unstableCasts: readonly (readonly [string, string])[] = Object.entries(unstable).flatMap(([from, targets = []]) => targets.map((to) => [from, to] as const));
