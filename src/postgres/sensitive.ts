const email = /[\w.+-]+@((?:[a-z0-9-]+\.)+[a-z]{2,})\b/gi;
/** RFC 2606 and RFC 6761, and what everybody takes for it. */
const exampleDomain = /(?:^|\.)(?:example(?:\.[a-z]{2,})?|test|invalid|localhost|local|internal)$|^(?:test|example|sample|demo|dummy|fake|foo|bar|acme|domain|email|yourdomain|mycompany|company)\.[a-z]{2,}(?:\.[a-z]{2})?$/i;
const role = /^(?:info|support|sales|admin|administrator|root|postmaster|webmaster|hostmaster|abuse|noreply|no-reply|donotreply|contact|hello|help|office|team|system|bot|service|notifications?|security|privacy|billing|test\w*|user\d*|foo|bar|example)$/i;

/** Numbers that payment providers publish for tests. */
const testCards: ReadonlySet<string> = new Set([
  '4242424242424242', '4000056655665556', '4111111111111111', '4012888888881881', '4222222222222', '5555555555554444', '5105105105105100', '5200828282828210',
  '2223003122003222', '378282246310005', '371449635398431', '6011111111111117', '6011000990139424', '3056930009020004', '30569309025904', '38520000023237', '3566002020360505', '6200000000000005',
  '4000000000000002', '4000000000000077', '4917610000000000',
]);
const brands = /^(?:4\d{12}(?:\d{3})?(?:\d{3})?|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d)\d{12})$/;
const exampleAccounts: ReadonlySet<string> = new Set(['DE89370400440532013000', 'GB82WEST12345698765432', 'GB29NWBK60161331926819', 'FR1420041010050500013M02606', 'NL91ABNA0417164300', 'CH9300762011623852957', 'ES9121000418450200051332', 'AT611904300234573201', 'BE68539007547034', 'IT60X0542811101000000123456']);
const exampleSecurityNumbers: ReadonlySet<string> = new Set(['078-05-1120', '219-09-9999', '123-45-6789', '111-11-1111']);

/** What a text looks like that is somebody's data, in words; undefined where it looks like none, or like an example. */
export function sensitiveKind(text: string): string | undefined {
  for (const { 0: address, 1: domain = '' } of text.matchAll(email)) {
    if (!exampleDomain.test(domain) && !role.test(address.slice(0, address.indexOf('@')))) return 'the e-mail address';
  }
  const value = text.trim();
  const digits = value.replaceAll(/[ -]/g, '');
  if (/^[\d -]{13,23}$/.test(value) && brands.test(digits) && hasCheckDigit(digits) && !testCards.has(digits) && !/(\d)\1{7}/.test(digits)) return 'the card number';
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(value.replaceAll(' ', '')) && isAccount(value.replaceAll(' ', ''))) return 'the bank account';
  if (/^(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/.test(value) && !exampleSecurityNumbers.has(value)) return 'the social security number';
  if (/^\+[1-9][\d ().-]{7,18}$/.test(value) && isTelephone(value.replaceAll(/\D/g, ''))) return 'the telephone number';
  return undefined;
}

/** Luhn's: from the right every second digit counts twice. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const twice = digit * 2;
    sum += at % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

/** ISO 13616: the number that it spells leaves 1 when it is divided by 97. */
function isAccount(account: string): boolean {
  if (exampleAccounts.has(account)) return false;
  const spelled = Array.from(account.slice(4) + account.slice(0, 4), (character) => parseInt(character, 36)).join('');
  return BigInt(spelled) % 97n === 1n;
}

function isTelephone(digits: string): boolean {
  return digits.length >= 9 && digits.length <= 15 && !digits.includes('555') && !/0000|1234567|(\d)\1{4}/.test(digits);
}
