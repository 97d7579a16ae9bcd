import { describe, expect, it } from 'vitest';
import { secretsIn, withoutSecrets } from '../../src/postgres/secrets.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const letters = 'Ab1'.repeat(20);
const secrets: readonly (readonly [string, string, string])[] = [
  ['a password of a role', "CREATE ROLE app LOGIN PASSWORD '§'", 'corr3ct-horse'],
  ['in a string inside a string', "EXECUTE 'CREATE ROLE app LOGIN PASSWORD ''§'''", 'corr3ct-horse'],
  ['in a user mapping', "CREATE USER MAPPING FOR app SERVER s OPTIONS (user 'app', password '§')", 'corr3ct-horse'],
  ['in a URL', "SELECT 'postgres://app:§@db.example.com/shop'", 'corr3ct-horse'],
  ['in a connection string', "SELECT dblink_connect('host=db user=app password=§ dbname=shop')", 'corr3ct-horse'],
  ['first in a connection string', "SELECT dblink_connect('password=§ host=db')", 'corr3ct-horse'],
  ['AWS', "SELECT '§'", `AKIA${'Q3EGTSMA'.repeat(2)}`],
  ['GitHub', "SELECT '§'", `ghp_${letters.slice(0, 36)}`],
  ['GitHub, fine-grained', "SELECT '§'", `github_pat_${letters}Ab`],
  ['GitLab', "SELECT '§'", `glpat-${letters.slice(0, 20)}`],
  ['Stripe', "SELECT '§'", `sk_live_${letters.slice(0, 24)}`],
  ['Slack', "SELECT '§'", `xoxb-${letters.slice(0, 24)}`],
  ['Google', "SELECT '§'", `AIza${letters.slice(0, 35)}`],
  ['a private key', "SELECT '§'", `-----BEGIN RSA PRIVATE KEY-----\\n${letters}`],
];

describe('secrets', () => {
  it.each(secrets)('%s', (_, sql, secret) => {
    const text = sql.replace('§', secret);
    expect(secretsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual([secret]);
    expect(withoutSecrets(text)).toBe(sql.replace('§', '*'.repeat(secret.length)));
  });

  it.each([
    "UPDATE users SET password = 'x' WHERE id = 1",
    'ALTER TABLE users ADD COLUMN password text',
    "SELECT 'https://example.com/path:with@sign'",
    'CREATE ROLE app LOGIN PASSWORD NULL',
    `a sum: ${'0123456789abcdef'.repeat(4)}`,
  ])('none in %s', (sql) => {
    expect(secretsIn(sql)).toEqual([]);
    expect(withoutSecrets(sql)).toBe(sql);
  });

  it('takes time in proportion to the text', () => {
    const started = performance.now();
    for (const text of ["password ''", '://a:', 'host=password=', 'password=host ', 'AKIA', '-----BEGIN ']) withoutSecrets(text.repeat(40_000));
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
