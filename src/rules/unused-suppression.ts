import { defineRule } from '../judge/rule.ts';

export default defineRule({
  id: 'unused-suppression',
  severity: 'warning',
  downs: true,
  summary: 'The suppression switches nothing off.',
  why: `A comment that disables a rule where the rule finds nothing is either a leftover, or stands in the wrong place. A leftover hides the next
finding of that rule in the same place.`,
  references: [],
});
