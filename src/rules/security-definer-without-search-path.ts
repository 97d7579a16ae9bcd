import { headOf } from '../evidence/head.ts';
import { isSame } from '../evidence/repeatable.ts';
import { defineRule } from '../judge/rule.ts';
import { quoteName } from '../postgres/identifiers.ts';

export default defineRule({
  id: 'security-definer-without-search-path',
  severity: 'warning',
  summary: "A function runs with its owner's rights, and the caller decides what its names mean.",
  why: `SECURITY DEFINER runs the body with the rights of the function's owner, but with the \`search_path\` of whoever calls it. A caller who may create objects in any schema of his path, and
temporary tables he may nearly always create, puts a table, function or operator of his own in front of the one that is meant: \`pg_temp\` is searched first for tables unless the path
names it. What stands there then runs, or is read, with the owner's rights.

\`SET search_path = ''\` with every name in the body qualified is the safe form; or the trusted schemas, and \`pg_temp\` behind them. A function with a body in standard SQL (BEGIN ATOMIC, RETURN)
has its names resolved when it is created, and needs neither.

EXECUTE is PUBLIC's by default: REVOKE it in the same transaction, and grant it to whom it is for.`,
  references: ['https://www.postgresql.org/docs/current/sql-createfunction.html#SQL-CREATEFUNCTION-SECURITY', 'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-SEARCH-PATH'],
  on: {
    'create-object'(operation, context) {
      const { object, name, options, routine } = operation;
      if (!options?.includes('security definer') || options.includes('set search_path')) return undefined;
      if (routine?.language === 'sql' && routine.body === undefined && !/\bas\s*(?:e?'|\$)/i.test(context.sql)) return undefined;
      return {
        at: headOf(operation, context),
        message: `${quoteName(name)} runs with its owner's rights and the caller's search_path: SET search_path belongs to the ${object}.`,
        unless: ({ after, earlierOf }) =>
          after.routine(name) === undefined || earlierOf('other').some(({ operation }) => operation.options.includes('set search_path') && operation.routine !== undefined && isSame(operation.routine, name)),
      };
    },
  },
});
