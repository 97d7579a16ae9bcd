import { differenceLine } from '../evidence/difference-lines.ts';
import { saysThatItCannot } from '../evidence/refusals.ts';
import { defineRule, type DownContext, type Step } from '../judge/rule.ts';

type Difference = ReturnType<DownContext['differences']>['list'][number];

export default defineRule({
  id: 'down-does-not-undo',
  severity: 'error',
  whenGenerated: 'warning',
  summary: 'After the up and the down the schema is not what it was before.',
  why: `A rollback that succeeds and leaves something behind is found when the up runs again and meets it (\`42P07 relation … already exists\`), or when the code of the older
release misses what the down did not bring back: an index, a default, a constraint, a trigger.

The history is replayed up to this migration, then its up, then its down; what is other afterwards than before is listed, one line each: objects, columns with their types, nullability and
defaults, constraints, indexes, enums, views, functions and triggers by their text, policies, grants, comments. The place of a column in its table is none: a column that was added
again stands last.

PostgreSQL has no command that takes a value from an enum, and an extension that the up created may be in use elsewhere by the time of the rollback: where nothing else is other, that is said
as information only. So are comments (COMMENT ON).

Where a statement of the down is certain to fail, that is what is said, and nothing of what would come behind it.

A down that raises an exception undoes nothing and says so: it is left alone. Where the up or the down does what nobody can read (SQL put together at run time, a DO block that depends on the
data) the migration is not judged, and counted in the summary. Nor is one of popx, which cuts a migration into many versions whose downs undo it together only, or one of
a history whose order is not known (Sqitch without its plan).`,
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html', 'https://www.postgresql.org/docs/current/sql-altertype.html'],
  down(context) {
    if (context.fails || context.downOperations.length === 0 || saysThatItCannot(context.down, context.downOperations)) return undefined;
    if (context.unread !== undefined) {
      context.unknown(`whether a down undoes its up: there is ${context.unread}`);
      return undefined;
    }
    if (context.set.runner === 'popx' || context.set.unordered) {
      context.unknown(`whether a down undoes its up: ${context.set.unordered ? 'the order of the migrations is not known' : 'popx cuts one migration into many versions, which are undone together'}`);
      return undefined;
    }
    const { list, unknown } = context.differences();
    for (const what of unknown) context.unknown(what);
    if (list.length === 0) return undefined;
    const lines = [...new Set(list.map(differenceLine))];
    const isMild = list.every((difference) => isInevitable(difference) || isComment(difference));
    return {
      message: `${isMild ? 'This down does not take back all that its up did' : 'After this down the schema is not what it was before the up'}:\n${lines.map((line) => `- ${line}`).join('\n')}`,
      place: context.down.heading,
      ...(isMild ? { severity: 'info' } : {}),
      instead: list.every(isInevitable) ? [] : instead(context),
    };
  },
});

/** What PostgreSQL gives no means to take back, and what better stays. */
function isInevitable(difference: Difference): boolean {
  return difference.kind === 'enum values' || (difference.kind === 'object' && difference.object === 'extension' && !difference.before);
}

/** It changes nothing for any code. */
function isComment(difference: Difference): boolean {
  return difference.kind === 'fact' && difference.slot.startsWith('comment');
}

function instead(context: DownContext): readonly Step[] {
  // What stands in for a template's value cannot be pasted.
  if (context.up.file.text.includes('{{')) return [];
  const repairs = context.missing();
  const lines = repairs.map(({ sql, cannot }) => sql ?? `-- cannot be undone: ${cannot}`);
  if (repairs.every(({ sql }) => sql === undefined)) return [];
  return [{ script: 'this', transaction: true, sql: lines.join('\n') }];
}
