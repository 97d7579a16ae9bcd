import { onColumns } from '../evidence/columns.ts';
import { defineRule } from '../judge/rule.ts';

export default defineRule({
  id: 'money-column',
  severity: 'info',
  convention: true,
  summary: 'A column of type money: what it holds depends on a setting.',
  why: `\`money\` keeps no currency and as many digits behind the point as \`lc_monetary\` has: 1.005 becomes 1.01. Under another setting the same bytes read as another amount. It takes no
fractions of a cent, and not every driver knows it.

\`numeric\`, or an integer of cents, and the currency in a column beside it.`,
  references: ['https://www.postgresql.org/docs/current/datatype-money.html', 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_money'],
  on: onColumns((column, name) => {
    if (column.type.schema !== 'pg_catalog' || column.type.name !== 'money') return undefined;
    return `${name} is money, which depends on lc_monetary: numeric, and the currency beside it.`;
  }),
});
