import { defineRule, type OperationOf, type Report } from '../judge/rule.ts';
import { quoteIdentifier, quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'superuser-command',
  severity: 'warning',
  convention: 'in part',
  summary: 'The command needs rights that a role for migrations should not have.',
  why: `It fails (\`42501\`) where migrations run as the owner of their schema, which is how they should run, and on most hosted databases, where nobody is a superuser. It works on the laptop and
in CI, where the role is a superuser.

Needing a superuser: ALTER SYSTEM (or a grant of the parameter, from PostgreSQL 15 on), COPY … PROGRAM (or \`pg_execute_server_program\`), functions in C and in untrusted languages (their names end with
\`u\`), event triggers, access methods. An extension needs one unless it is trusted, from PostgreSQL 13 on; which are, differs from server to server, so that is
said only where the configuration asks for this rule.

ALTER SYSTEM changes the whole cluster, other databases included, and is written to a file that no restore of the database brings back. COPY … PROGRAM runs a shell command on the server. Leave
both, and extensions, to whoever sets up the server.`,
  references: ['https://www.postgresql.org/docs/current/sql-altersystem.html', 'https://www.postgresql.org/docs/current/sql-copy.html', 'https://www.postgresql.org/docs/current/sql-createextension.html', 'https://www.postgresql.org/docs/current/sql-createlanguage.html'],
  on: {
    other({ command }) {
      return command === 'alter system' ? { message: 'ALTER SYSTEM needs a superuser, and changes every database of the cluster.' } : undefined;
    },
    copy({ program }) {
      return program ? { message: "COPY … PROGRAM needs a superuser, and runs a shell command on the server's machine." } : undefined;
    },
    'create-object': judge,
  },
});

const alwaysSuper: ReadonlySet<string> = new Set(['event trigger', 'access method']);

function judge({ object, name, routine }: OperationOf<'create-object'>): Report | undefined {
  if (object === 'extension') {
    if (trusted.has(name.name)) return undefined;
    return { severity: 'info', convention: true, message: `CREATE EXTENSION ${quoteIdentifier(name.name)} needs a superuser: it is not among the trusted extensions of PostgreSQL.` };
  }
  if (object === 'language' && name.name.endsWith("u")) return { message: `The language ${name.name} is untrusted: CREATE LANGUAGE and its functions need a superuser.` };
  if (alwaysSuper.has(object)) return { message: `CREATE ${object.toUpperCase()} needs a superuser.` };
  const language = routine?.language;
  if (language === undefined || (language !== 'c' && language !== 'internal' && !/^(?:pl)?\w+u$/.test(language))) return undefined;
  return { message: `${quoteName(name)} is written in ${language}, which is untrusted: CREATE ${object.toUpperCase()} needs a superuser.` };
}

/** Whoever may create in the database may create these. Source: the control files of PostgreSQL 18's own extensions. */
const trusted: ReadonlySet<string> = new Set([
  'plpgsql', 'btree_gin', 'btree_gist', 'citext', 'cube', 'dict_int', 'fuzzystrmatch', 'hstore', 'intarray', 'isn', 'jsonb_plperl', 'lo', 'ltree', 'pg_trgm', 'pgcrypto', 'plperl', 'pltcl', 'seg',
  'tablefunc', 'tcn', 'tsm_system_rows', 'tsm_system_time', 'unaccent', 'uuid-ossp', 'bool_plperl',
]);
