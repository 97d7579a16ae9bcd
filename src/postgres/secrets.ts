/** A secret in a text. */
export interface Secret {
  readonly start: number;
  readonly end: number;
  /** With its article, for a sentence. */
  readonly what: string;
}

/** Each pattern keeps the secret in the group `secret`; anchored at rare words, so that a search takes time in proportion to the text. */
const patterns: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'a password', pattern: /\bpassword\s+e?'{1,2}(?<secret>[^'\n]{1,400})'/gi },
  { what: 'a password', pattern: /:\/\/[^\s:@/'"]*:(?<secret>[^\s/'"]+)(?=@)/g },
  { what: 'a password', pattern: /\b(?:host|hostaddr|dbname|user)\s*=[^'\n]{0,200}\bpassword\s*=\s*(?<secret>[^\s'",;)]{1,400})/gi },
  { what: 'a password', pattern: /\bpassword\s*=\s*(?<secret>[^\s'",;)]{1,400})(?=[^'\n]{0,200}\b(?:host|hostaddr|dbname)\s*=)/gi },
  { what: 'an access key of AWS', pattern: /(?<![A-Za-z0-9])(?<secret>(?:AKIA|ASIA)[0-9A-Z]{16})(?![A-Za-z0-9])/g },
  { what: 'a token of GitHub', pattern: /\b(?<secret>gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})\b/g },
  { what: 'a token of GitLab', pattern: /\b(?<secret>glpat-[A-Za-z0-9_-]{20,})/g },
  { what: 'a secret key of Stripe', pattern: /\b(?<secret>[sr]k_live_[A-Za-z0-9]{16,})\b/g },
  { what: 'a token of Slack', pattern: /\b(?<secret>xox[abprs]-[A-Za-z0-9-]{10,})/g },
  { what: 'a key of Google', pattern: /(?<![A-Za-z0-9_-])(?<secret>AIza[0-9A-Za-z_-]{35})(?![0-9A-Za-z_-])/g },
  { what: 'a private key', pattern: /(?<secret>-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^'\n]*)/g },
];

/**
 * What each pattern cannot do without. A column called `password` and an address without a password are in many texts. Letters in both
 * cases, rather than the whole in any case: that is searched for three times as fast.
 */
const hints = /[pP][aA][sS][sS][wW][oO][rR][dD]\s*[eE]?['=]|:\/\/[^\s:@/'"]*:|A[KS]IA|gh[pousr]_|github_pat_|glpat-|k_live_|xox[abprs]-|AIza|PRIVATE KEY-----/;

/** Whether it is worth to look for secrets in a text. */
export function mayHoldSecrets(text: string): boolean {
  return hints.test(text);
}

/** Passwords, keys and tokens that stand in a text as they are, in the order of the text. */
export function secretsIn(text: string): readonly Secret[] {
  if (!mayHoldSecrets(text)) return [];
  const found = patterns.flatMap(({ what, pattern }) =>
    Array.from(text.matchAll(pattern), (match): Secret => {
      const secret = match.groups?.secret ?? '';
      const start = match.index + match[0].lastIndexOf(secret);
      return { start, end: start + secret.length, what };
    }),
  );
  let end = 0;
  return found.sort((a, b) => a.start - b.start).filter((secret) => {
    if (secret.start < end) return false;
    end = secret.end;
    return true;
  });
}

/** The least length of a line of a key in PEM. */
const lineOfKey = 60;

/** Whether so many characters of base64 stand in a row: looked for in steps of that length, so that most of a text is never read. */
function hasLineOfKey(text: string): boolean {
  for (let at = lineOfKey - 1; at < text.length; at += lineOfKey) {
    if (!isBase64(text.charCodeAt(at))) continue;
    let start = at;
    let end = at;
    while (start >= 0 && at - start < lineOfKey && isBase64(text.charCodeAt(start))) start--;
    while (start < at && end < text.length && end - start <= lineOfKey && isBase64(text.charCodeAt(end))) end++;
    if (end - start > lineOfKey) return true;
  }
  return false;
}

function isBase64(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 47 && code <= 57) || (code >= 65 && code <= 90) || code === 43;
}

/** A line of a key in PEM: nothing but base64, in small and capital letters. */
const encoded = /(?<![A-Za-z0-9+/])(?=[A-Za-z0-9+/]{0,60}[A-Z])(?=[A-Za-z0-9+/]{0,60}[a-z])(?=[A-Za-z0-9+/]{0,60}[0-9+/])[A-Za-z0-9+/]{60,76}={0,2}(?![A-Za-z0-9+/])/g;

/** The text with every secret in it written over. The length stays, so that what is underlined stays underlined. */
export function withoutSecrets(text: string): string {
  const visible = hasLineOfKey(text) ? text.replace(encoded, (line) => '*'.repeat(line.length)) : text;
  const secrets = secretsIn(text);
  if (secrets.length === 0) return visible;
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of secrets) {
    parts.push(visible.slice(at, start), '*'.repeat(end - start));
    at = end;
  }
  return parts.join('') + visible.slice(at);
}
