import { wordsOf } from '../judge/options.ts';
import { defineRule } from '../judge/rule.ts';

export default defineRule({
  id: 'missing-header',
  severity: 'info',
  convention: true,
  downs: true,
  options: {
    fields: { kind: 'words', about: 'What the header must say; `Date|Created` means one or the other.', default: ['Migration', 'Date|Created'] },
    downs: { kind: 'flag', about: 'Demand it of downs too.', default: false },
  },
  summary: 'The comment at the head of the migration does not say what it should.',
  why: `A migration is read years later, by somebody who wants to know why the column is there. The file says what was done; who wanted it, when and for what ticket says only a
comment, and a repository that was moved twice has no other history.

A field is a line of the comment that begins the file: \`-- Author: …\`. A value that still is the template's (\`[Brief description]\`, \`{name}\`) is none.`,
  references: ['https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-COMMENTS'],
  script({ script, operations, options }) {
    const [first] = operations;
    if (!first || (script.direction === 'down' && options.downs !== true)) return undefined;
    const head = script.file.text.slice(script.direction === 'down' ? script.span.start : 0, first.statement.span.start);
    const problems = wordsOf(options, 'fields').flatMap((field) => problemOf(field, head) ?? []);
    return problems.length === 0 ? undefined : { message: `The header ${problems.join(' and ')}.` };
  },
});

function problemOf(field: string, head: string): string | undefined {
  const names = field.split('|');
  let empty: string | undefined;
  for (const name of names) {
    const line = new RegExp(`^[ \\t]*(?:--|/?\\*)[-*! \\t]*${name.replaceAll(/[.*+?^$()[\]{}\\]/g, '\\$&')}\\b[^:\\n]*:[ \\t*]*([^\\n]*)$`, 'im').exec(head);
    if (!line) continue;
    const value = (line[1] ?? '').replace(/\*\/\s*$/, '').trim();
    if (value !== '' && !/^(?:\[[^\]]*\]|\{[^}]*\}|<[^>]*>|\.{3}|…|todo|tbd)$/i.test(value)) return undefined;
    empty = value === '' ? `has nothing behind "${name}:"` : `still has the template's ${value} behind "${name}:"`;
  }
  return empty ?? `has no "${names.join(':" or "')}:"`;
}
