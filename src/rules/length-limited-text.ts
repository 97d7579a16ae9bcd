import { onColumns } from '../evidence/columns.ts';
import { defineRule } from '../judge/rule.ts';

export default defineRule({
  id: 'length-limited-text',
  severity: 'info',
  convention: true,
  summary: 'A column of type varchar(n): the limit is a guess that a later migration has to change.',
  why: `\`varchar(n)\` takes no less room than \`text\` and is no faster. A value that is longer fails (\`22001\`). Making the limit larger is a change of the catalog alone; making it smaller writes the
whole table anew under ACCESS EXCLUSIVE.

Where a limit belongs to the data, a CHECK on \`char_length\` says so by name, and can be added NOT VALID and validated without blocking anybody.`,
  references: ['https://www.postgresql.org/docs/current/datatype-character.html', 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_varchar.28n.29_by_default'],
  on: onColumns((column, name) => {
    if (column.type.schema !== 'pg_catalog' || column.type.name !== 'varchar' || column.type.modifiers.length === 0) return undefined;
    return `${name} is varchar(${column.type.modifiers.join()}): text, with a CHECK where the limit belongs to the data.`;
  }),
});
