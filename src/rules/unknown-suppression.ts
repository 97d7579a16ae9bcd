import { defineRule } from '../judge/rule.ts';

export default defineRule({
  id: 'unknown-suppression',
  severity: 'warning',
  downs: true,
  summary: 'The suppression names no rule that there is.',
  why: `A misspelt rule id switches nothing off. \`pgmiglint rules\` lists the ids.`,
  references: [],
});
