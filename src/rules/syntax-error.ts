import { defineRule } from '../judge/rule.ts';

export default defineRule({
  id: 'syntax-error',
  severity: 'error',
  downs: true,
  applied: 'down',
  summary: 'PostgreSQL’s grammar refuses the statement.',
  why: `The statement is read with PostgreSQL’s own grammar (that of PostgreSQL 18), and the message is PostgreSQL’s own. A runner stops
here: with what came before done or undone, depending on its transaction.

Most such statements stand in downs that nobody ever ran. That is why the down of an applied migration is read too: it has not run yet.

The rest of the file is judged all the same.`,
  references: ['https://www.postgresql.org/docs/current/sql-commands.html'],
  syntaxError: ({ message }) => ({ message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.` }),
});
