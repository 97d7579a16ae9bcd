import { defineRule, type Report, type Span } from '../judge/rule.ts';
import { mayHoldSecrets, secretsIn } from '../postgres/secrets.ts';

export default defineRule({
  id: 'secret-in-migration',
  severity: 'warning',
  downs: true,
  summary: 'A password, key or token stands in the migration.',
  why: `Whoever can read the repository has it, now and in every copy of its history. The server keeps it as well: in its log where \`log_statement\` or an error writes the statement there, in
\`pg_stat_activity\` while it runs. What an earlier commit holds is known already, and has to be changed rather than removed.

A role belongs into a migration, its password does not: CREATE ROLE … LOGIN without one, and \`\\password\` or ALTER ROLE from where secrets are kept. The client should send a hash
(SCRAM-SHA-256), so that the server's log does not get the password either. The same is true of CREATE USER MAPPING, CREATE SUBSCRIPTION and of connection strings and tokens in rows.

Found are passwords behind PASSWORD, in connection strings and URLs, private keys, and tokens with a known shape (AWS, GitHub, GitLab, Google, Slack, Stripe). Placeholders
such as \`\${PASSWORD}\` and hashes that begin with SCRAM-SHA-256 are none. The secret itself is never printed.`,
  references: ['https://www.postgresql.org/docs/current/sql-createrole.html', 'https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-STATEMENT'],
  script({ script: { file, span }, statements }) {
    // One look at the whole text costs less than one at each statement.
    return mayHoldSecrets(file.text.slice(span.start, span.end)) ? statements.flatMap((statement) => judge(file.text, statement.span)) : undefined;
  },
});

function judge(text: string, { start: base, end: to }: Span): readonly Report[] {
  return secretsIn(text.slice(base, to)).flatMap(({ start, end, what }) => {
    if (isPlaceholder(text.slice(base + start, base + end))) return [];
    return [{ message: `Here stands ${what}: whoever reads the repository or the server's log has it.`, at: { start: base + start, end: base + end } }];
  });
}

/** A variable of psql, a template, words that say themselves that they are none, or a verifier that nobody logs in with. */
function isPlaceholder(secret: string): boolean {
  return (
    /^(?:[$%:@<[{#]|scram-sha-256\$|\*+$|x+$|\.+$)/i.test(secret) ||
    /\$\{|\{\{|\}\}|%[sLI]\b|\|\|/.test(secret) ||
    /^(?:your|my|some|the|change|replace|insert|enter|a)?[-_]?(?:secret|password|pass|passwd|pwd|token|me|placeholder|dummy|example|redacted|hidden)(?:[-_]?here)?$/i.test(secret) ||
    secret.endsWith("EXAMPLE")
  );
}
