import { defineRule, type Context, type Report, type Span } from '../judge/rule.ts';
import { sensitiveKind } from '../postgres/sensitive.ts';

export default defineRule({
  id: 'sensitive-data',
  severity: 'warning',
  convention: true,
  downs: true,
  summary: 'The migration writes what looks like data of real people.',
  why: `A migration stays in the repository for good, in every clone and every backup of it; data of people has to be deleted when they ask for it. It is run in every environment too,
and a test system may send its mails.

Looked for are e-mail addresses, card numbers (with a correct check digit), bank accounts (IBAN), American social security numbers and telephone numbers. Silent are the domains that
exist for examples (example.com, .test, .invalid …), addresses of roles (info@, support@), the card numbers of payment providers' tests and numbers with 555.

The report does not repeat what it found, and asterisks stand for it in the excerpt.`,
  references: ['https://www.rfc-editor.org/rfc/rfc2606', 'https://gdpr-info.eu/art-17-gdpr/'],
  on: {
    insert: (_, context) => judge(context),
    update: (_, context) => judge(context),
    copy: (_, context) => judge(context),
  },
});

/** Literals, with the data of a COPY … FROM stdin taken for nothing: it is no part of the statement. */
const literal = /'(?:[^']|'')*'/g;

function judge(context: Context): Report | undefined {
  const { sql, statement: { span } } = context;
  const found: Span[] = [];
  const kinds = new Set<string>();
  const hides: Span[] = [];
  for (const { 0: text, index } of sql.matchAll(literal)) {
    const at = { start: span.start + index, end: span.start + index + text.length };
    hides.push({ start: at.start + 1, end: at.end - 1 });
    const kind = sensitiveKind(text.slice(1, -1));
    if (kind === undefined) continue;
    found.push(at);
    kinds.add(kind);
  }
  const [first] = found;
  if (!first) return undefined;
  const count = found.length === 1 ? 'a value that looks' : `${found.length} values that look`;
  return { message: `It writes ${count} like ${[...kinds].join(' and ')} of somebody real.`, at: first, hides };
}
