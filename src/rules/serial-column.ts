import { onColumns } from '../evidence/columns.ts';
import { defineRule } from '../judge/rule.ts';

export default defineRule({
  id: 'serial-column',
  severity: 'info',
  convention: true,
  summary: 'A column of type serial: its sequence is an object apart.',
  why: `\`serial\` is an integer with a default and a sequence behind it. Who may INSERT needs USAGE on the sequence too; an INSERT with a value of its own is taken without a word, and the sequence gives the
same value later (\`23505\`); CREATE TABLE … LIKE shares the sequence with the copy.

\`GENERATED ALWAYS AS IDENTITY\` (from PostgreSQL 10 on) belongs to the column: one privilege, and an INSERT with a value of its own fails (\`428C9\`) unless it says OVERRIDING SYSTEM VALUE.`,
  references: ['https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL', 'https://www.postgresql.org/docs/current/ddl-identity-columns.html', 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_serial'],
  on: onColumns((column, name) => {
    if (column.serial === undefined) return undefined;
    return `${name} is ${column.serial}: an identity (GENERATED ALWAYS AS IDENTITY) keeps its sequence to itself.`;
  }),
});
