/** An element of a page as the reports write them. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  /** All text in it, unescaped. */
  text: string;
  /** What stands in a style or a script. */
  raw: string;
}

const empty = new Set(['meta', 'input', 'br']);
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Reads a page strictly: each tag closed in its order, each attribute in quotes. @throws Error - anything else */
export function readPage(page: string): readonly Element[] {
  const top: Element = { name: '', attributes: {}, children: [], text: '', raw: '' };
  const open = [top];
  const token = /<!doctype html>|<(\/?)([a-z]\w*)((?:\s+[\w:-]+(?:="[^"<]*")?)*)\s*>|([^<]+)/y;
  for (let at = 0; at < page.length; at = token.lastIndex) {
    token.lastIndex = at;
    const match = token.exec(page);
    if (!match) throw new Error(`no HTML at ${page.slice(at, at + 60)}`);
    const [, slash, name = '', list = '', text] = match;
    const current = open.at(-1) ?? top;
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`an ampersand at ${text}`);
      for (const element of open) element.text += unescaped(text);
    } else if (slash === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes ${current.name}`);
    } else if (name !== '') {
      const element: Element = { name, attributes: attributesOf(list), children: [], text: '', raw: '' };
      current.children.push(element);
      if (name === 'style' || name === 'script') {
        const end = page.indexOf(`</${name}>`, token.lastIndex);
        element.raw = page.slice(token.lastIndex, end);
        token.lastIndex = end + name.length + 3;
      } else if (!empty.has(name)) open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`${open.at(-1)?.name ?? ''} is not closed`);
  return top.children;
}

function attributesOf(list: string): Record<string, string> {
  return Object.fromEntries(Array.from(list.matchAll(/([\w:-]+)(?:="([^"]*)")?/g), ([, name = '', value = '']) => [name, unescaped(value)]));
}

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');
}
