import { defineRule } from '../judge/rule.ts';

export default defineRule({
  id: 'suppression-without-reason',
  severity: 'warning',
  downs: true,
  summary: 'The suppression does not say why.',
  why: `Whoever reads a suppression a year later has to know whether its reason still holds. Write it behind the rule, after two hyphens:
\`-- pgmiglint-disable-next-statement unchecked-drop-column -- nobody ever wrote this column\`.`,
  references: [],
});
