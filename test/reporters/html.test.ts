import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { html } from '../../src/reporters/html.ts';
import { plain } from '../../src/reporters/palette.ts';
import { everything, hostile, nothing, usual } from './samples.ts';
import { readPage, type Element } from './page.ts';

const options = { palette: plain, version: '1.2.3' };
const page = readPage(html(everything, options));

function all(name: string, from: readonly Element[] = page): Element[] {
  return from.flatMap((element) => [...(element.name === name ? [element] : []), ...all(name, element.children)]);
}

function text(element: Element): string {
  return element.text;
}

test('every element is closed, with nothing of the migrations among them', () => {
  expect(new Set(page.flatMap(function names(element): string[] { return [element.name, ...element.children.flatMap(names)]; }))).toEqual(new Set([
    'html', 'head', 'meta', 'title', 'style', 'body', 'header', 'h1', 'h2', 'h3', 'p', 'ul', 'li', 'a', 'span', 'form', 'input', 'select', 'option', 'label',
    'table', 'thead', 'tbody', 'tr', 'th', 'td', 'section', 'article', 'code', 'pre', 'i', 'mark', 'footer', 'script',
  ]));
  expect(all('script')).toHaveLength(1);
});

test('nothing is loaded from anywhere', () => {
  const made = html(everything, options);
  expect(made).not.toMatch(/\b(?:src|srcset|data|action|poster|xlink:href)=|@import|url\(|<link|<base|<iframe|<object/i);
  for (const { attributes } of all('a')) expect(attributes.href).toMatch(/^#f-[0-9a-f]{12}$/);
  const policy = all('meta').find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')?.attributes.content ?? '';
  expect(policy).toContain("default-src 'none'");
  for (const name of ['style', 'script']) {
    const [element] = all(name);
    expect(policy).toContain(`${name}-src 'sha256-${createHash('sha256').update(element ? element.raw : '').digest('base64')}'`);
  }
});

test('findings by migration, with the source and what is switched off', () => {
  const sections = all('section');
  expect(sections.map((section) => text(all('h3', section.children)[0] ?? section))).toEqual([usual.place.file.path, hostile.place.file.path, 'db/latin1.sql', 'db/a.sql']);
  const articles = all('article');
  expect(articles.map(({ attributes }) => [attributes['data-kind'], attributes['data-rule']])).toEqual([
    ['error', 'narrowing-type-change'], ['off', 'narrowing-type-change'], ['off', 'narrowing-type-change'],
    ['warning', 'some-rule'], ['info', 'unchecked-drop-column'], ['error', 'unreadable'], ['error', 'internal-error'],
  ]);
  const marks = articles.flatMap((article) => all('mark', article.children).map(text));
  expect(marks).toEqual(['varchar(255)', 'varchar(320)', 'BEGIN', 'varchar(320)', 'COMMIT', 'varchar(320)', '日本 text', 'other', 'DROP COLUMN x,', '  DROP COLUMN y']);
  expect(articles.map(text).join('\n')).toContain('Suppressed: we know <this> & postgres://me:******@host/db');
});

test('a cell for each version, in the colour of the worst, that leads to its findings', () => {
  const ids = new Set(all('section').map(({ attributes }) => `#${attributes.id ?? ''}`));
  const cells = all('li').map(({ attributes, children: [cell] }) => [attributes.title, cell?.attributes.class, cell?.attributes.href === undefined || ids.has(cell.attributes.href)]);
  expect(cells).toEqual([
    ['000004 add_email: applied', 'applied', true],
    ['000007 x: pending, error', 'error', true],
    [`000008 a'"<&>: pending, warning`, 'warning', true],
  ]);
});

test('what is locked', () => {
  expect(all('tr').slice(1).map(({ children }) => children.map(text))).toEqual([
    ['db/migrations/000007_x.up.sql:3', 'ALTER TABLE users ALTER COLUMN email TYPE varchar(255)', 'users ACCESS EXCLUSIVE blocks reads and writes', 'while it rewrites users'],
    [`${hostile.place.file.path}:2`, `ALTER TABLE "a\`b|c" ADD COLUMN 日本 text DEFAULT 'postgres://me:******@host/db'`, '"a`b|c<" ACCESS EXCLUSIVE blocks reads and writes', 'briefly'],
  ]);
});

test('light and dark, and a page where nothing was found', () => {
  expect(html(nothing, options)).toContain('prefers-color-scheme:dark');
  expect(html(nothing, options)).toContain('<p>Nothing was found.</p>');
  expect(html(nothing, options)).not.toContain('<script');
});
