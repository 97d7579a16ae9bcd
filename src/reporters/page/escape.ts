import { harmless } from '../printable.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For text and for attributes in double quotes. */
export function escaped(text: string): string {
  return harmless(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Text with the words between backticks as code. */
export function escapedProse(text: string): string {
  return text.split(/`([^`\n]+)`/).map((part, index) => (index % 2 === 1 ? `<code>${escaped(part)}</code>` : escaped(part))).join('');
}
