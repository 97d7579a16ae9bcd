import { withoutSecrets } from '../postgres/secrets.ts';

/**
 * Hides passwords, keys and tokens. The length stays, so that what is underlined stays underlined.
 */
export function redact(text: string): string {
  return withoutSecrets(text);
}
