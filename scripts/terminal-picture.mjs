/** What docs/images/terminal.svg shows. */
const files = ['db/migrations/000004_require_nickname.up.sql', 'db/migrations/000005_index_invoices.up.sql'];
export const picture = {
  args: ['--color', ...files],
  prompt: `$ npx pgmiglint db/migrations/00000[45]*.up.sql`,
  columns: 104,
  title: 'Two findings of pgmiglint in a terminal, each with the place, its reason in the history, and SQL that is safe',
};
