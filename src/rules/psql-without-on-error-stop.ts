import { changes } from '../evidence/changes.ts';
import { defineRule } from '../judge/rule.ts';

export default defineRule({
  id: 'psql-without-on-error-stop',
  severity: 'warning',
  convention: true,
  downs: true,
  summary: 'psql goes on behind an error and reports success, unless ON_ERROR_STOP is set.',
  why: `\`psql -f\` prints the error, sends the next statement, and exits with 0. A deploy takes that for success. In a script with BEGIN and COMMIT every statement behind the error fails
(\`25P02\`), and the COMMIT answers ROLLBACK, without an error: nothing of the migration is there, and the deploy goes on to start the code that needs it. Without BEGIN, half of it is there.

With \`\\set ON_ERROR_STOP on\` at the head of the file, or \`psql -v ON_ERROR_STOP=1\`, psql stops at the error and exits with 3. What the call says cannot be seen from here: where
it does, this rule is not for you. It speaks of sets of plain numbered files, and of no runner that sends the SQL itself.`,
  references: ['https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-VARIABLES-ON-ERROR-STOP', 'https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-EXIT-STATUS'],
  script({ script, set, operations }) {
    const { execution: { wrap, send, session }, file } = script;
    if (!set.runner.startsWith('plain') || wrap !== 'none' || send !== 'statements' || session !== 'fresh') return undefined;
    const first = operations.find(({ operation }) => changes(operation));
    if (!first || isSet(file.text.slice(0, first.statement.span.start))) return undefined;
    const wraps = operations.some(({ operation }) => operation.kind === 'transaction' && operation.action === 'begin');
    const then = wraps ? 'its COMMIT becomes a ROLLBACK' : 'what follows is run all the same';
    return { message: `Where psql runs this and a statement fails, ${then} and psql exits with 0. \\set ON_ERROR_STOP on at the head of the file stops it.` };
  },
});

function isSet(head: string): boolean {
  return /^\s*\\set\s+ON_ERROR_STOP\s+(?:on|1|true|yes)\b/im.test(head);
}
