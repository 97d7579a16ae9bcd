/**
 * Hides the password of every URL in a text. The length stays, so that what is underlined stays underlined.
 * Anchored at `://`, so it takes time in proportion to the text.
 */
export function redact(text: string): string {
  if (!text.includes('://')) return text;
  return text.replace(/(:\/\/[^\s:@/'"]*:)([^\s/'"]+)(?=@)/g, (_, user: string, password: string) => user + '*'.repeat(password.length));
}
