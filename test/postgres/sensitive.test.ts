import { expect, test } from 'vitest';
import { sensitiveKind } from '../../src/postgres/sensitive.ts';

test.each([
  ['martha.klein@posteo-mail.de', 'the e-mail address'],
  ['write to martha.klein@posteo-mail.de soon', 'the e-mail address'],
  ['4929 1234 5678 9015', 'the card number'],
  ['DE02 1203 0000 0000 2020 51', 'the bank account'],
  ['512-44-7781', 'the social security number'],
  ['+49 89 6390182', 'the telephone number'],
])('%s looks like %s', (text, kind) => {
  expect(sensitiveKind(text)).toBe(kind);
});

test.each([
  'martha@example.com', 'martha@shop.example', 'martha@mail.test', 'support@shop.de', 'no-reply@shop.de', '4242424242424242', '4929123456789012', '1234567890123', '2024-01-31 12:00:00',
  'DE89370400440532013000', 'DE02120300000000202052', '123-45-6789', '000-12-3456', '+1-555-0000', '+1 555 123 4567', '20240131120000', '550e8400-e29b-41d4-a716-446655440000', '',
])('%j is silent', (text) => {
  expect(sensitiveKind(text)).toBeUndefined();
});
