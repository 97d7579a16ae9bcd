/** Characters that XML 1.0 cannot hold in any spelling. */
const impossible = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' };

/** For the text of an element. */
export function xmlText(text: string): string {
  return text.replace(impossible, '\ufffd').replace(/[&<>\r]/g, (character) => entities[character] ?? character);
}

/** An element's attributes, each with a blank before it; those without a value are left out. */
export function attributes(all: Readonly<Record<string, string | number>>): string {
  return Object.entries(all).map(([name, value]) => ` ${name}="${String(value).replace(impossible, '\ufffd').replace(/[&<>"\t\n\r]/g, (character) => entities[character] ?? character)}"`).join('');
}
