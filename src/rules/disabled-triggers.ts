import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'disabled-triggers',
  severity: 'warning',
  summary: 'Foreign keys are switched off together with the triggers.',
  why: `Foreign keys are kept by triggers of the system. DISABLE TRIGGER ALL and \`session_replication_role = replica\` switch them off too: rows that refer to nothing are accepted, and
nothing looks at them again when the triggers are back. Both need a superuser, which many hosted databases refuse.

DISABLE TRIGGER USER leaves the foreign keys alone. Where it is their checks that take too long: drop the foreign key, load, add it again as NOT VALID and validate it, which does look at
every row.

DISABLE TRIGGER takes SHARE ROW EXCLUSIVE, and blocks writes until the transaction ends.`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-DISABLE-ENABLE-TRIGGER', 'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-SESSION-REPLICATION-ROLE'],
  on: {
    'alter-table'({ action, table }, context) {
      if (action !== 'disable trigger all' || !context.inUse(table)) return undefined;
      const name = quoteName(table);
      return { message: `DISABLE TRIGGER ALL switches off the foreign keys of ${name} too: what is written meanwhile is never checked. DISABLE TRIGGER USER leaves them on.` };
    },
    set({ setting, values }) {
      if (setting !== 'session_replication_role' || values[0]?.toLowerCase() !== 'replica') return undefined;
      return { message: "session_replication_role = 'replica' switches off every foreign key and every ordinary trigger for this session: what it writes is never checked." };
    },
  },
});
