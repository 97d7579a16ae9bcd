/** What a history expects to find on its server, and why it is not there. */
export interface Preparation {
  /** The beginning of the set's path. */
  readonly set: string;
  readonly reason: string;
  readonly sql: string;
}

const migrationsTable = 'the runner makes its own table before the first migration, and a migration speaks of it';

export const preparations: readonly Preparation[] = [
  { set: 'goharbor__harbor', reason: migrationsTable, sql: 'CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL)' },
  { set: 'harness__harness', reason: migrationsTable, sql: 'CREATE TABLE migrations (version text)' },
  { set: 'nhost__hasura-auth', reason: migrationsTable, sql: 'CREATE SCHEMA auth; CREATE TABLE auth.schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL)' },
  { set: 'chirpstack__chirpstack', reason: 'its manual asks for the extension first', sql: 'CREATE EXTENSION pg_trgm' },
];
