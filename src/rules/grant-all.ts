import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'grant-all',
  severity: 'info',
  convention: true,
  summary: 'A role is given every privilege there is.',
  why: `ALL on a table is more than reading and writing: TRUNCATE, TRIGGER and REFERENCES, and MAINTAIN from PostgreSQL 17 on. TRUNCATE passes over row level security and triggers for DELETE; a trigger runs
with the rights of whoever writes to the table. And ALL means something else after an upgrade that adds a privilege.

Name what the role needs: SELECT, INSERT, UPDATE, DELETE.`,
  references: ['https://www.postgresql.org/docs/current/ddl-priv.html', 'https://www.postgresql.org/docs/current/sql-grant.html'],
  on: {
    other({ command, options, table }) {
      const isDefault = command === 'alter default privileges' && options[0] === 'grant';
      if ((command !== 'grant' && !isDefault) || !options.includes('all') || options.includes('to public')) return undefined;
      const object = options[isDefault ? 1 : 0] ?? 'object';
      return { message: `GRANT ALL on ${table ? quoteName(table) : isDefault ? `every new ${object}` : inAll.has(object) ? `all ${object}s` : `the ${object}`}: name the privileges that are needed.` };
    },
  },
});

/** Without a name it is ON ALL … IN SCHEMA. */
const inAll = new Set(['table', 'sequence']);
