import { isDigit } from '../source/tokens.ts';

/** Other databases by the names that folders and files carry. */
const databases: ReadonlyMap<string, string> = new Map(Object.entries({
  sqlite: 'SQLite', sqlite3: 'SQLite', libsql: 'SQLite', turso: 'SQLite',
  mysql: 'MySQL', mysql8: 'MySQL', mariadb: 'MariaDB', tidb: 'TiDB',
  mssql: 'SQL Server', sqlserver: 'SQL Server', oracle: 'Oracle',
  clickhouse: 'ClickHouse', cockroach: 'CockroachDB', cockroachdb: 'CockroachDB', crdb: 'CockroachDB',
  h2: 'H2', hsqldb: 'HSQLDB', derby: 'Derby', duckdb: 'DuckDB', snowflake: 'Snowflake', bigquery: 'BigQuery',
  spanner: 'Spanner', cassandra: 'Cassandra', scylla: 'Scylla', ydb: 'YDB', vertica: 'Vertica', firebird: 'Firebird',
}));
const postgres = new Set(['postgres', 'postgresql', 'pg', 'pgsql', 'psql']);
/** Words that may stand beside a database's name in a folder that holds its migrations. */
const companions = new Set(['migration', 'migrations', 'migrate', 'jdbc', 'persistence', 'sql', 'schema', 'ddl', 'db', 'database', 'scripts', 'sqlc']);

/**
 * The other database whose migrations a folder of that name holds: `sqlite`, `migrations_mysql`, `jdbc-h2`.
 *
 * @returns its name in print, or undefined
 */
export function foreignDialect(folder: string): string | undefined {
  // Versions, and no word that is looked for.
  if (isDigit(folder.charCodeAt(0))) return undefined;
  const own = databases.get(folder.toLowerCase());
  if (own !== undefined) return own;
  if (!/[-_.]/.test(folder)) return undefined;
  let found: string | undefined;
  for (const word of folder.toLowerCase().split(/[-_.]/)) {
    const database = databases.get(word);
    if (database !== undefined) found = database;
    else if (!companions.has(word)) return undefined;
  }
  return found;
}

/** Whether a folder's name says PostgreSQL: `postgres`, `migrations_pg`. */
export function isPostgresFolder(folder: string): boolean {
  return folder.toLowerCase().split(/[-_.]/).some((word) => postgres.has(word));
}

/** The database in a file name such as `0003_users.mysql.up.sql`. */
export function dialectOfFile(name: string): string | undefined {
  let start = name.indexOf('.') + 1;
  if (start === 0) return undefined;
  for (let end = name.indexOf('.', start); end !== -1; end = name.indexOf('.', start)) {
    const word = name.slice(start, end);
    // Nearly all such words are one of these.
    const database = word === 'up' || word === 'down' ? undefined : databases.get(word.toLowerCase());
    if (database !== undefined) return database;
    start = end + 1;
  }
  return undefined;
}

/** Whether a part of a file name says that the file is for PostgreSQL. */
export function namesPostgres(word: string): boolean {
  return postgres.has(word.toLowerCase());
}

interface Mark {
  readonly database: string;
  readonly shown: string;
  /** In capitals: what the pattern takes holds one of them. A search for a word is cheaper than a pattern. */
  readonly words: readonly string[];
  readonly pattern: RegExp;
}

/** What another database's SQL holds and PostgreSQL's grammar refuses. */
const marks: readonly Mark[] = [
  { database: 'SQLite', shown: 'AUTOINCREMENT', words: ['AUTOINCREMENT'], pattern: /\bPRIMARY\s+KEY\s+(?:ASC\s+)?AUTOINCREMENT\b/i },
  { database: 'SQLite', shown: 'PRAGMA', words: ['PRAGMA'], pattern: /^\s*PRAGMA\s+\w+/im },
  { database: 'ClickHouse', shown: 'ENGINE = MergeTree', words: ['MERGETREE'], pattern: /\bENGINE\s*=\s*\w*MergeTree/i },
  { database: 'MySQL', shown: 'ENGINE=InnoDB', words: ['INNODB', 'MYISAM'], pattern: /\bENGINE\s*=\s*(?:InnoDB|MyISAM)/i },
  { database: 'MySQL', shown: 'AUTO_INCREMENT', words: ['AUTO_INCREMENT'], pattern: /^[^-'\n]*\bAUTO_INCREMENT\b/im },
  { database: 'MySQL', shown: 'names in backticks', words: ['`'], pattern: /\b(?:TABLE|INTO|UPDATE|FROM|EXISTS|INDEX|COLUMN|KEY|ADD|DROP)\s+`\w+`/i },
  { database: 'SQL Server', shown: 'names in brackets', words: ['[DBO]', 'NVARCHAR'], pattern: /\[dbo\]\.|\bNVARCHAR\s*\(\s*max\s*\)/i },
  { database: 'Oracle', shown: 'VARCHAR2', words: ['VARCHAR2'], pattern: /\bVARCHAR2\s*\(/i },
];
/** A cheap look first. */
const anyMark = /AUTO_?INCREMENT|PRAGMA|ENGINE\s*=|`|\[dbo\]|NVARCHAR|VARCHAR2/i;
/** What only PostgreSQL reads: a history that has it and a stray word of another dialect is PostgreSQL's. */
const postgresMarks = /\$\$|\bplpgsql\b|\b(?:big)?serial\b|\btimestamptz\b|\bjsonb\b|\bbytea\b|\bUSING\s+(?:gin|gist|btree)\b|\buuid_generate|\bgen_random_uuid/i;
/** The first migrations create the tables: they tell. */
const enough = 12;

/**
 * The other database that a history is written for, by its text.
 *
 * @returns the database and what shows it, or undefined where PostgreSQL may well read it
 */
export function dialectOfTexts(texts: Iterable<string>): { readonly database: string; readonly shown: string } | undefined {
  const found: Mark[] = [];
  const others: string[] = [];
  for (const text of texts) {
    const mark = anyMark.test(text) ? markIn(text) : undefined;
    if (mark) found.push(mark);
    else others.push(text);
    if (found.length + others.length === enough) break;
  }
  const [first] = found;
  if (!first || found.length * 3 < others.length) return undefined;
  const own = others.filter((text) => postgresMarks.test(text)).length;
  return found.length > own ? { database: first.database, shown: first.shown } : undefined;
}

function markIn(text: string): Mark | undefined {
  const capitals = text.toUpperCase();
  return marks.find(({ words, pattern }) => words.some((word) => capitals.includes(word)) && pattern.test(text));
}
