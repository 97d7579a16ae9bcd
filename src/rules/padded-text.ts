import { onColumns } from '../evidence/columns.ts';
import { defineRule } from '../judge/rule.ts';

export default defineRule({
  id: 'padded-text',
  severity: 'info',
  convention: true,
  summary: 'A column of type char(n) is filled up with blanks.',
  why: `\`char(n)\` stores blanks up to its length and drops them again when the value is turned into text: \`length\` and \`||\` do not see them, LIKE does. Comparisons pass over them, so 'ab' and 'ab  '
are one value to a unique index. It takes more room than \`text\`, and is no faster.

\`text\`, with a CHECK on \`char_length\` where every value has the same length.`,
  references: ['https://www.postgresql.org/docs/current/datatype-character.html', 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_char.28n.29'],
  on: onColumns((column, name) => {
    if (column.type.schema !== 'pg_catalog' || column.type.name !== 'bpchar') return undefined;
    return `${name} is char(${column.type.modifiers.join() || '1'}), which is filled up with blanks: text, with a CHECK on its length.`;
  }),
});
